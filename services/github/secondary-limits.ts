import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { secondaryRateLimited } from './replies.js'

/** What a token may within a minute or an hour, beside its hourly allowance. */
export interface SecondaryLimits {
  /** A read is one point, a write five. */
  readonly pointsPerMinute: number
  readonly writesPerMinute: number
  readonly writesPerHour: number
}

/**
 * As published. GitHub does not say which requests generate content, so that every write counts here.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export const PUBLISHED_LIMITS: SecondaryLimits = {
  pointsPerMinute: 900,
  writesPerMinute: 80,
  writesPerHour: 500
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const WRITE_POINTS = 5

interface Taken {
  readonly at: number
  readonly isWrite: boolean
}

/** Counts what each login sends, and refuses what is too much, with the time to wait in `retry-after`. */
export class SecondaryLimit {
  readonly #limits: SecondaryLimits
  readonly #now: () => number
  readonly #taken = new Map<string, Taken[]>()
  /** Requests that were refused, of all logins. */
  refused = 0

  constructor(limits: SecondaryLimits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  /** Counts the request; a reply when it is one too many. */
  admit(request: ServiceRequest, login: string | undefined): ServiceReply | undefined {
    const now = this.#now()
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD'
    const taken = (this.#taken.get(login ?? '') ?? []).filter(({ at }) => at > now - HOUR_MS)
    const freeAt = Math.max(...this.#waits(taken, isWrite, now))
    if (freeAt > now) {
      this.refused += 1
      return secondaryRateLimited({ retryAfterSeconds: Math.ceil((freeAt - now) / 1000) })
    }
    this.#taken.set(login ?? '', [...taken, { at: now, isWrite }])
    return undefined
  }

  /** Until when each limit refuses the request. */
  #waits(taken: readonly Taken[], isWrite: boolean, now: number): readonly number[] {
    const { pointsPerMinute, writesPerMinute, writesPerHour } = this.#limits
    const recent = taken.filter(({ at }) => at > now - MINUTE_MS)
    const points = recent.reduce((sum, each) => sum + pointsOf(each.isWrite), 0)
    const writes = taken.filter((each) => each.isWrite)
    const lately = recent.filter((each) => each.isWrite)
    const free = (list: readonly Taken[], length: number): number => (list[0]?.at ?? now) + length
    return [
      points + pointsOf(isWrite) > pointsPerMinute ? free(recent, MINUTE_MS) : now,
      isWrite && lately.length >= writesPerMinute ? free(lately, MINUTE_MS) : now,
      isWrite && writes.length >= writesPerHour ? free(writes, HOUR_MS) : now
    ]
  }
}

function pointsOf(isWrite: boolean): number {
  return isWrite ? WRITE_POINTS : 1
}
