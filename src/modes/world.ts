import type { Policy } from '../config/policy.js'
import type { Trigger } from '../flow/event/trigger.js'
import type { Vendor } from '../errors.js'
import type { Knowledge } from '../knowledge-ports.js'
import type { ChangeHistory, Clock, IssueSource, RunLog, SourceRepository, Writers } from '../ports.js'

/** What the vendors have said of their limits so far. Asks for nothing. */
export interface LimitWatch {
  /** Limits that stay closed for longer than a run waits. */
  closed(): readonly { readonly lane: { readonly vendor: Vendor }; readonly until: number }[]
  /** What was left by the vendor's last word; `undefined` when it counts nothing, or begins anew. */
  left(lane: {
    readonly vendor: Vendor
  }): { readonly remaining: number; readonly resetAt: number } | undefined
  /** Writes of this run within the last hour; when the first of them falls out of it. */
  written(vendor: Vendor): { readonly count: number; readonly freeAt: number }
}

export interface TriageWorld {
  readonly limits: LimitWatch
  readonly issues: IssueSource
  readonly repository: SourceRepository
  readonly changes: ChangeHistory
  /** What models and people know of bugs; absent where no diagnosis is asked for. */
  readonly knowledge?: Pick<Knowledge, 'find'> | undefined
  /**
   * The writers for one issue. A dry run's record what they would have written, sentence by sentence, and write nothing; what they
   * read is real.
   */
  readonly writersFor: (wouldHave: (sentence: string) => void) => Writers
  /** Told when there is something to decide: loads what the next steps need while Datadog still answers. */
  readonly getReady: () => void
  readonly log: RunLog
  readonly clock: Clock
  /** Takes credentials and personal data out of a text. */
  readonly redact: (text: string) => string
  /** SHA-256 in hex. */
  readonly hash: (text: string) => string
}

export interface TriageRequest {
  readonly trigger: Exclude<Trigger, { kind: 'refused' }>
  readonly policy: Policy
  /** The input `autofix-enabled` was `true`. */
  readonly switchedOn: boolean
  readonly nonProductionAllowed: boolean
  readonly runUrl: string
  /** Commit that the run was started for: where links go when the failing commit is unknown. */
  readonly runCommit: string
}
