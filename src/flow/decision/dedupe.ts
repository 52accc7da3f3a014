import type { Alert } from '../event/trigger.js'
import type { Issue } from '../issue/issue.js'
import type { ExistingTicket } from './existing-ticket.js'
import { judgeRegression, type RegressionPolicy } from './regression.js'

export interface DedupePolicy {
  /** Watchers of an open ticket are notified of repeats at most once in so many hours. */
  readonly notifyEveryHours: number
  readonly regression: RegressionPolicy
  /**
   * What an open ticket gets for an issue that had no event since the ticket heard of it: an alert or a person's request is a news by
   * itself and is counted, a sweep that comes by is not. Default `count`.
   */
  readonly withoutNews?: 'count' | 'nothing'
}

/** How a ticket was found, strongest first. */
export const matchKinds = ['same-issue', 'same-fingerprint', 'native-ticket'] as const
export type MatchKind = (typeof matchKinds)[number]

export interface TicketMatch {
  readonly ticket: ExistingTicket
  readonly by: MatchKind
}

/** What has to happen in Jira. */
export type TicketPlan =
  | { readonly kind: 'create' }
  /** Update the one occurrence comment in place. */
  | { readonly kind: 'update'; readonly match: TicketMatch; readonly notify: boolean }
  | {
      readonly kind: 'nothing'
      readonly match: TicketMatch
      readonly reason: 'repeated-delivery' | 'nothing-new'
    }
  | { readonly kind: 'reopen'; readonly match: TicketMatch; readonly why: string }
  | { readonly kind: 'create-linked'; readonly match: TicketMatch; readonly why: string }
  | {
      readonly kind: 'leave-closed'
      readonly match: TicketMatch
      readonly reason: 'closed-deliberately' | 'closed-recently'
      readonly why: string
    }

export interface DedupeFacts {
  readonly issue: Issue
  readonly alert: Alert | undefined
  readonly matches: readonly TicketMatch[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

const HOUR_MS = 3_600_000

/**
 * The ticket that stands for the bug: an open one before a closed one, then by how it was found, then the closed one that was
 * closed last, then the oldest (the lowest number), so that every run picks the same.
 */
export function chooseMatch(matches: readonly TicketMatch[]): TicketMatch | undefined {
  return [...matches].sort(
    (a, b) =>
      Number(a.ticket.stage === 'done') - Number(b.ticket.stage === 'done') ||
      matchKinds.indexOf(a.by) - matchKinds.indexOf(b.by) ||
      // Of several closed tickets the one closed last tells how the bug was left.
      closedAt(b.ticket) - closedAt(a.ticket) ||
      ticketNumber(a.ticket.key) - ticketNumber(b.ticket.key) ||
      // Datadog's own integration may file into another project.
      (a.ticket.key < b.ticket.key ? -1 : Number(a.ticket.key > b.ticket.key))
  )[0]
}

/** One bug, one ticket: decides between a new ticket, the open one and the closed one. */
export function planTicket(facts: DedupeFacts, policy: DedupePolicy): TicketPlan {
  const match = chooseMatch(facts.matches)
  if (match === undefined) return { kind: 'create' }
  const { ticket } = match
  const cycle = facts.alert?.cycleKey
  if (cycle !== undefined && ticket.memory?.cycleKeys.includes(cycle)) {
    return { kind: 'nothing', match, reason: 'repeated-delivery' }
  }
  if (ticket.stage !== 'done') {
    if (policy.withoutNews === 'nothing' && hasHeard(match, facts.issue)) {
      return { kind: 'nothing', match, reason: 'nothing-new' }
    }
    const notifiedAt = ticket.memory?.notifiedAt ?? ticket.createdAt
    return { kind: 'update', match, notify: facts.now - notifiedAt >= policy.notifyEveryHours * HOUR_MS }
  }
  const verdict = judgeRegression({ issue: facts.issue, ticket, now: facts.now }, policy.regression)
  switch (verdict.action) {
    case 'reopen':
    case 'create-linked':
      return { kind: verdict.action, match, why: verdict.why }
    case 'closed-deliberately':
    case 'closed-recently':
      return { kind: 'leave-closed', match, reason: verdict.action, why: verdict.why }
  }
}

/** The ticket carries the issue's own label, and its memory has the issue's last event. */
function hasHeard({ ticket, by }: TicketMatch, { id, lastSeen }: Issue): boolean {
  const remembered = ticket.memory?.issues.find((each) => each.id === id)
  return by === 'same-issue' && remembered !== undefined && remembered.lastSeenAt >= lastSeen.at
}

/** An open ticket may carry the date of a resolution that was taken back: it does not count. */
function closedAt(ticket: ExistingTicket): number {
  return ticket.stage === 'done' ? (ticket.resolvedAt ?? 0) : 0
}

function ticketNumber(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1))
}
