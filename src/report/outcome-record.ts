import type { Classification } from '../flow/decision/fix-class.js'
import type { Gate } from '../flow/decision/gates.js'
import type { TriageOutcome, TriageReason } from '../flow/decision/reasons.js'
import type { RouteRule } from '../flow/decision/router.js'
import type { Score } from '../flow/decision/rubric.js'
import type { Trigger } from '../flow/event/trigger.js'
import type { Platform, Trend } from '../flow/issue/issue.js'
import type { Known } from '../flow/issue/known.js'
import type { Fingerprint } from '../flow/issue/stack-trace.js'
import type { Variants } from '../flow/issue/variants.js'
import type { ShownEvidence } from '../flow/ticket/shown-evidence.js'

/** How triage of one issue ended; `failed` when it did not come to an end. */
export type RecordOutcome = Exclude<TriageOutcome, 'swept'> | 'failed'

export interface RecordedRoute {
  readonly rule: RouteRule
  /** Name of the team; `undefined` when nobody owns the issue and no default team is configured. */
  readonly team: string | undefined
  readonly why: string
  readonly notes: readonly string[]
}

export interface RecordedCulprit {
  readonly path: Known<string>
  /** From 1. */
  readonly line: number | undefined
  readonly function: string | undefined
  readonly commit: Known<string>
  /** Page of the line at the failing commit. */
  readonly url: string | undefined
  readonly reason: string
}

/**
 * What happened to one issue: exactly one record each. What was not reached, because triage ended before, is `undefined`; what
 * was looked for and not found is unknown, with its reason.
 */
export interface OutcomeRecord {
  readonly issueId: string
  /** Page of the issue in Datadog; `undefined` when the issue could not be read. */
  readonly issueUrl: string | undefined
  readonly outcome: RecordOutcome
  /** `undefined` only for `failed`. */
  readonly reason: TriageReason | undefined
  /** One sentence with the facts. */
  readonly why: string
  /** Empty when the issue could not be read, like the next two. */
  readonly service: string
  readonly errorType: string
  readonly platform: Platform
  /** The message with every variable masked; left out where no event was looked at. */
  readonly messageTemplate?: string
  /** The ticket's summary, or what it would be. */
  readonly title: string
  readonly env: Known<string>
  readonly score: Score | undefined
  readonly classification: Classification | undefined
  /** Empty when auto-fix was not considered. */
  readonly gates: readonly Gate[]
  /** Whether it is unusual, matters, and what caused it, with every number; left out where it was not judged. */
  readonly evidence?: ShownEvidence
  readonly route: RecordedRoute | undefined
  readonly fingerprint: Known<Fingerprint>
  /** Several bugs that the issue's recent events show; left out where they show one. */
  readonly variants?: Variants
  readonly culprit: Known<RecordedCulprit>
  readonly trend: Known<Trend>
  /** The stack trace as the ticket shows it. */
  readonly stack: Known<string>
  /** The ticket that stands for the issue now, new or old. */
  readonly ticket: { readonly key: string; readonly url: string } | undefined
  /** The issue was handed to auto-fix in this run. */
  readonly handedOff: boolean
  /** The ticket is marked for somebody to look at now. */
  readonly escalated: boolean
  /** The issue was moved to REVIEWED in this run. */
  readonly acknowledged: boolean
  /** What became of the workflow that the known pattern starts; empty where there is none. */
  readonly handled: readonly string[]
  /** What had to be left out, and how to mend it. */
  readonly warnings: readonly string[]
  /** What a dry run would have written, in order; empty in a real run. */
  readonly wouldHave: readonly string[]
  /** Triage of this issue failed; the other fields tell what was done until then. */
  readonly error?: { readonly message: string } | undefined
}

/** Something that failed; also named by its issue's record, when there is one. */
export interface Failure {
  /** `undefined`: the failure belongs to the whole run. */
  readonly issueId: string | undefined
  readonly message: string
}

/** The JSON report of a run. Optional fields are left out when nothing is known of them. */
export interface Report {
  readonly schema: 1
  readonly mode: string
  readonly dryRun: boolean
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly runUrl: string
  readonly trigger: Trigger
  /** The run's own outcome: the record's, `swept` for several, `failed` when nothing came to an end. */
  readonly outcome: TriageOutcome | 'failed'
  /** Why the run ended as it did, when no record tells it: a recovery, a sweep that was cut short. */
  readonly why?: string | undefined
  readonly records: readonly OutcomeRecord[]
  readonly failures: readonly Failure[]
  /** HTTP requests per vendor. */
  readonly requests?: Readonly<Record<string, number>> | undefined
}

/** How many records ended in each way; every outcome is there, with 0 when there is none. */
export function summariseOutcomes(
  records: readonly Pick<OutcomeRecord, 'outcome'>[]
): Readonly<Record<RecordOutcome, number>> {
  const counts: Record<RecordOutcome, number> = {
    ticketed: 0,
    duplicate: 0,
    regression: 0,
    'below-threshold': 0,
    disqualified: 0,
    suppressed: 0,
    failed: 0
  }
  for (const { outcome } of records) counts[outcome] += 1
  return counts
}
