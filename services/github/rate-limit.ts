/** Requests per hour of an installation token, and of callers without credentials. */
const AUTHENTICATED = 5000
const ANONYMOUS = 60
const WINDOW_MS = 3_600_000

interface Window {
  used: number
  /** Milliseconds since the epoch at which the allowance starts anew. */
  resetAt: number
}

export interface RateState {
  readonly limit: number
  readonly remaining: number
  readonly used: number
  /** Seconds since the epoch. */
  readonly reset: number
}

/**
 * The primary rate limit, one hourly allowance per login.
 * See https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class RateLimit {
  readonly #windows = new Map<string, Window>()
  readonly #now: () => number
  readonly #limit: number
  readonly #resource: string

  constructor(options: { now: () => number; limit?: number; resource?: 'core' | 'graphql' }) {
    this.#now = options.now
    this.#resource = options.resource ?? 'core'
    this.#limit = options.limit ?? AUTHENTICATED
  }

  state(login: string | undefined): RateState {
    const window = this.#window(login)
    const limit = this.#limitOf(login)
    const used = Math.min(window.used, limit)
    return { limit, used, remaining: limit - used, reset: Math.ceil(window.resetAt / 1000) }
  }

  spend(login: string | undefined): void {
    this.#window(login).used += 1
  }

  /** Uses up what is left until the window ends. */
  exhaust(login: string | undefined): void {
    this.#window(login).used = this.#limitOf(login)
  }

  headers(login: string | undefined): Record<string, string> {
    const state = this.state(login)
    return {
      'x-ratelimit-limit': String(state.limit),
      'x-ratelimit-remaining': String(state.remaining),
      'x-ratelimit-reset': String(state.reset),
      'x-ratelimit-used': String(state.used),
      'x-ratelimit-resource': this.#resource
    }
  }

  #limitOf(login: string | undefined): number {
    return login === undefined ? ANONYMOUS : this.#limit
  }

  #window(login: string | undefined): Window {
    const key = login ?? ''
    const now = this.#now()
    const known = this.#windows.get(key)
    if (known !== undefined && now < known.resetAt) return known
    const fresh = { used: 0, resetAt: now + WINDOW_MS }
    this.#windows.set(key, fresh)
    return fresh
  }
}
