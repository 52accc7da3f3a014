import type { LocatedFrame } from '../../issue/locate-frames.js'
import type { Known } from '../../issue/known.js'
import type { Surroundings, ThirdParty } from '../cascade/cascade.js'
import type { SpikeTest } from '../spike/spike-test.js'
import type { ChangeCommit, Changes, Deploy, OnsetCounts, Peer } from './deploy.js'

/** Everything that the cause is judged by. Times are milliseconds since the epoch. */
export interface AttributionFacts {
  readonly issue: {
    readonly service: string
    /** `undefined`: nobody knows; production is meant then. */
    readonly environment: string | undefined
    readonly firstSeen: number
    readonly firstSeenVersion: string | undefined
    /** The error was resolved, and came back. */
    readonly regression: { readonly at: number; readonly version: string | undefined } | undefined
  }
  /** Places of the stack in the repository, the culprit's first. */
  readonly frames: readonly LocatedFrame[]
  /** `undefined`: nothing was tested. */
  readonly test: SpikeTest | undefined
  /** Largest p of the test, 0 to 1, at which a deploy may be called the cause. */
  readonly causedLevel: number
  readonly onset: Known<OnsetCounts>
  readonly peers: Known<readonly Peer[]>
  /** As the sources tell them; the same deploy may be told by several. */
  readonly deploys: Known<readonly Deploy[]>
  /** Between the versions that `planAttribution` asks for. */
  readonly changes: Known<Changes>
  /** Commits that touched the first file that `meetFrames` names, newest first. */
  readonly commits: Known<readonly ChangeCommit[]>
  readonly surroundings: Surroundings | undefined
  readonly thirdParty: ThirdParty | undefined
  /** What the advice weighs: share of the service's requests (0 to 1), and people. */
  readonly impact: { readonly share: Known<number>; readonly users: Known<number> }
  readonly now: number
}
