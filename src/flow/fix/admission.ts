import type { FixClass } from '../decision/fix-class.js'
import type { BudgetPolicy } from './budget.js'
import type { FixEnd, FixReason } from './fix-outcomes.js'
import type { FixRequest, Wanted } from './fix-request.js'
import type { Bug, ProposedFix } from './ledger-attempts.js'
import type { Attempt, Ledger } from './ledger.js'

export interface AdmissionPolicy extends BudgetPolicy {
  readonly classes: readonly FixClass[]
  /** Least score. */
  readonly autofixAt: number
  /** Per team and UTC day. */
  readonly attemptsPerDay: number
  /** Per team. */
  readonly openPullRequests: number
  readonly cooldownHours: number
  /** How long a run may take until it is taken for dead. */
  readonly leaseMinutes: number
  /** What takes the place of the figures above where a diagnosis alone is wanted. */
  readonly diagnosis: {
    readonly enabled: boolean
    readonly runUsd: number
    /** Of all diagnoses alone, within the budget of all attempts. */
    readonly dayUsd: number
    readonly leaseMinutes: number
  }
}

export interface AdmissionFacts {
  readonly request: Pick<
    FixRequest,
    'issue_id' | 'ticket_key' | 'fingerprint' | 'fix_class' | 'score' | 'env' | 'force'
  >
  readonly wanted: Wanted
  /** Empty when nobody owns the code: those attempts share their limits. */
  readonly team: string
  /** The kill switch as it was read last: anything but `true` is off. */
  readonly switchedOn: boolean
  readonly nonProductionAllowed: boolean
  /** `undefined`: the environment is unknown, which is not production. */
  readonly productionOrigin: boolean | undefined
  /** Open ones of the label, and those of this branch and of `branchesOf` in any state. */
  readonly pullRequests: readonly ProposedFix[]
  /** The branch that a fix would take. */
  readonly branch: string
  readonly attemptId: string
  readonly runUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export type Admission =
  | { readonly admitted: true; readonly attempt: Attempt; readonly ledger: Ledger }
  | { readonly admitted: false; readonly end: FixEnd }

/** `undefined`: it has nothing against the attempt. */
export type Gate = (facts: AdmissionFacts, ledger: Ledger, policy: AdmissionPolicy) => FixEnd | undefined

/** The attempt as it would be reserved now. */
export function reserve(
  facts: AdmissionFacts,
  earlier: Attempt | undefined,
  policy: AdmissionPolicy
): Attempt {
  const { request, now } = facts
  return {
    id: facts.attemptId,
    issueId: request.issue_id,
    fingerprint: request.fingerprint,
    ticketKey: request.ticket_key,
    team: facts.team,
    fixClass: facts.wanted === 'diagnosis' ? '' : request.fix_class,
    state: 'reserved',
    reservedAt: now,
    leaseUntil: now + policy.leaseMinutes * 60_000,
    reservedUsd: policy.runUsd,
    spentUsd: earlier && paidUsd(earlier),
    outcome: undefined,
    reason: undefined,
    branch: facts.branch,
    pullRequest: undefined,
    runUrl: facts.runUrl
  }
}

/** All that an earlier try can have spent; `undefined` when it was nothing. */
function paidUsd({ state, spentUsd = 0, reservedUsd }: Attempt): number | undefined {
  const paid = state === 'reserved' ? spentUsd + reservedUsd : spentUsd
  return paid === 0 ? undefined : paid
}

export function refuseUnless(passes: boolean, reason: FixReason, why: string): FixEnd | undefined {
  return passes ? undefined : { reason, why }
}

export function bugOf(request: AdmissionFacts['request']): Bug {
  return { issueId: request.issue_id, fingerprint: request.fingerprint }
}
