import type { TicketPlan } from '../flow/decision/dedupe.js'
import { judgeGates } from '../flow/decision/gates.js'
import { heldBackBy } from '../flow/decision/lower-by-diagnosis.js'
import { routeIssue } from '../flow/decision/router.js'
import { originOf } from '../flow/decision/rubric.js'
import { attributeCause, isNew } from './attribute-cause.js'
import type { Case, Step } from './case.js'
import { judgeCounts } from './decide-case.js'
import { diagnose } from './understand.js'
import type { TriageRequest } from './world.js'

/** Looks at the repository: the culprit's file, its owner, and with them whether auto-fix may have the issue. */
export async function understand({ current, request, world }: Step, plan: TicketPlan): Promise<void> {
  const { repository } = world
  const { issue, identity } = current
  const { total } = current.score ?? { total: 0 }
  const memory =
    plan.kind === 'create' || plan.kind === 'create-linked' ? undefined : plan.match.ticket.memory
  const points = Math.max(total, memory?.scoreAtFiling ?? 0)
  const options = {
    policy: request.policy.autofix,
    repository,
    runCommit: request.runCommit,
    mayHandOff: request.switchedOn && (current.force || points >= request.policy.rubric.autofixAt)
  }
  const [diagnosis, codeOwners] = await Promise.all([
    diagnose(issue, identity, options),
    repository.codeOwners(),
    isNew(current, world.clock.now()) ? attributeCause(current, request, world) : undefined
  ])
  current.diagnosis = diagnosis
  // The cause of a new error was found just now.
  judgeCounts(current, request)
  current.route = routeIssue(
    { issue, culprit: diagnosis.culprit, codeOwners, pattern: current.pattern?.pattern },
    request.policy.ownership
  )
  judge(current, plan, request)
}

function judge(current: Case, plan: TicketPlan, request: TriageRequest): void {
  if (!current.diagnosis || !current.score) return
  const memory =
    plan.kind === 'create' || plan.kind === 'create-linked' ? undefined : plan.match.ticket.memory
  current.verdict = judgeGates(
    {
      switchedOn: request.switchedOn,
      classification: current.diagnosis.classification,
      pattern: current.pattern?.pattern,
      cause: current.evidence?.autofix ?? { allowed: true, why: 'the counts of its events were not tested' },
      heldBack: current.diagnosed && heldBackBy(current.diagnosed),
      score: current.score,
      scoreAtFiling: memory?.scoreAtFiling,
      origin: originOf(current.issue, current.alert),
      nonProductionAllowed: request.nonProductionAllowed,
      // A bug that is back was not fixed by the last attempt: auto-fix may look at it anew.
      handedOff: plan.kind !== 'reopen' && memory?.handedOffAt !== undefined,
      force: current.force
    },
    request.policy.rubric
  )
}
