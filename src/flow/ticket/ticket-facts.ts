import type { Classification } from '../decision/fix-class.js'
import type { Gate } from '../decision/gates.js'
import type { TriageReason } from '../decision/reasons.js'
import type { Route } from '../decision/router.js'
import type { Score } from '../decision/rubric.js'
import type { Alert } from '../event/trigger.js'
import type { Issue } from '../issue/issue.js'
import type { Known } from '../issue/known.js'
import type { Culprit, Fingerprint, StackTrace } from '../issue/stack-trace.js'
import type { ShownEvidence } from './shown-evidence.js'
import type { Variants } from '../issue/variants.js'

/** `strict`: error messages may hold personal data, so only their templates are shown. */
export type Privacy = 'standard' | 'strict'

/** Everything that a new ticket is written from. */
export interface TicketFacts {
  readonly issue: Issue
  readonly alert: Alert | undefined
  readonly trace: Known<StackTrace>
  readonly culprit: Known<Culprit>
  /** Page of the culprit's line at the failing commit; `undefined` when path or commit is unknown. */
  readonly culpritUrl: string | undefined
  /** Commit that failed. */
  readonly culpritCommit: Known<string>
  readonly fingerprint: Known<Fingerprint>
  /** Several bugs that the issue's recent events show; `undefined` where they show one. */
  readonly variants: Variants | undefined
  /** The error message without what changes from event to event. */
  readonly messageTemplate: string
  readonly privacy: Privacy
  readonly score: Score
  readonly classification: Classification
  readonly gates: readonly Gate[]
  /** Whether it is unusual, matters, and what caused it; `undefined`: not judged. */
  readonly evidence?: ShownEvidence | undefined
  readonly route: Route
  readonly decision: { readonly why: string; readonly reason: TriageReason }
  /** Page of the run that files the ticket. */
  readonly runUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The closed ticket that the new one follows, when the bug came back. */
  readonly follows?: { readonly key: string; readonly why: string } | undefined
}
