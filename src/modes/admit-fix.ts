import { isProduction } from '../flow/decision/rubric.js'
import { admitAttempt } from '../flow/fix/admit-attempt.js'
import type { AdmissionPolicy } from '../flow/fix/admission.js'
import { budgetState } from '../flow/fix/budget.js'
import { branchesOf, earlierAttempts } from '../flow/fix/ledger-attempts.js'
import { wantedOf } from '../flow/fix/fix-request.js'
import type { Policy } from '../config/policy.js'
import type { FixCase } from './fix-case.js'
import type { AutofixWorld, FixRunRequest } from './fix-world.js'

/**
 * Every gate before any money is spent, and the reservation with them: what the ledger says is judged on the state that the
 * reservation is written on top of, so that of runs at the same time one is admitted. A dry run reserves nothing.
 */
export async function admitFix(current: FixCase, run: FixRunRequest, world: AutofixWorld): Promise<void> {
  const { request, policy } = run
  const bug = { issueId: request.issue_id, fingerprint: request.fingerprint }
  const [live, ledger] = await Promise.all([world.killSwitch.read(), world.ledger.read()])
  const branches = [...new Set([current.branch, ...branchesOf(ledger, bug)])]
  const switchedOn = run.switchedOn && (!live.known || live.value === 'true')
  const pullRequests = switchedOn ? await world.pullRequests.find(branches) : []
  const admissionPolicy = admissionPolicyOf(policy)
  const facts = {
    request: { ...request, force: run.force },
    wanted: wantedOf(request),
    team: current.team,
    switchedOn,
    nonProductionAllowed: run.nonProductionAllowed,
    productionOrigin: request.env === '' ? undefined : isProduction(request.env, policy.rubric),
    pullRequests,
    branch: current.branch,
    attemptId: run.attemptId,
    runUrl: run.runUrl
  }
  await world.ledger.change((newest) => {
    const now = world.clock.now()
    current.earlier = earlierAttempts(newest, bug, pullRequests)
    const admission = admitAttempt({ ...facts, now }, newest, admissionPolicy)
    const reserves = admission.admitted && !run.dryRun
    current.budget = budgetState(reserves ? admission.ledger : newest, admissionPolicy, now)
    // Asked again when another run was faster: then the first answer does not count.
    current.attempt = reserves ? admission.attempt : undefined
    current.end = admission.admitted ? undefined : admission.end
    if (!reserves) return { result: undefined }
    const note = `Reserve ${admission.attempt.reservedUsd} USD for ${request.ticket_key}`
    return { result: undefined, ledger: admission.ledger, note }
  })
}

export function admissionPolicyOf(policy: Policy): AdmissionPolicy {
  const { diagnosis } = policy
  const { classes, limits, budget } = policy.autofix
  return {
    classes,
    autofixAt: policy.rubric.autofixAt,
    attemptsPerDay: limits.attemptsPerDay,
    openPullRequests: limits.openPullRequests,
    cooldownHours: limits.cooldownHours,
    runUsd: budget.run,
    dayUsd: budget.day,
    monthUsd: budget.month,
    leaseMinutes: longestRunMinutes(policy),
    diagnosis: {
      enabled: diagnosis.enabled,
      runUsd: diagnosis.budget.run,
      dayUsd: diagnosis.budget.day,
      // The base is fetched before, and the ledger written after.
      leaseMinutes: diagnosis.minutes + SLACK_MINUTES
    }
  }
}

const SLACK_MINUTES = 10

/** Time limits of all that a run can do, one after the other: a run that takes longer is dead. */
function longestRunMinutes({ autofix: { agent, verify }, diagnosis }: Policy): number {
  const setUps = 3 * verify.setUpMinutes
  // Red, green as often as asked, the suite with and without the change, red again.
  const tests = (verify.repeats + 4) * verify.minutes
  return (diagnosis.enabled ? diagnosis.minutes : 0) + agent.minutes + setUps + tests
}
