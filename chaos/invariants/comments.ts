import type { BugState, CommentKind, State, TicketState } from './state.js'
import { ticketsOf } from './tickets.js'
import type { Violation } from './violation.js'

const WINDOW_MS = 24 * 3_600_000
/** A run takes the time before it writes; its request may wait for a vendor that asks for patience. */
const SLACK_MS = 10 * 60_000

/** One comment that tells of repeats, one for each reopening, one of auto-fix; and watchers are mailed once in a window. */
export function judgeComments({ bugs, tickets }: State): readonly Violation[] {
  return bugs.flatMap((bug) => {
    const own = ticketsOf(bug, tickets)
    return [...own.flatMap((ticket) => judgeTicket(ticket, bug)), ...judgeReopenings(bug, own)]
  })
}

function judgeTicket(ticket: TicketState, bug: BugState): readonly Violation[] {
  const found: Violation[] = []
  const count = (kind: CommentKind): number => ticket.comments.filter((each) => each.kind === kind).length
  const most = bug.deliveries > 1 ? 1 : 0
  if (count('occurrence') > most) {
    found.push(
      say(`${ticket.key} has ${count('occurrence')} comments about repeats, of ${bug.deliveries} deliveries`)
    )
  }
  if (count('fix') > 1) found.push(say(`${ticket.key} has ${count('fix')} comments of auto-fix`))
  if (count('other') > 0) found.push(say(`${ticket.key} has ${count('other')} comments that nobody knows`))
  const mails = ticket.comments
    .filter(({ kind }) => kind === 'occurrence')
    .flatMap(({ mailedAt }) => mailedAt)
    .sort((one, other) => one - other)
  for (const [index, at] of mails.entries()) {
    const before = mails[index - 1]
    if (before !== undefined && at - before < WINDOW_MS - SLACK_MS) {
      const minutes = Math.round((at - before) / 60_000)
      found.push(say(`watchers of ${ticket.key} were mailed of repeats again after ${minutes} minutes`))
    }
  }
  return found
}

function judgeReopenings(bug: BugState, tickets: readonly TicketState[]): readonly Violation[] {
  const found: Violation[] = []
  const moves = tickets.reduce((sum, { reopened }) => sum + reopened, 0)
  const told = tickets.flatMap(({ comments }) => comments).filter(({ kind }) => kind === 'reopened').length
  if (moves !== bug.regressions) {
    found.push(say(`${bug.name} was reopened ${moves} times, of ${bug.regressions} regressions`))
  }
  if (told > bug.regressions) {
    found.push(say(`${bug.name} has ${told} comments about reopening, of ${bug.regressions} regressions`))
  }
  return found
}

function say(detail: string): Violation {
  return { invariant: 'comments and mails', detail }
}
