import { assertNever } from '../errors.js'
import type { TicketMatch, TicketPlan } from '../flow/decision/dedupe.js'
import { confirmDiagnosis, type KnownDiagnosis } from '../flow/decision/diagnosis.js'
import type { TicketMemory } from '../flow/decision/existing-ticket.js'
import type { Case, Step } from './case.js'
import { lookAround } from './assess.js'
import { attributeCause } from './attribute-cause.js'
import { decideCase, judgeCounts } from './decide-case.js'
import { fileTicket } from './file-ticket.js'
import { bugKeys, noteTicket, readMatches, readPointed, type TicketIndex } from './find-tickets.js'
import { finishCase } from './finish-case.js'
import { joinOutage, type OutageState } from './join-outage.js'
import { keepTicket } from './keep-ticket.js'
import type { Changed } from './lock-ticket.js'
import type { Claims } from '../ports.js'
import { shardOf } from './find-issues.js'
import { isWorthALook } from './look-around.js'
import { startHandler } from './start-handler.js'
import type { TicketOrder } from './ticket-order.js'
import { understand } from './understand-case.js'
import type { TriageRequest, TriageWorld } from './world.js'

/** Shared by the issues of one run. */
export interface RunState extends OutageState {
  readonly index: TicketIndex
  /** Who takes the new tickets, by fingerprint. */
  readonly order: TicketOrder
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
  const step = { current, request, world, writers }
  if (!matches.some(({ ticket }) => ticket.stage !== 'done')) await lookCloser(step, matches)
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    decideCase(current, matches, request, world.clock.now())
    const changed = await carryOut(step, run)
    if (changed === undefined) {
      await startHandler(step)
      return
    }
    matches = matches.filter(({ ticket }) => ticket.key !== changed.key)
    if (changed.match !== undefined) matches = [...matches, changed.match]
  }
  leaveToOthers(current, 'other runs write to the ticket of this bug all the time')
}

/** What only pays for something that nobody has been told of yet: whether people know the bug, and what made it rise. */
async function lookCloser(step: Step, matches: readonly TicketMatch[]): Promise<void> {
  const { current, request, world } = step
  const explain = async (): Promise<void> => {
    await lookAround(step)
    await attributeCause(current, request, world)
  }
  const [diagnosed] = await Promise.all([
    readDiagnosis(step, matches),
    isRising(current) ? explain() : undefined
  ])
  current.diagnosed = diagnosed
}

function isRising({ assessment }: Case): boolean {
  const spike = assessment?.spike
  return spike?.known === true && spike.value.p.known && isWorthALook(spike)
}

/** The diagnosis of the bug, as people have judged it on its tickets. A ticket does not wait for it. */
async function readDiagnosis(
  step: Step,
  matches: readonly TicketMatch[]
): Promise<KnownDiagnosis | undefined> {
  const { current, world, writers } = step
  const { hash, former } = current.identity.fingerprint
  const fingerprints = [hash, ...former.map((older) => older.hash)]
  try {
    const found = await world.knowledge?.find(fingerprints)
    const verdict = confirmDiagnosis(
      found,
      matches.flatMap(({ ticket }) => ticket.labels)
    )
    if (found === undefined || verdict === undefined) return found
    await writers.settleDiagnosis?.(fingerprints, verdict)
    return verdict === 'wrong' ? undefined : { ...found, confirmed: true }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    current.warnings.push(`What is known of the bug's cause could not be read or noted: ${why}`)
    return undefined
  }
}

/** Does what was decided. Answers with the ticket that another run filed or changed in the meantime: then the decision is made again. */
async function carryOut(step: Step, run: RunState): Promise<Changed | undefined> {
  const { current, request } = step
  const plan = current.decision?.plan
  if (plan === undefined) return undefined
  if (plan.kind === 'nothing' || plan.kind === 'leave-closed') {
    current.ticket = { key: plan.match.ticket.key, url: plan.match.ticket.url }
    if (plan.kind === 'nothing') await catchUp(step, plan)
    return undefined
  }
  const isNew = plan.kind === 'create' || plan.kind === 'create-linked'
  const { hash } = current.identity.fingerprint
  if (isNew) await run.order.wait(hash)
  else run.order.pass(hash)
  if (isNew) {
    await lookAround(step)
    judgeCounts(current, request)
    if (await joinOutage(step, run)) return undefined
  }
  if (isNew && run.ticketsLeft <= 0) {
    current.decision = {
      outcome: 'suppressed',
      reason: 'ticket-limit',
      why: `the run has filed ${request.policy.limits.newTickets} new tickets, ${shardOf(request).count === 1 ? 'which is' : 'its share of'} limits.new-tickets-per-run`,
      plan: undefined
    }
    return undefined
  }
  const look = (): Promise<void> =>
    plan.kind !== 'update' || mayHandOff(plan, step) ? understand(step, plan) : Promise.resolve()
  switch (plan.kind) {
    case 'create':
    case 'create-linked': {
      run.ticketsLeft -= 1
      run.order.pass(hash)
      const filed = await fileTicket(
        step,
        look(),
        plan.kind === 'create-linked' ? { key: plan.match.ticket.key, why: plan.why } : undefined
      )
      if (filed.kind !== 'filed') run.ticketsLeft += 1
      if (filed.kind === 'faster') return { key: filed.match.ticket.key, match: filed.match }
      if (filed.kind !== 'filed') return undefined
      noteTicket(run.index, filed.ticket.ticket.key, current.issue, current.identity)
      await finishCase(step, filed.ticket)
      return undefined
    }
    case 'update':
    case 'reopen': {
      const kept = await keepTicket(step, plan, look)
      if (kept.kind === 'changed') return kept.changed
      if (kept.kind === 'held') leaveToOthers(current, `${kept.by} writes to ${plan.match.ticket.key}`)
      else await finishCase(step, kept.ticket)
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
  await finishCase(step, { ticket, memory: ticket.memory, pending: healing })
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
