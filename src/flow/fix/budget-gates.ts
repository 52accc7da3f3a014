import { sayPlural } from '../ticket/wording.js'
import { refuseUnless, reserve, type AdmissionFacts, type AdmissionPolicy } from './admission.js'
import { attemptsToday, budgetState, covers, diagnosisDay, sayUsd, type BudgetPeriod } from './budget.js'
import type { FixEnd } from './fix-outcomes.js'
import {
  findAttempt,
  isDiagnosis,
  isRunning,
  othersOf,
  proposes,
  type ProposedFix
} from './ledger-attempts.js'
import type { Attempt, Ledger } from './ledger.js'

export function dailyLimit(
  facts: AdmissionFacts,
  ledger: Ledger,
  policy: AdmissionPolicy
): FixEnd | undefined {
  const { team, attemptId, now } = facts
  const made = attemptsToday(othersOf(ledger, attemptId), team, now).length
  return refuseUnless(
    made < policy.attemptsPerDay,
    'daily-limit',
    `${nameTeam(team)} had ${sayPlural(made, 'attempt')} today (UTC); the limit is ${policy.attemptsPerDay}`
  )
}

/**
 * Open pull requests of the team, and attempts that may still become one: runs side by side see each other. One that nobody
 * knows the team of counts for every team.
 */
export function openPullRequestLimit(
  facts: AdmissionFacts,
  ledger: Ledger,
  policy: AdmissionPolicy
): FixEnd | undefined {
  const { team, pullRequests, attemptId, now } = facts
  const teamOf = (proposed: ProposedFix): string | undefined =>
    ledger.attempts.find(proposes(proposed))?.team ?? proposed.team
  const open = pullRequests.filter(
    (each) => each.state === 'open' && [team, undefined].includes(teamOf(each))
  )
  const coming = othersOf(ledger, attemptId).attempts.filter(
    (attempt) =>
      attempt.team === team &&
      !isDiagnosis(attempt) &&
      (isRunning(attempt, now) || isFresh(attempt, now)) &&
      !pullRequests.some((each) => proposes(each)(attempt))
  )
  const count = open.length + coming.length
  return refuseUnless(
    count < policy.openPullRequests,
    'open-pull-request-limit',
    `${nameTeam(team)} has ${sayPlural(open.length, 'open fix pull request')} and ${coming.length} on the way; ` +
      `the limit is ${policy.openPullRequests}`
  )
}

export function budgetGate(
  facts: AdmissionFacts,
  ledger: Ledger,
  policy: AdmissionPolicy
): FixEnd | undefined {
  const earlier = findAttempt(ledger, facts.attemptId)
  // What the earlier try of this attempt may have spent was reserved on its day; it counts today from now on.
  const paid = earlier ? [{ ...reserve(facts, earlier, policy), reservedUsd: 0 }] : []
  const before = { ...ledger, attempts: [...othersOf(ledger, facts.attemptId).attempts, ...paid] }
  const { day, month } = budgetState(before, policy, facts.now)
  return overBudget(day, policy, 'day-budget') ?? overBudget(month, policy, 'month-budget')
}

/** The day's ceiling of diagnoses alone; `budgetGate` holds them to all of the budget as well. */
export function diagnosisBudget(
  { attemptId, now }: AdmissionFacts,
  ledger: Ledger,
  policy: AdmissionPolicy
): FixEnd | undefined {
  const day = diagnosisDay(othersOf(ledger, attemptId), policy.diagnosis.dayUsd, now)
  return overBudget(day, policy, 'diagnosis-budget')
}

function overBudget(
  period: BudgetPeriod,
  { runUsd }: AdmissionPolicy,
  reason: 'day-budget' | 'month-budget' | 'diagnosis-budget'
): FixEnd | undefined {
  const { name, limitUsd, spentUsd, reservedUsd } = period
  return refuseUnless(
    covers(period, runUsd),
    reason,
    `a run reserves ${sayUsd(runUsd)}; of the ${sayUsd(limitUsd)} for ${name}, ${sayUsd(spentUsd)} are spent and ${sayUsd(reservedUsd)} reserved`
  )
}

/** Published so short ago that a list of pull requests may be older. */
function isFresh(attempt: Attempt, now: number): boolean {
  return attempt.state === 'published' && attempt.leaseUntil > now
}

function nameTeam(team: string): string {
  return team === '' ? 'code without an owner' : `team ${team}`
}
