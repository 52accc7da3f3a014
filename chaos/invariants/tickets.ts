import type { BugState, State, TicketState } from './state.js'
import type { Violation } from './violation.js'

const ISSUE_LABEL = 'datadog-issue-'

/** Tickets of the bug: those that stand for one of its issues. */
export function ticketsOf(bug: BugState, tickets: readonly TicketState[]): readonly TicketState[] {
  return tickets.filter(({ labels }) => bug.issueIds.some((id) => labels.includes(`${ISSUE_LABEL}${id}`)))
}

/** One ticket for each bug: never two, in the end one, and every issue of the bug has its label on it. */
export function judgeTickets({ bugs, tickets }: State): readonly Violation[] {
  const strays = tickets.filter((ticket) => !bugs.some((bug) => ticketsOf(bug, [ticket]).length > 0))
  return [
    ...bugs.flatMap((bug) => judgeBug(bug, ticketsOf(bug, tickets))),
    ...strays.map(({ key }) => say(`${key} stands for no issue of the play`))
  ]
}

function judgeBug(bug: BugState, tickets: readonly TicketState[]): readonly Violation[] {
  const found: Violation[] = []
  const keys = tickets.map(({ key }) => key).join(', ')
  if (tickets.length > bug.tickets) found.push(say(`${bug.name} has ${tickets.length} tickets: ${keys}`))
  if (tickets.length < bug.tickets) {
    found.push(
      say(`${bug.name} has ${tickets.length} tickets where ${bug.tickets} belong: something was lost`)
    )
  }
  const open = tickets.filter((ticket) => ticket.open)
  if (open.length > 1) found.push(say(`${bug.name} has ${open.length} open tickets: ${keys}`))
  if (open.length === 0) found.push(say(`${bug.name} has no open ticket`))
  const labels = open.flatMap((ticket) => ticket.labels)
  for (const id of bug.issueIds) {
    if (!labels.includes(`${ISSUE_LABEL}${id}`)) {
      found.push(say(`the open ticket of ${bug.name} lacks the label of issue ${id}`))
    }
  }
  return found
}

function say(detail: string): Violation {
  return { invariant: 'one ticket per bug', detail }
}
