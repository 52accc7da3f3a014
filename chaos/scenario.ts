import type { Violation } from './invariants/violation.js'

/** How one play of a scenario went. */
export interface Played {
  /** Processes that were started. */
  readonly processes: number
  /** Requests that a fault has hit, and processes that were killed. */
  readonly faults: number
  readonly violations: readonly Violation[]
  /** What happened, in order, for whoever looks at a violation. */
  readonly story: readonly string[]
}

export interface Scenario {
  /** For the command line. */
  readonly name: string
  readonly title: string
  /** Rounds that one `--runs` stands for. */
  readonly plays: number
  /** For scenarios that happen at a place: all of them, in the order in which they come. */
  readonly points?: (seed: number) => Promise<readonly string[]>
  /** `point`: one of `points`, or empty where there are none. */
  readonly play: (seed: number, point: string) => Promise<Played>
}
