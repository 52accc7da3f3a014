import type { TicketPlan } from '../flow/decision/dedupe.js'
import type { ExistingTicket, RememberedIssue, TicketMemory } from '../flow/decision/existing-ticket.js'
import { originOf } from '../flow/decision/rubric.js'
import type { Alert } from '../flow/event/trigger.js'
import type { Issue } from '../flow/issue/issue.js'
import { known, knownText, mapKnown, valueOr } from '../flow/issue/known.js'
import { sanitiseLine } from '../text/sanitise.js'
import { truncateText } from '../text/truncate.js'
import type { AdfDocument } from '../flow/ticket/adf.js'
import { composeOccurrence, composeReopen, type JoinedIssue } from '../flow/ticket/compose-comment.js'
import { fingerprintLabels, issueLabel, OUR_LABEL } from '../flow/ticket/labels.js'
import type { Case, Step } from './case.js'

/** A ticket that is as it should be, but for writes that are still under way. */
export interface KeptTicket {
  readonly ticket: { readonly key: string; readonly url: string }
  readonly memory: TicketMemory
  readonly pending: readonly Promise<void>[]
}

/** More alert cycles than this are not remembered: a retry comes within minutes. */
const REMEMBERED_CYCLES = 20
/** The memory has room for 32,768 characters. */
const REMEMBERED_ISSUES = 50
const REMEMBERED_CHARS = 100

/** A repeat: the one comment is rewritten, labels of a joined or adopted ticket are added. */
export async function updateTicket(
  step: Step,
  plan: Extract<TicketPlan, { kind: 'update' }>
): Promise<KeptTicket> {
  const { current, request, world, writers } = step
  const { ticket, by } = plan.match
  current.ticket = { key: ticket.key, url: ticket.url }
  const now = world.clock.now()
  const before = memoryOf(ticket, current)
  const memory = countAlert(before, current)
  const body = composeOccurrence({
    ...commentFacts(step, now),
    alerts: memory.alerts,
    matchedBy: by,
    joined: before.issues.map(joinedIssue),
    notifyEveryHours: request.policy.dedupe.notifyEveryHours
  })
  const [comment] = await Promise.all([
    writeComment(step, before, body, plan.notify),
    addMissingLabels(step, ticket)
  ])
  const kept: TicketMemory = {
    ...memory,
    commentId: comment.id,
    notifiedAt: comment.notified ? now : before.notifiedAt
  }
  await writers.board.remember(ticket.key, kept)
  return { ticket, memory: kept, pending: [] }
}

/** A regression: the ticket goes back to work, and watchers are told why. */
export async function reopenTicket(
  step: Step,
  plan: Extract<TicketPlan, { kind: 'reopen' }>
): Promise<KeptTicket> {
  const { current, world, writers } = step
  const { ticket } = plan.match
  current.ticket = { key: ticket.key, url: ticket.url }
  const now = world.clock.now()
  const before = memoryOf(ticket, current)
  const memory: TicketMemory = {
    ...countAlert(before, current),
    notifiedAt: now,
    reopens: before.reopens + 1,
    // A bug that is back was not fixed by the last attempt; auto-fix may look at it anew.
    handedOffAt: undefined
  }
  await writers.board.reopen(ticket.key)
  const body = composeReopen({ ...commentFacts(step, now), why: plan.why, reopens: memory.reopens })
  await Promise.all([writers.board.comment(ticket.key, body), addMissingLabels(step, ticket)])
  await writers.board.remember(ticket.key, memory)
  return { ticket, memory, pending: [] }
}

interface Written {
  readonly id: string
  readonly notified: boolean
}

async function writeComment(
  { writers, current }: Step,
  memory: TicketMemory,
  body: AdfDocument,
  notify: boolean
): Promise<Written> {
  const key = current.ticket?.key ?? ''
  if (memory.commentId !== undefined) {
    const result = await writers.board.updateComment(key, memory.commentId, body, notify)
    if (result === 'updated') return { id: memory.commentId, notified: notify }
  }
  // The first repeat, or somebody has deleted the comment.
  return { id: await writers.board.comment(key, body), notified: true }
}

async function addMissingLabels({ writers, current }: Step, ticket: ExistingTicket): Promise<void> {
  const wanted = [OUR_LABEL, issueLabel(current.issue.id), ...fingerprintLabels(current.identity.fingerprint)]
  const missing = wanted.filter((label) => !ticket.labels.includes(label))
  if (missing.length > 0) await writers.board.addLabels(ticket.key, missing)
}

/** A ticket without a memory of ours was adopted, or made by hand. */
function memoryOf(ticket: ExistingTicket, current: Case): TicketMemory {
  return (
    ticket.memory ?? {
      version: 1,
      issues: [],
      fingerprint: current.identity.fingerprint.hash,
      fingerprintVersion: current.identity.fingerprint.version,
      scoreAtFiling: current.score?.total ?? 0,
      commentId: undefined,
      alerts: 0,
      notifiedAt: ticket.createdAt,
      reopens: 0,
      handedOffAt: undefined,
      cycleKeys: []
    }
  )
}

function countAlert(memory: TicketMemory, { issue, alert, identity }: Case): TicketMemory {
  const cycles = alert?.cycleKey === undefined ? memory.cycleKeys : [...memory.cycleKeys, alert.cycleKey]
  return {
    ...memory,
    issues: [...memory.issues.filter(({ id }) => id !== issue.id), rememberIssue(issue, alert)].slice(
      -REMEMBERED_ISSUES
    ),
    // The labels of today's version are set with every alert.
    fingerprintVersion: Math.max(memory.fingerprintVersion, identity.fingerprint.version),
    alerts: memory.alerts + 1,
    cycleKeys: cycles.slice(-REMEMBERED_CYCLES)
  }
}

function commentFacts(
  { current, request }: Step,
  now: number
): Omit<Parameters<typeof composeReopen>[0], 'why' | 'reopens'> {
  const { issue, alert, score } = current
  if (!score) throw new Error('A comment is composed after the score.')
  return { issue, alert, score, runUrl: request.runUrl, now }
}

export function rememberIssue(issue: Issue, alert: Alert | undefined): RememberedIssue {
  return {
    id: issue.id,
    url: issue.url,
    service: truncateText(sanitiseLine(issue.service), REMEMBERED_CHARS),
    env: valueOr(
      mapKnown(originOf(issue, alert), (env) => truncateText(sanitiseLine(env), REMEMBERED_CHARS)),
      undefined
    ),
    lastSeenAt: issue.lastSeen.at,
    version: valueOr(issue.lastSeen.version, undefined)
  }
}

function joinedIssue({ id, url, service, env, lastSeenAt, version }: RememberedIssue): JoinedIssue {
  return {
    id,
    url,
    service: known(service),
    env: knownText(env, 'no env tag'),
    lastSeen: known({ at: lastSeenAt, version: knownText(version, 'no version tag') })
  }
}
