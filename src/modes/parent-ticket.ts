import type { Outage } from '../flow/decision/cascade/outage.js'
import type { ExistingTicket, TicketMemory } from '../flow/decision/existing-ticket.js'
import { composeCascade, composeCascadeUpdate } from '../flow/ticket/compose-cascade.js'
import { OUR_LABEL, outageLabel } from '../flow/ticket/labels.js'
import type { TicketDraft } from '../flow/ticket/ticket-draft.js'
import type { Step } from './case.js'
import { rememberIssue } from './ticket-memory.js'

export interface ParentTicket {
  /** Empty in a dry run that has filed it. */
  readonly key: string
  readonly url: string
  readonly memory: TicketMemory | undefined
}

const HOUR_MS = 3_600_000
/** The memory has room for 32,768 characters. */
const REMEMBERED_CHILDREN = 50

export interface FoundParent {
  /** `undefined`: none is open. */
  readonly open: ParentTicket | undefined
  /** A ticket that the outage's claim points at, and that is open no longer. */
  readonly superseded: string | undefined
}

/** The parent that is open: by its pointer, which no index can miss, else by its label. */
export async function findParent({ writers }: Step, id: string): Promise<FoundParent> {
  const { board, claims } = writers
  const pointer = await claims.find({ kind: 'outage', id })
  const filed = pointer?.kind === 'filed' ? pointer.ticketKey : undefined
  const keys =
    filed === undefined ? (await board.findByLabels([outageLabel(id)])).map(({ key }) => key) : [filed]
  const read = await Promise.all(keys.map(async (key) => openParent(await board.read(key), id)))
  return { open: read.find((ticket) => ticket !== undefined), superseded: filed }
}

export function openParent(ticket: ExistingTicket | undefined, id: string): ExistingTicket | undefined {
  return ticket !== undefined && ticket.stage !== 'done' && ticket.labels.includes(outageLabel(id))
    ? ticket
    : undefined
}

/**
 * Tells an open parent of an issue that it does not know yet, in its one comment. While another run writes to it nothing is
 * written: the issue's next alert tells it again. A child that it knows is no news.
 */
export async function addChild(step: Step, outage: Outage, parent: ParentTicket): Promise<ParentTicket> {
  const { current, request, world, writers } = step
  const known = parent.memory?.issues ?? []
  if (parent.key === '' || known.some(({ id }) => id === current.issue.id)) return parent
  const lock = await writers.claims.claim([{ kind: 'ticket', id: parent.key }], 'comment')
  if (lock.kind !== 'claimed') return parent
  try {
    const now = world.clock.now()
    const before = (await writers.board.read(parent.key))?.memory ?? parent.memory ?? emptyMemory(now)
    const issues = [...before.issues, rememberIssue(current.issue, current.alert)].slice(-REMEMBERED_CHILDREN)
    const notify = now - before.notifiedAt >= request.policy.dedupe.notifyEveryHours * HOUR_MS
    const body = composeCascadeUpdate({ outage, joined: issues, runUrl: request.runUrl, now })
    const { commentId } = before
    const result =
      commentId === undefined
        ? 'gone'
        : await writers.board.updateComment(parent.key, commentId, body, notify)
    const id = result === 'gone' ? await writers.board.comment(parent.key, body) : commentId
    const memory: TicketMemory = {
      ...before,
      issues,
      alerts: before.alerts + 1,
      commentId: id,
      notifiedAt: notify || result === 'gone' ? now : before.notifiedAt
    }
    await writers.board.remember(parent.key, memory)
    return { ...parent, memory }
  } finally {
    await lock.claim.release()
  }
}

/** Everything that rises is on the parent from the start; what joins later is told in its comment. */
export function draftParent(
  { current, request, world }: Step,
  outage: Outage,
  id: string
): TicketDraft & { readonly memory: TicketMemory } {
  const now = world.clock.now()
  const text = composeCascade({
    outage,
    children: request.policy.cascade.children,
    runUrl: request.runUrl,
    now
  })
  return {
    ...text,
    labels: [OUR_LABEL, outageLabel(id)],
    team: undefined,
    memory: { ...emptyMemory(now), issues: [rememberIssue(current.issue, current.alert)], alerts: 1 }
  }
}

function emptyMemory(now: number): TicketMemory {
  return {
    version: 1,
    issues: [],
    fingerprint: undefined,
    fingerprintVersion: 0,
    scoreAtFiling: 0,
    commentId: undefined,
    alerts: 0,
    notifiedAt: now,
    reopens: 0,
    handedOffAt: undefined,
    cycleKeys: []
  }
}
