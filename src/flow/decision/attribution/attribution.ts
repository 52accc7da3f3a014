import type { Known } from '../../issue/known.js'
import type { ChangeCommit, Deploy } from './deploy.js'

/** What the ticket says of the cause. */
export const attributionVerdicts = ['caused', 'likely', 'not-ours', 'unknown'] as const
export type AttributionVerdict = (typeof attributionVerdicts)[number]

/** When it began. */
export interface Onset {
  /** Between these, milliseconds since the epoch. */
  readonly from: number
  readonly to: number
  /** Rate after over rate before. */
  readonly step: number
}

/** The code check: what of the deploy's diff meets the error. */
export interface SuspectChange {
  /** Changed runtime files that a frame of the stack is in, the culprit's first. */
  readonly files: readonly string[]
  /** The commit that changed the first of them last; `undefined` where the host does not tell. */
  readonly commit: ChangeCommit | undefined
  readonly compareUrl: string | undefined
}

export interface Attribution {
  readonly verdict: AttributionVerdict
  readonly onset: Known<Onset>
  /** One, or two that fit equally; empty unless the verdict is `caused` or `likely`. */
  readonly deploys: readonly Deploy[]
  /** Unknown where there was no deploy to compare, or no diff could be read. */
  readonly change: Known<SuspectChange>
  /** Share of the events since the onset that carry the deploy's version. */
  readonly versionShare: number | undefined
  /** Chance that some deploy lands so near the onset by luck. */
  readonly luck: number | undefined
  /** Each a sentence without a full stop, the strongest first. Never empty. */
  readonly reasons: readonly string[]
  /** For a fresh bad deploy: roll back or fix forward, with the measured grounds. */
  readonly advice: string | undefined
}
