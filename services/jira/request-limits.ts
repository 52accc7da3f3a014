import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { BurstLimiter, type BurstLimit } from './burst-limit.js'
import { PerIssueWrites, type WriteLimit } from './write-limit.js'

/** Every limit of a site that requests are subject to; none where none is set. */
export class RequestLimits {
  readonly #burst: BurstLimiter | undefined
  readonly #writes: PerIssueWrites | undefined

  constructor(options: {
    readonly now: () => number
    readonly burst?: BurstLimit
    readonly perIssueWrites?: WriteLimit
  }) {
    this.#burst = options.burst && new BurstLimiter(options.burst, options.now)
    this.#writes = options.perIssueWrites && new PerIssueWrites(options.perIssueWrites, options.now)
  }

  /** Counts a request; a reply when it is one too many. */
  admit(request: ServiceRequest): ServiceReply | undefined {
    return this.#burst?.admit(request) ?? this.#writes?.admit(request)
  }

  /** What every reply tells of the limits that it counts against. */
  headers(request: ServiceRequest): Readonly<Record<string, string>> {
    return { ...this.#burst?.headers(request), ...this.#writes?.headers(request) }
  }
}
