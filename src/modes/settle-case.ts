import { assertNever } from '../errors.js'
import { decide } from '../flow/decision/decide.js'
import type { TicketMatch, TicketPlan } from '../flow/decision/dedupe.js'
import type { TicketMemory } from '../flow/decision/existing-ticket.js'
import { judgeGates } from '../flow/decision/gates.js'
import { routeIssue } from '../flow/decision/router.js'
import { originOf, scoreIssue } from '../flow/decision/rubric.js'
import type { Case, Step } from './case.js'
import { fileTicket } from './file-ticket.js'
import { bugKeys, noteTicket, readMatches, readPointed, type TicketIndex } from './find-tickets.js'
import { handOff } from './hand-off.js'
import { keepTicket, type KeptTicket } from './keep-ticket.js'
import type { Changed } from './lock-ticket.js'
import { diagnose } from './understand.js'
import type { Claims, Writers } from '../ports.js'
import { shardOf } from './find-issues.js'
import type { TriageRequest, TriageWorld } from './world.js'

/** Shared by the issues of one run. */
export interface RunState {
  readonly index: TicketIndex
  /** New tickets that the run may still file. */
  ticketsLeft: number
}

/** How often a decision is made again because another run was faster. */
const MAXIMUM_ROUNDS = 6

/** From a case to its end: tickets that exist -> decision -> ticket -> hand-off -> Datadog. */
export async function settleCase(
  current: Case,
  run: RunState,
  request: TriageRequest,
  world: TriageWorld
): Promise<void> {
  const writers = world.writersFor((sentence) => current.wouldHave.push(sentence))
  let matches = await readMatches(writers.board, run.index, current.issue, current.identity)
  if (matches.length === 0 && current.issue.state === 'ACKNOWLEDGED') {
    matches = await readPointed(writers, current.issue, current.identity)
  }
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    decideCase(current, matches, request, world.clock.now())
    const changed = await carryOut(current, run, request, world, writers)
    if (changed === undefined) return
    matches = matches.filter(({ ticket }) => ticket.key !== changed.key)
    if (changed.match !== undefined) matches = [...matches, changed.match]
  }
  leaveToOthers(current, 'other runs write to the ticket of this bug all the time')
}

function decideCase(
  current: Case,
  matches: readonly TicketMatch[],
  request: TriageRequest,
  now: number
): void {
  const { issue, alert, force } = current
  // The gates of the decision before are not those of this one: the ticket of a faster run may be handed off already.
  current.verdict = undefined
  const hasTicket = matches.some(({ by }) => by === 'same-issue')
  current.score = scoreIssue({ issue, alert, hasTicket, now }, request.policy.rubric)
  current.decision = decide(
    { issue, alert, force, score: current.score, matches, now },
    request.policy.dedupe
  )
}

/** Does what was decided. Answers with the ticket that another run filed or changed in the meantime: then the decision is made again. */
async function carryOut(
  current: Case,
  run: RunState,
  request: TriageRequest,
  world: TriageWorld,
  writers: Writers
): Promise<Changed | undefined> {
  const plan = current.decision?.plan
  if (plan === undefined) return undefined
  if (plan.kind === 'nothing' || plan.kind === 'leave-closed') {
    current.ticket = { key: plan.match.ticket.key, url: plan.match.ticket.url }
    if (plan.kind === 'nothing') await catchUp({ current, request, world, writers }, plan)
    return undefined
  }
  if ((plan.kind === 'create' || plan.kind === 'create-linked') && run.ticketsLeft <= 0) {
    current.decision = {
      outcome: 'suppressed',
      reason: 'ticket-limit',
      why: `the run has filed ${request.policy.limits.newTickets} new tickets, ${shardOf(request).count === 1 ? 'which is' : 'its share of'} limits.new-tickets-per-run`,
      plan: undefined
    }
    return undefined
  }
  const step = { current, request, world, writers }
  const look = (): Promise<void> =>
    plan.kind !== 'update' || mayHandOff(plan, step) ? understand(step, plan) : Promise.resolve()
  switch (plan.kind) {
    case 'create':
    case 'create-linked': {
      run.ticketsLeft -= 1
      const filed = await fileTicket(
        step,
        look(),
        plan.kind === 'create-linked' ? { key: plan.match.ticket.key, why: plan.why } : undefined
      )
      if (filed.kind !== 'filed') run.ticketsLeft += 1
      if (filed.kind === 'faster') return { key: filed.match.ticket.key, match: filed.match }
      if (filed.kind !== 'filed') return undefined
      noteTicket(run.index, filed.ticket.ticket.key, current.issue, current.identity)
      await finish(step, filed.ticket)
      return undefined
    }
    case 'update':
    case 'reopen': {
      const kept = await keepTicket(step, plan, look)
      if (kept.kind === 'changed') return kept.changed
      if (kept.kind === 'held') leaveToOthers(current, `${kept.by} writes to ${plan.match.ticket.key}`)
      else await finish(step, kept.ticket)
      return undefined
    }
    default:
      return assertNever(plan)
  }
}

function leaveToOthers(current: Case, why: string): void {
  current.decision = { outcome: 'suppressed', reason: 'claimed-elsewhere', why, plan: undefined }
}

/** A retried delivery, or a run that was started again: nothing is told twice, but what the first run left undone is done. */
async function catchUp(step: Step, plan: Extract<TicketPlan, { kind: 'nothing' }>): Promise<void> {
  const { ticket } = plan.match
  if (ticket.memory === undefined) return
  if (mayHandOff(plan, step)) await understand(step, plan)
  const { claims } = step.writers
  const healing =
    plan.reason === 'repeated-delivery'
      ? mendClaims(step.current, ticket.memory, { claims, key: ticket.key })
      : []
  await finish(step, { ticket, memory: ticket.memory, pending: healing })
}

/** What a run that was killed has left claimed. */
function mendClaims(
  { issue, identity }: Case,
  { alerts, mayBeLocked }: TicketMemory,
  { claims, key }: { readonly claims: Claims; readonly key: string }
): readonly Promise<void>[] {
  return [
    ...(alerts <= 1 ? [claims.heal(bugKeys(issue, identity), key)] : []),
    ...(mayBeLocked === true ? [claims.tidy(key).then(() => undefined)] : [])
  ]
}

/** For a repeat the repository is only read when a hand-off may come of it. */
function mayHandOff(
  plan: Extract<TicketPlan, { kind: 'update' | 'nothing' }>,
  { current, request }: Step
): boolean {
  const { memory } = plan.match.ticket
  const points = Math.max(current.score?.total ?? 0, memory?.scoreAtFiling ?? 0)
  if (!request.switchedOn) return false
  return current.force || (memory?.handedOffAt === undefined && points >= request.policy.rubric.autofixAt)
}

/** Looks at the repository: the culprit's file, its owner, and with them whether auto-fix may have the issue. */
async function understand({ current, request, world }: Step, plan: TicketPlan): Promise<void> {
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
    repository.codeOwners()
  ])
  current.diagnosis = diagnosis
  current.route = routeIssue({ issue, culprit: diagnosis.culprit, codeOwners }, request.policy.ownership)
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

/** What follows once the ticket is right: the hand-off, and Datadog keeps step. One that fails does not stop the other. */
async function finish(step: Step, kept: KeptTicket): Promise<void> {
  const { current, request, writers } = step
  const done = await Promise.allSettled([
    ...kept.pending,
    handOff(step, kept),
    request.policy.datadog.acknowledge && current.issue.state === 'OPEN'
      ? acknowledge(current, writers)
      : undefined
  ])
  const failures = done.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) {
    const messages = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)))
    throw new AggregateError(failures, messages.join(' Also: '))
  }
}

async function acknowledge(current: Case, writers: Writers): Promise<void> {
  const result = await writers.acknowledge(current.issue.id)
  current.acknowledged = result.done
  if (!result.done) current.warnings.push(`The issue stays FOR REVIEW in Datadog: ${result.reason}`)
}
