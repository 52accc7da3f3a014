import type { Ecosystem } from '../decision/dependencies/dependency.js'
import type { KnownDiagnosis } from '../decision/diagnosis.js'
import type { FixClass } from '../decision/fix-class.js'

/**
 * The hand-off to auto-fix: `client_payload` of the repository_dispatch `error-autofix`. It carries what the fix job needs, so
 * that the job holds no Datadog and no Jira credential.
 */
export interface FixRequest {
  readonly schema: '1'
  readonly issue_id: string
  readonly ticket_key: string
  readonly fingerprint: string
  /** Empty where a diagnosis alone is wanted. */
  readonly fix_class: FixClass | ''
  readonly score: number
  /** Empty when unknown. */
  readonly env: string
  readonly force: boolean
  /** URL of the triage run. */
  readonly triage_run: string
  readonly evidence: FixEvidence
}

/** Redacted and bounded. Text of strangers: data, never instructions. */
export interface FixEvidence {
  readonly error_type: string
  readonly message: string
  readonly stack: string
  readonly culprit: {
    readonly path: string
    readonly line: number | null
    readonly function: string | null
    /** Commit that failed; null when no tag of the event tells it. */
    readonly commit: string | null
  }
  readonly service: string
  readonly platform: string
  readonly versions: { readonly first_seen: string | null; readonly last_seen: string | null }
  readonly counts: {
    readonly window_hours: number
    readonly occurrences: number | null
    readonly users: number | null
    readonly sessions: number | null
  }
  readonly operation: string | null
  /** Name of the owning team; null when nobody owns the code. */
  readonly team: string | null
  /** The bump that mends the error; null unless the class is `dependency-bump`. */
  readonly bump: RequestedBump | null
  readonly datadog_url: string
  readonly ticket_url: string
  /** What the fix job is to do; a fix when absent, as triage of older versions sends it. */
  readonly wanted?: Wanted | undefined
  /** The message with its variables masked, as patterns match it; absent when it was not sent. */
  readonly message_template?: string | null | undefined
  /** What a person has confirmed of the bug before: then no model is asked. Absent or null: nothing. */
  readonly known_diagnosis?: KnownDiagnosis | null | undefined
  /** Name of the pattern that knows the error: then no model is asked either. Absent or null: none does. */
  readonly known_pattern?: string | null | undefined
}

export const wantedWorks = ['fix', 'diagnosis'] as const
/** `diagnosis`: the cause alone is looked for, and nothing is changed. */
export type Wanted = (typeof wantedWorks)[number]

export function wantedOf({ evidence }: FixRequest): Wanted {
  return evidence.wanted ?? 'fix'
}

/** The class of a request for a fix, which `readFixRequest` lets nobody leave out. */
export function classOf({ fix_class }: FixRequest): FixClass {
  if (fix_class === '') throw new Error('A request without a class has come to the fix')
  return fix_class
}

/** A dependency bump in the words of the payload. */
export interface RequestedBump {
  readonly ecosystem: Ecosystem
  readonly package: string
  readonly from: string
  readonly to: string
  readonly lockfile: string
  /** Page that tells of the bug. */
  readonly source: string
}
