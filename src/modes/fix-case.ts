import type { AgentReply } from '../flow/fix/agent-reply.js'
import type { AgentRun } from '../flow/fix/agent-run.js'
import type { BudgetState } from '../flow/fix/budget.js'
import type { CauseFinding } from '../flow/fix/diagnosis/cause-finding.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import type { GuardVerdict } from '../flow/fix/guard/guard-verdict.js'
import type { Attempt } from '../flow/fix/ledger.js'
import type { Rejection } from '../flow/fix/ledger-attempts.js'
import type { Certificate, ProofStep } from '../flow/proof/proof-run.js'
import { branchFor } from '../flow/pull-request/branch.js'
import type { BundledFile, FixBundle } from '../flow/pull-request/fix-bundle.js'
import type { FixRecord } from '../report/fix-record.js'
import type { FixRunRequest } from './fix-world.js'

/** One attempt on its way, filled in as the flow goes on, so that a failure loses nothing. */
export interface FixCase {
  readonly branch: string
  readonly team: string
  readonly canary: string
  end: FixEnd | undefined
  attempt: Attempt | undefined
  earlier: readonly Rejection[]
  baseCommit: string | undefined
  /** What was found out before the agent; `undefined` where nobody was asked. */
  cause: CauseFinding | undefined
  /** The agent was started: what it spent is not known until it has told. */
  agentBegan: boolean
  agent: AgentRun | undefined
  diagnosis: AgentReply | undefined
  verdict: GuardVerdict | undefined
  steps: readonly ProofStep[]
  certificate: Certificate | undefined
  /** Of a proven fix. */
  files: readonly BundledFile[]
  patch: string | undefined
  budget: BudgetState | undefined
  readonly warnings: string[]
  readonly wouldHave: string[]
}

export function openFixCase({ request, policy }: FixRunRequest, canary: string): FixCase {
  return {
    branch: branchFor(policy.autofix.branch, request),
    team: request.evidence.team ?? '',
    canary,
    end: undefined,
    attempt: undefined,
    earlier: [],
    baseCommit: undefined,
    cause: undefined,
    agentBegan: false,
    agent: undefined,
    diagnosis: undefined,
    verdict: undefined,
    steps: [],
    certificate: undefined,
    files: [],
    patch: undefined,
    budget: undefined,
    warnings: [],
    wouldHave: []
  }
}

/** A change with more was refused long ago; the bundle has to stay readable. */
const MOST_FINDINGS = 1_000
const MOST_FILES = 1_000

/** What the publish job gets. The text of the files goes as it is; everything else is redacted. */
export function bundleOf(current: FixCase, run: FixRunRequest, redactDeep: <T>(value: T) => T): FixBundle {
  const { agent, verdict, baseCommit } = current
  const told = redactDeep({
    diagnosis: current.diagnosis ?? null,
    cause: current.cause ?? null,
    findings: (verdict?.findings ?? []).slice(0, MOST_FINDINGS),
    steps: current.steps,
    certificate: current.certificate ?? null,
    end: current.end ?? { reason: 'agent-failed' as const, why: 'the run failed before it came to an end' },
    agent:
      agent === undefined
        ? null
        : {
            model: agent.model,
            version: agent.version,
            usage: agent.usage,
            testRuns: agent.testRuns,
            denials: agent.denials,
            lastWords: agent.lastWords
          }
  })
  return {
    schema: 1,
    request: run.request,
    ...told,
    attemptId: current.attempt?.id ?? null,
    team: current.team,
    runUrl: run.runUrl,
    base: baseCommit === undefined ? null : { branch: run.base, commit: baseCommit },
    branch: current.branch,
    scope:
      verdict === undefined ? null : { ...verdict.scope, files: verdict.scope.files.slice(0, MOST_FILES) },
    canary: current.canary,
    files: current.files
  }
}

export function fixRecordOf(
  current: FixCase,
  bundle: FixBundle,
  rest: Partial<Pick<FixRecord, 'pullRequest' | 'checks' | 'end' | 'error'>>
): FixRecord {
  return {
    bundle,
    end: rest.error === undefined ? (rest.end ?? current.end) : undefined,
    pullRequest: rest.pullRequest,
    checks: rest.checks,
    budget: current.budget,
    warnings: current.warnings,
    wouldHave: current.wouldHave,
    error: rest.error
  }
}
