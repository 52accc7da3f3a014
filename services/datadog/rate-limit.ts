import type { ServiceReply } from '../kit/service.js'
import { listedErrors } from './replies.js'

export interface RateLimit {
  /** Requests allowed in one period. */
  readonly limit: number
  /** Length of the calendar-aligned period. */
  readonly periodSeconds: number
}

/**
 * Counts the requests of one endpoint per calendar-aligned period and says so in the vendor's headers, of which
 * `X-RateLimit-Reset` counts seconds to the end of the period. https://docs.datadoghq.com/api/latest/rate-limits/
 */
export class RateCounter {
  readonly #name: string
  readonly #rate: RateLimit
  readonly #now: () => number
  #period = -1
  #used = 0

  constructor(name: string, rate: RateLimit, now: () => number) {
    this.#name = name
    this.#rate = rate
    this.#now = now
  }

  /** Counts one request; the reply is a 429 when the period was used up before it. */
  take(): { readonly headers: Readonly<Record<string, string>>; readonly refusal: ServiceReply | undefined } {
    const length = this.#rate.periodSeconds * 1000
    const now = this.#now()
    const period = Math.floor(now / length)
    if (period !== this.#period) {
      this.#period = period
      this.#used = 0
    }
    const allowed = this.#used < this.#rate.limit
    if (allowed) this.#used += 1
    const headers = {
      'X-RateLimit-Limit': String(this.#rate.limit),
      'X-RateLimit-Period': String(this.#rate.periodSeconds),
      'X-RateLimit-Remaining': String(this.#rate.limit - this.#used),
      'X-RateLimit-Reset': String(Math.ceil(((period + 1) * length - now) / 1000)),
      'X-RateLimit-Name': this.#name
    }
    return { headers, refusal: allowed ? undefined : listedErrors(429, 'Too many requests') }
  }
}
