import type { Known } from './known.js'

/**
 * Issue states as the API names them. Datadog's pages call `OPEN` "For review" and `ACKNOWLEDGED` "Reviewed".
 * https://docs.datadoghq.com/error_tracking/issue_states/
 */
export const issueStates = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'IGNORED', 'EXCLUDED'] as const
export type IssueState = (typeof issueStates)[number]

export const platforms = [
  'ANDROID',
  'BACKEND',
  'BROWSER',
  'FLUTTER',
  'IOS',
  'REACT_NATIVE',
  'ROKU',
  'UNKNOWN'
] as const
export type Platform = (typeof platforms)[number]

/** Where Datadog keeps the events behind an issue. */
export type Track = 'spans' | 'logs' | 'rum'

/** First or last time an issue was seen. */
export interface Sighting {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly version: Known<string>
}

export interface TeamOwner {
  readonly handle: string
  readonly name: string
}

/** Counts over the window that was asked for, not since the beginning. */
export interface Impact {
  readonly windowHours: number
  readonly occurrences: Known<number>
  /** Exists for RUM alone: backend issues have no users or sessions in Datadog. */
  readonly users: Known<number>
  readonly sessions: Known<number>
}

/**
 * Event counts of consecutive hours, oldest first; the last hour ends early, at `endMs`. Counts of indexed events:
 * good for the trend, not for the total.
 */
export interface Trend {
  /** Start of the first hour, milliseconds since the epoch. */
  readonly startMs: number
  readonly endMs: number
  readonly counts: readonly number[]
  /** Before this hour Datadog keeps nothing, so that zeros there mean nothing. Absent: every hour is known. */
  readonly knownFromMs?: number
}

/** One event of the issue: where the stack trace and the tags come from. Only allow-listed fields ever get here. */
export interface SampleEvent {
  readonly track: Track
  readonly eventId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** False when it was found by service and error type because no event carries the issue id. */
  readonly confirmed: boolean
  readonly service: Known<string>
  readonly env: Known<string>
  readonly version: Known<string>
  readonly errorType: Known<string>
  readonly errorMessage: Known<string>
  /** The stack trace as text, cause chain included where the event has one. */
  readonly stack: Known<string>
  /** Commit that the failing version was built from. */
  readonly commit: Known<string>
  /** `github.com/owner/name`, without protocol or credentials. */
  readonly repository: Known<string>
  /** `error.fingerprint`, when the application sets its own grouping. */
  readonly vendorFingerprint: Known<string>
  /** What the span is called, `express.request`: its trace metrics count the requests. Spans alone have one. */
  readonly spanName?: Known<string>
  /** What was asked of the service: method and route, view name, or resource. No query strings. */
  readonly operation: Known<string>
}

/** The application failed again after the issue was resolved. */
export interface IssueRegression {
  /** Milliseconds since the epoch. */
  readonly regressedAt: number
  readonly resolvedAt: number
  readonly version: Known<string>
}

/** A Datadog case linked to the issue; `jiraKey` is the ticket that Datadog's own integration made. */
export interface LinkedCase {
  readonly key: string
  readonly jiraKey: string | undefined
}

/** What Error Tracking itself says of an issue. */
export interface IssueDetails {
  readonly id: string
  /** Page of the issue for people. */
  readonly url: string
  readonly state: IssueState
  readonly platform: Platform
  readonly service: string
  readonly languages: readonly string[]
  readonly errorType: string
  readonly errorMessage: string
  readonly filePath: Known<string>
  readonly functionName: Known<string>
  readonly isCrash: boolean
  readonly firstSeen: Sighting
  readonly lastSeen: Sighting
  readonly regression: IssueRegression | undefined
  readonly assignee: string | undefined
  readonly teamOwners: readonly TeamOwner[]
  readonly linkedCase: LinkedCase | undefined
  readonly impact: Impact
}

/** What the events behind an issue say. */
export interface IssueEvidence {
  readonly trend: Known<Trend>
  readonly sample: Known<SampleEvent>
  /** The newest events with a stack, the sample among them, newest first: an issue may hold more than one bug. */
  readonly recent: readonly SampleEvent[]
}

/** A Datadog Error Tracking issue in our words: everything the decision is a function of. */
export interface Issue extends IssueDetails, IssueEvidence {}
