import {
  refuseUnless,
  reserve,
  type Admission,
  type AdmissionFacts,
  type AdmissionPolicy,
  type Gate
} from './admission.js'
import { budgetGate, dailyLimit, diagnosisBudget, openPullRequestLimit } from './budget-gates.js'
import type { FixEnd } from './fix-outcomes.js'
import { findAttempt, othersOf } from './ledger-attempts.js'
import { pruneLedger } from './ledger-changes.js'
import { cooldown, diagnosedRecently, openPullRequest, runningAttempt } from './ledger-gates.js'
import type { Ledger } from './ledger.js'

/** In the order in which they are asked: the first refusal is the one that is told. */
const fixGates: readonly Gate[] = [
  killSwitch,
  classList,
  score,
  origin,
  openPullRequest,
  runningAttempt,
  cooldown,
  dailyLimit,
  openPullRequestLimit,
  budgetGate
]

/** A diagnosis changes nothing in the repository: no class, no pull request and no limit of fixes has a say, and money has. */
const diagnosisGates: readonly Gate[] = [
  killSwitch,
  diagnosisOn,
  runningAttempt,
  diagnosedRecently,
  diagnosisBudget,
  budgetGate
]

/**
 * May money be spent on this bug? The answer comes with the ledger that holds the reservation, to be written as one step with the
 * reading (`LedgerBook.change`). Force skips the score and the origin and nothing else: whoever wants another try within the
 * cooldown changes the cooldown, where others see it.
 *
 * An attempt of the same id goes on instead of colliding with itself. What its earlier try may have spent stays spent, and a
 * whole run is reserved on top.
 */
export function admitAttempt(facts: AdmissionFacts, ledger: Ledger, given: AdmissionPolicy): Admission {
  const alone = facts.wanted === 'diagnosis'
  const gates = alone ? diagnosisGates : fixGates
  const { runUsd, leaseMinutes } = alone ? given.diagnosis : given
  const policy = { ...given, runUsd, leaseMinutes }
  for (const gate of gates) {
    const end = gate(facts, ledger, policy)
    if (end) return { admitted: false, end }
  }
  const attempt = reserve(facts, findAttempt(ledger, facts.attemptId), policy)
  const others = othersOf(pruneLedger(ledger, facts.now), facts.attemptId)
  return { admitted: true, attempt, ledger: { ...others, attempts: [...others.attempts, attempt] } }
}

function killSwitch({ switchedOn }: AdmissionFacts): FixEnd | undefined {
  return refuseUnless(switchedOn, 'switch-off', 'autofix-enabled is not "true": auto-fix is off')
}

function diagnosisOn(_: AdmissionFacts, __: Ledger, { diagnosis }: AdmissionPolicy): FixEnd | undefined {
  return refuseUnless(
    diagnosis.enabled,
    'diagnosis-off',
    'a diagnosis is wanted, and diagnosis.enabled is not true'
  )
}

function classList({ request }: AdmissionFacts, _: Ledger, { classes }: AdmissionPolicy): FixEnd | undefined {
  const allowed = classes.length === 0 ? 'no class' : classes.join(', ')
  return refuseUnless(
    classes.some((each) => each === request.fix_class),
    'class-not-allowed',
    `the class is ${request.fix_class || 'unknown'}, and autofix.classes allows ${allowed}`
  )
}

function score({ request }: AdmissionFacts, _: Ledger, { autofixAt }: AdmissionPolicy): FixEnd | undefined {
  return refuseUnless(
    request.force || request.score >= autofixAt,
    'score-below-threshold',
    `${request.score} points; auto-fix needs ${autofixAt}`
  )
}

function origin(facts: AdmissionFacts): FixEnd | undefined {
  const where =
    facts.productionOrigin === undefined ? 'the environment is unknown' : 'the environment is not production'
  return refuseUnless(
    facts.request.force || facts.productionOrigin === true || facts.nonProductionAllowed,
    'origin-not-allowed',
    `${where}, and staging-fix-enabled is not true`
  )
}
