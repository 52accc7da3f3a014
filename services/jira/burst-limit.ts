import type { ServiceReply, ServiceRequest } from '../kit/service.js'

/** How many requests a site takes of one method and endpoint within a window. */
export interface BurstLimit {
  readonly requests: number
  readonly windowMs: number
}

/**
 * Jira's burst limit, which API tokens are subject to: a bucket for each method and endpoint that fills up again evenly. The numbers
 * are not published; the headers are. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export class BurstLimiter {
  readonly #limit: BurstLimit
  readonly #now: () => number
  readonly #buckets = new Map<string, { left: number; at: number }>()
  /** Requests that were refused. */
  refused = 0

  constructor(limit: BurstLimit, now: () => number) {
    this.#limit = limit
    this.#now = now
  }

  /** Counts a request; a reply when it is one too many. */
  admit(request: ServiceRequest): ServiceReply | undefined {
    const bucket = this.#bucket(request)
    if (bucket.left >= 1) {
      bucket.left -= 1
      return undefined
    }
    this.refused += 1
    const perRequest = this.#limit.windowMs / this.#limit.requests
    return {
      status: 429,
      body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
      headers: {
        ...this.headers(request),
        'retry-after': String(Math.max(1, Math.ceil(((1 - bucket.left) * perRequest) / 1_000))),
        'ratelimit-reason': 'jira-burst-based'
      }
    }
  }

  /** How near the limit the next request is. */
  headers(request: ServiceRequest): Readonly<Record<string, string>> {
    const { left } = this.#bucket(request)
    const { requests, windowMs } = this.#limit
    const fullAt = this.#now() + ((requests - left) * windowMs) / requests
    return {
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(Math.floor(left)),
      'x-ratelimit-reset': `${new Date(fullAt).toISOString().slice(0, 16)}Z`,
      'x-ratelimit-nearlimit': String(left < requests / 5)
    }
  }

  #bucket(request: ServiceRequest): { left: number; at: number } {
    const { requests, windowMs } = this.#limit
    const name = endpointOf(request)
    const now = this.#now()
    const known = this.#buckets.get(name) ?? { left: requests, at: now }
    const left = Math.min(requests, known.left + ((now - known.at) * requests) / windowMs)
    const bucket = { left, at: now }
    this.#buckets.set(name, bucket)
    return bucket
  }
}

/** The path without the keys and ids in it. */
function endpointOf({ method, path }: ServiceRequest): string {
  return `${method} ${path.replace(/\/([A-Z][A-Z0-9_]+-\d+|\d+)(?=\/|$)/g, '/{id}')}`
}
