import type { SpikeTest } from '../spike/spike-test.js'

/** An active issue of the environment with its test: the one under triage among them. */
export interface TestedIssue {
  readonly issueId: string
  readonly service: string
  /** What it is called in a list: `[service] ErrorType`. */
  readonly title: string
  readonly url: string | undefined
  readonly test: SpikeTest
}

/** What goes on around an issue. */
export type Surroundings =
  /** Many signatures of several services rise together. */
  | {
      readonly kind: 'cascade'
      /** Issues that rise, the most excess first. */
      readonly rising: readonly TestedIssue[]
      readonly tested: number
      readonly services: readonly string[]
      /** Chance that so many of them rise by luck. */
      readonly p: number
      readonly why: string
    }
  /** Many signatures of one service: its own affair. */
  | {
      readonly kind: 'service-wide'
      readonly service: string
      readonly rising: readonly TestedIssue[]
      readonly why: string
    }
  /** Requests and errors rose by the same factor. */
  | { readonly kind: 'traffic'; readonly why: string }
  /** A service that this one depends on fails at the same time. */
  | {
      readonly kind: 'upstream'
      readonly upstream: string
      readonly rising: readonly TestedIssue[]
      readonly why: string
    }
  /** Too little is known to rule one out. */
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'none'; readonly why: string }

/** An error that names somebody else: a host that is not ours timed out, refused, or answered 5xx. */
export interface ThirdParty {
  /** The host or service as the error names it; `undefined`: it names none. */
  readonly host: string | undefined
  /** In words: `connection refused`, `timeout`, `502`. */
  readonly failure: string
}
