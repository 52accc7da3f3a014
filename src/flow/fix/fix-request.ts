import type { Ecosystem } from '../decision/dependencies/dependency.js'
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
  readonly fix_class: FixClass
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
