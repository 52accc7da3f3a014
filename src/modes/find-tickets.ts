import type { MatchKind, TicketMatch } from '../flow/decision/dedupe.js'
import type { ExistingTicket } from '../flow/decision/existing-ticket.js'
import type { Issue } from '../flow/issue/issue.js'
import type { Fingerprint } from '../flow/issue/stack-trace.js'
import { fingerprintLabel, fingerprintLabels, issueLabel } from '../flow/ticket/labels.js'
import type { ClaimKey, TicketBoard, Writers } from '../ports.js'
import type { Identity } from './understand.js'

/** Keys of the tickets that carry a label, by label. */
export type TicketIndex = Map<string, readonly string[]>

/** More tickets than this for one bug is a mess that reading more of them does not clear. */
const MAXIMUM_CANDIDATES = 10

/** One search for all issues of the run. */
export async function indexTickets(
  board: TicketBoard,
  cases: readonly { readonly issue: Issue; readonly identity: Identity }[]
): Promise<TicketIndex> {
  const labels = cases.flatMap(({ issue, identity }) => labelsOf(issue, identity))
  const index: TicketIndex = new Map()
  if (labels.length === 0) return index
  for (const ticket of await board.findByLabels([...new Set(labels)])) {
    for (const label of ticket.labels) index.set(label, [...(index.get(label) ?? []), ticket.key])
  }
  return index
}

/** A ticket that this run has filed: the next issue of the bug finds it without a search. A dry run's ticket has no key. */
export function noteTicket(index: TicketIndex, key: string, issue: Issue, identity: Identity): void {
  if (key === '') return
  for (const label of labelsOf(issue, identity)) {
    index.set(label, [...(index.get(label) ?? []), key])
  }
}

/** The tickets that may stand for the issue, each read back: the search index may show what was true a minute ago. */
export async function readMatches(
  board: TicketBoard,
  index: TicketIndex,
  issue: Issue,
  identity: Identity
): Promise<readonly TicketMatch[]> {
  const candidates = new Map<string, MatchKind>()
  const add = (keys: readonly string[], by: MatchKind): void => {
    for (const key of keys) if (!candidates.has(key)) candidates.set(key, by)
  }
  add(index.get(issueLabel(issue.id)) ?? [], 'same-issue')
  for (const label of fingerprintLabels(identity.fingerprint)) add(index.get(label) ?? [], 'same-fingerprint')
  if (issue.linkedCase?.jiraKey !== undefined) add([issue.linkedCase.jiraKey], 'native-ticket')
  const read = await Promise.all(
    [...candidates]
      .slice(0, MAXIMUM_CANDIDATES)
      .map(async ([key, by]) => matchOf(await board.read(key), by, issue, identity))
  )
  return read.filter((match) => match !== undefined)
}

/**
 * The ticket of an issue that the search shows none for although somebody has looked at the issue: it may have been us, moments
 * ago, and our mark has lowered its score.
 */
export async function readPointed(
  { board, claims }: Pick<Writers, 'board' | 'claims'>,
  issue: Issue,
  identity: Identity
): Promise<readonly TicketMatch[]> {
  const pointers = await Promise.all(bugKeys(issue, identity).map((key) => claims.find(key)))
  const filed = pointers.flatMap((pointer) => (pointer?.kind === 'filed' ? [pointer.ticketKey] : []))
  // A run that has filed the ticket is about to point at it, or died before it could.
  const isClaimed = pointers.some((pointer) => pointer?.kind === 'claimed')
  const recent = isClaimed ? await board.findRecent(labelsOf(issue, identity)) : []
  const keys = [...new Set([...filed, ...recent.map(({ key }) => key)])]
  const read = await Promise.all(
    keys.map(async (key) => matchOf(await board.read(key), 'same-issue', issue, identity))
  )
  return read.filter((match) => match !== undefined)
}

/** The labels by which a ticket of the bug is known. */
export function labelsOf({ id }: Issue, { fingerprint }: Identity): readonly string[] {
  return [issueLabel(id), ...fingerprintLabels(fingerprint)]
}

/** What is claimed for a bug, and points at its ticket afterwards. */
export function bugKeys(issue: Issue, identity: Identity): readonly ClaimKey[] {
  return [
    { kind: 'issue', id: issue.id },
    { kind: 'fingerprint', id: identity.fingerprint.hash }
  ]
}

/** The ticket's own labels tell how it matches; an adopted ticket of Datadog's is one of ours from then on. */
export function matchOf(
  ticket: TicketMatch['ticket'] | undefined,
  by: MatchKind,
  issue: Issue,
  identity: Identity
): TicketMatch | undefined {
  if (ticket === undefined) return undefined
  if (ticket.labels.includes(issueLabel(issue.id))) return { ticket, by: 'same-issue' }
  if (hasFingerprint(ticket, identity.fingerprint)) return { ticket, by: 'same-fingerprint' }
  // A person took our labels off: then the ticket is not to be touched, whatever the index still says.
  return by === 'native-ticket' ? { ticket, by } : undefined
}

/**
 * A label of an older version counts on a ticket that no newer version has labelled yet: where both know the bug, the newer one
 * tells apart what the older one took for one bug.
 */
function hasFingerprint({ labels, memory }: ExistingTicket, { hash, version, former }: Fingerprint): boolean {
  if (labels.includes(fingerprintLabel(hash))) return true
  const labelledBy = memory?.fingerprintVersion ?? 1
  return labelledBy < version && former.some((older) => labels.includes(fingerprintLabel(older.hash)))
}
