import type { BudgetState } from '../flow/fix/budget.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import type { Known } from '../flow/issue/known.js'
import type { FixBundle } from '../flow/pull-request/fix-bundle.js'

/** A pull request as the run left it. */
export interface RecordedPullRequest {
  readonly number: number
  readonly url: string
  readonly commit: string
  readonly verified: boolean
  readonly draft: boolean
}

/** What happened to one attempt at a fix: exactly one record for each run of a fix mode. */
export interface FixRecord {
  /** Everything that the attempt brought to light; the fix job writes it, the publish job reads it. */
  readonly bundle: FixBundle
  /** How this run ended; `undefined` when it failed. */
  readonly end: FixEnd | undefined
  readonly pullRequest: RecordedPullRequest | undefined
  /** How many of the repository's own checks began on the commit; `undefined` when nobody has looked. */
  readonly checks: Known<number> | undefined
  /** After this run; `undefined` when the ledger was not read. */
  readonly budget: BudgetState | undefined
  /** What had to be left out, and how to mend it. */
  readonly warnings: readonly string[]
  /** What a dry run would have done, in order; empty in a real run. */
  readonly wouldHave: readonly string[]
  /** The run failed; the other fields tell what was done until then. */
  readonly error: { readonly message: string } | undefined
}

/** The JSON report of a run of a fix mode. */
export interface FixReport {
  readonly schema: 1
  readonly mode: 'autofix' | 'publish'
  readonly dryRun: boolean
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly runUrl: string
  readonly outcome: string
  /** Empty when the run failed. */
  readonly reason: string
  readonly record: FixRecord
}
