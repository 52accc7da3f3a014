import { isAmbiguous } from '../errors.js'
import type { TicketMatch, TicketPlan } from '../flow/decision/dedupe.js'
import type { ExistingTicket, TicketMemory } from '../flow/decision/existing-ticket.js'
import type { AdfDocument } from '../flow/ticket/adf.js'
import { composeOccurrence, composeReopen } from '../flow/ticket/compose-comment.js'
import { ESCALATED_LABEL, OUR_LABEL } from '../flow/ticket/labels.js'
import type { Claim } from '../ports.js'
import { evidenceFactsOf, type Step } from './case.js'
import { bugKeys, labelsOf } from './find-tickets.js'
import { lockTicket, type TicketLock } from './lock-ticket.js'
import { countAlert, joinedIssue, memoryOf } from './ticket-memory.js'

/** A ticket that is as it should be, but for writes that are still under way. */
export interface KeptTicket {
  readonly ticket: { readonly key: string; readonly url: string }
  readonly memory: TicketMemory
  readonly pending: readonly Promise<void>[]
}

export type Keeping =
  { readonly kind: 'kept'; readonly ticket: KeptTicket } | Exclude<TicketLock, { kind: 'locked' }>

type UpdatePlan = Extract<TicketPlan, { kind: 'update' }>
type ReopenPlan = Extract<TicketPlan, { kind: 'reopen' }>

/**
 * A repeat or a regression on the ticket that exists. What notifies its watchers is written under a lock: a first comment, a
 * reopening, a repeat after a quiet time. Every other repeat rewrites the one comment, and runs at the same time do not mind.
 */
export async function keepTicket(
  step: Step,
  plan: UpdatePlan | ReopenPlan,
  understand: () => Promise<void>
): Promise<Keeping> {
  const { ticket } = plan.match
  step.current.ticket = { key: ticket.key, url: ticket.url }
  if (plan.kind === 'update' && !plan.notify && ticket.memory?.commentId !== undefined) {
    const [kept] = await Promise.all([
      rewriteOccurrence(step, plan.match, ticket.memory.commentId),
      understand()
    ])
    if (kept !== undefined) return { kind: 'kept', ticket: kept }
    // Somebody has deleted the comment; a new one notifies.
  }
  const locked = await lockTicket(step, plan.match, plan.kind === 'reopen' ? 'reopen' : 'comment')
  if (locked.kind !== 'locked') return locked
  const { match, lock } = locked
  const [kept] = await Promise.all([notifyWatchers(step, { ...plan, match }, lock), understand()])
  return { kind: 'kept', ticket: { ...kept, pending: [lock.release()] } }
}

async function notifyWatchers(step: Step, plan: UpdatePlan | ReopenPlan, lock: Claim): Promise<KeptTicket> {
  if (plan.kind === 'reopen') return reopenTicket(step, plan, lock)
  if (lock.inherited !== 'reopen') return addOccurrence(step, plan, lock)
  const why = 'an earlier run reopened the ticket, and died before it could tell'
  const reopening = { kind: 'reopen', match: plan.match, why } as const
  step.current.decision = { outcome: 'regression', reason: 'reopened', why, plan: reopening }
  return reopenTicket(step, reopening, lock)
}

/** A repeat that nobody has to be told of at once. `undefined`: the comment is gone. */
async function rewriteOccurrence(
  step: Step,
  match: TicketMatch,
  commentId: string
): Promise<KeptTicket | undefined> {
  const { current, writers } = step
  const { ticket } = match
  const [written, newest, , locks] = await Promise.all([
    writers.board.updateComment(ticket.key, commentId, occurrenceOf(step, match), false),
    // Another run may have added to the memory since: what it noted has to stay.
    writers.board.read(ticket.key),
    addMissingLabels(step, ticket),
    ticket.memory?.mayBeLocked === true ? writers.claims.tidy(ticket.key) : 0
  ])
  if (written === 'gone') return undefined
  const counted = countAlert(memoryOf(newest ?? ticket, current), current)
  // Its run may be alive, or have died so lately that nobody can tell.
  const memory = locks === 0 ? counted : { ...counted, mayBeLocked: true as const }
  await writers.board.remember(ticket.key, memory)
  return { ticket, memory, pending: [] }
}

/** A repeat of which watchers hear: the first one, or the first after a quiet time. */
async function addOccurrence(step: Step, { match, notify }: UpdatePlan, lock: Claim): Promise<KeptTicket> {
  const { current, writers, world } = step
  const { ticket } = match
  const before = memoryOf(ticket, current)
  const [comment] = await Promise.all([
    beginWriting(lock, () => writeComment(step, match, { notify, mayBeThere: lock.inherited !== undefined })),
    addMissingLabels(step, ticket),
    ticket.memory !== undefined && before.alerts <= 1
      ? writers.claims.heal(bugKeys(current.issue, current.identity), ticket.key)
      : undefined
  ])
  const memory: TicketMemory = {
    ...countAlert(before, current),
    mayBeLocked: true,
    commentId: comment.id,
    notifiedAt: comment.notified ? world.clock.now() : before.notifiedAt
  }
  await writers.board.remember(ticket.key, memory)
  return { ticket, memory, pending: [] }
}

/** A regression: the ticket goes back to work, and watchers are told why. */
async function reopenTicket(step: Step, plan: ReopenPlan, lock: Claim): Promise<KeptTicket> {
  const { current, world, writers } = step
  const { ticket } = plan.match
  const now = world.clock.now()
  const before = memoryOf(ticket, current)
  const memory: TicketMemory = {
    ...countAlert(before, current),
    mayBeLocked: true,
    notifiedAt: now,
    reopens: before.reopens + 1,
    // A bug that is back was not fixed by the last attempt; auto-fix may look at it anew.
    handedOffAt: undefined
  }
  if (ticket.stage === 'done') await beginWriting(lock, () => writers.board.reopen(ticket.key))
  const body = composeReopen({ ...commentFacts(step, now), why: plan.why, reopens: memory.reopens })
  const told =
    lock.inherited === undefined ? undefined : await writers.board.findComment(ticket.key, current.issue.url)
  const isTold = told !== undefined && told.id !== before.commentId && told.createdAt > before.notifiedAt
  await Promise.all([
    isTold ? undefined : writers.board.comment(ticket.key, body),
    addMissingLabels(step, ticket)
  ])
  await writers.board.remember(ticket.key, memory)
  return { ticket, memory, pending: [] }
}

/**
 * After a failure the lock stays, and whoever takes it over looks what was written before it writes: unless Jira refused the very
 * first write, so that there is nothing to look for.
 */
async function beginWriting<T>(lock: Claim, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isAmbiguous(error)) await lock.release()
    throw error
  }
}

function occurrenceOf(step: Step, { ticket, by }: TicketMatch): AdfDocument {
  const { current, request, world } = step
  const before = memoryOf(ticket, current)
  return composeOccurrence({
    ...commentFacts(step, world.clock.now()),
    alerts: countAlert(before, current).alerts,
    matchedBy: by,
    joined: before.issues.map(joinedIssue),
    notifyEveryHours: request.policy.dedupe.notifyEveryHours
  })
}

interface Written {
  readonly id: string
  readonly notified: boolean
}

/** `mayBeThere`: a run that died has perhaps written it, and told the watchers. */
async function writeComment(
  step: Step,
  match: TicketMatch,
  { notify, mayBeThere }: { readonly notify: boolean; readonly mayBeThere: boolean }
): Promise<Written> {
  const { writers, current } = step
  const { key, memory } = match.ticket
  const body = occurrenceOf(step, match)
  const lost = mayBeThere ? await writers.board.findComment(key, current.issue.url) : undefined
  const id = memory?.commentId ?? lost?.id
  if (id !== undefined) {
    const result = await writers.board.updateComment(key, id, body, notify && !mayBeThere)
    if (result === 'updated') return { id, notified: notify || mayBeThere }
  }
  // The first repeat, or somebody has deleted the comment.
  return { id: await writers.board.comment(key, body), notified: true }
}

async function addMissingLabels({ writers, current }: Step, ticket: ExistingTicket): Promise<void> {
  const wanted = [
    OUR_LABEL,
    ...labelsOf(current.issue, current.identity),
    ...(current.decision?.escalated ? [ESCALATED_LABEL] : [])
  ]
  const missing = wanted.filter((label) => !ticket.labels.includes(label))
  if (missing.length > 0) await writers.board.addLabels(ticket.key, missing)
}

function commentFacts(
  { current, request }: Step,
  now: number
): Omit<Parameters<typeof composeReopen>[0], 'why' | 'reopens'> {
  const { issue, alert, score } = current
  if (!score) throw new Error('A comment is composed after the score.')
  return { issue, alert, score, evidence: evidenceFactsOf(current), runUrl: request.runUrl, now }
}
