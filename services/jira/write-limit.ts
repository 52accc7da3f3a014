import type { ServiceReply, ServiceRequest } from '../kit/service.js'

/** How many writes one ticket takes within a window. */
export interface WriteLimit {
  readonly writes: number
  readonly windowMs: number
}

interface Standing {
  readonly left: number
  /** When the oldest write of the window falls out of it, in milliseconds since the epoch. */
  readonly resetAt: number
}

/**
 * Jira's limit of writes per ticket, which API tokens are subject to as well.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export class PerIssueWrites {
  readonly #limit: WriteLimit
  readonly #now: () => number
  readonly #writes = new Map<string, number[]>()

  constructor(limit: WriteLimit, now: () => number) {
    this.#limit = limit
    this.#now = now
  }

  /** Counts a write to a ticket; a reply when it is one too many. */
  admit(request: ServiceRequest): ServiceReply | undefined {
    const key = issueOfWrite(request)
    if (key === undefined) return undefined
    const standing = this.#standing(key)
    if (standing.left > 0) {
      this.#writes.set(key, [...this.#recent(key), this.#now()])
      return undefined
    }
    const seconds = Math.max(1, Math.ceil((standing.resetAt - this.#now()) / 1_000))
    return {
      status: 429,
      body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
      headers: {
        ...this.headers(request),
        'retry-after': String(seconds),
        'ratelimit-reason': 'jira-per-issue-on-write'
      }
    }
  }

  /** The headers that tell how near the limit a write is; none on other requests. */
  headers(request: ServiceRequest): Readonly<Record<string, string>> {
    const key = issueOfWrite(request)
    if (key === undefined) return {}
    const { left, resetAt } = this.#standing(key)
    return {
      'x-ratelimit-limit': String(this.#limit.writes),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': `${new Date(resetAt).toISOString().slice(0, 16)}Z`,
      'x-ratelimit-nearlimit': String(left < this.#limit.writes / 5)
    }
  }

  #recent(key: string): readonly number[] {
    const start = this.#now() - this.#limit.windowMs
    return (this.#writes.get(key) ?? []).filter((at) => at > start)
  }

  #standing(key: string): Standing {
    const recent = this.#recent(key)
    return {
      left: Math.max(0, this.#limit.writes - recent.length),
      resetAt: (recent[0] ?? this.#now()) + this.#limit.windowMs
    }
  }
}

function issueOfWrite(request: ServiceRequest): string | undefined {
  if (request.method === 'GET') return undefined
  return /\/rest\/api\/3\/issue\/([^/]+)/.exec(request.path)?.[1]?.toUpperCase()
}
