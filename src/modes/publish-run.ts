import type { Policy } from '../config/policy.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import type { FixBundle } from '../flow/pull-request/fix-bundle.js'
import type { Known } from '../flow/issue/known.js'
import type { BudgetState } from '../flow/fix/budget.js'
import type { RecordedPullRequest } from '../report/fix-record.js'

export interface PublishRequest {
  readonly bundle: FixBundle
  readonly policy: Policy
  readonly base: string
  /** The input `config`: where the policy file lies. */
  readonly config: string
  readonly switchedOn: boolean
  readonly dryRun: boolean
  readonly runUrl: string
}

/** A publish run on its way, filled in as the flow goes on. */
export interface PublishCase {
  /** Branch of the pull request; the bundle's until it is known what stands. */
  branch: string | undefined
  end: FixEnd | undefined
  /** What the ticket tells is right already, or another run's to tell. */
  leavesTicket: boolean
  pullRequest: RecordedPullRequest | undefined
  checks: Known<number> | undefined
  budget: BudgetState | undefined
  /** Files of the diagnosis that the repository has. */
  causeFiles: readonly string[]
  /** Pull request of proposed patterns. */
  patterns: { readonly number: number; readonly url: string } | undefined
  readonly warnings: string[]
  readonly wouldHave: string[]
}

export function openPublishCase(): PublishCase {
  return {
    branch: undefined,
    end: undefined,
    leavesTicket: false,
    pullRequest: undefined,
    checks: undefined,
    budget: undefined,
    causeFiles: [],
    patterns: undefined,
    warnings: [],
    wouldHave: []
  }
}
