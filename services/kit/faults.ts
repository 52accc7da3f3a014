import type { ServiceReply } from './service.js'

interface FaultTarget {
  readonly method?: string
  /** Tested against the path with its query string. */
  readonly path?: RegExp
  /** How many requests it hits before it is spent. Default 1. */
  readonly times?: number
  /** How many matching requests pass first. Default 0. */
  readonly after?: number
  /** Waits this long first. A bare delay is a fault of kind `slow`. */
  readonly delayMs?: number
}

/**
 * What can go wrong between us and a vendor:
 * `reply` answers instead of the route (429, 500, 502 with HTML, 200 with a log-in page);
 * `drop` closes the connection before the route runs; `lose-reply` runs the route and then closes it;
 * `partial` runs the route and closes after half the body; `slow` only delays;
 * `hang` never answers, and does not run the route.
 */
export type Fault = FaultTarget &
  (
    | { readonly kind: 'reply'; readonly reply: ServiceReply }
    | { readonly kind: 'drop' | 'lose-reply' | 'partial' | 'slow' | 'hang' }
  )

export class FaultPlan {
  /** Requests that a fault has hit. */
  hits = 0
  #pending: { fault: Fault; left: number; passes: number }[] = []

  add(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1, passes: fault.after ?? 0 })
  }

  clear(): void {
    this.#pending = []
  }

  /** The first pending fault that matches, used up once. */
  take(method: string, path: string): Fault | undefined {
    for (const entry of this.#pending) {
      if (entry.fault.method !== undefined && entry.fault.method !== method) continue
      if (entry.fault.path !== undefined && !entry.fault.path.test(path)) continue
      if (entry.passes > 0) {
        entry.passes -= 1
        continue
      }
      entry.left -= 1
      this.hits += 1
      if (entry.left <= 0) this.#pending = this.#pending.filter((each) => each !== entry)
      return entry.fault
    }
    return undefined
  }
}

/** Ready-made replies that every vendor's front door can give. */
export const outages = {
  rateLimited: (headers: Readonly<Record<string, string>>): ServiceReply => ({
    status: 429,
    body: { errors: ['Too Many Requests'] },
    headers
  }),
  serverError: { status: 500, body: { errors: ['Internal Server Error'] } } satisfies ServiceReply,
  htmlBadGateway: {
    status: 502,
    body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'
  } satisfies ServiceReply,
  htmlLogin: {
    status: 200,
    body: '<html><body><form action="/login">Log in</form></body></html>'
  } satisfies ServiceReply
} as const
