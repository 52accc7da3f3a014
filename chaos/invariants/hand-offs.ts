import type { BugState, State } from './state.js'
import { ticketsOf } from './tickets.js'
import type { Violation } from './violation.js'

/**
 * A bug is handed to auto-fix once, and once more for each reopening. GitHub does not tell whether a dispatch was taken, so that one
 * whose sender could not learn or note it may be sent again, and must be where the bug is to be handed off.
 */
export function judgeHandOffs({ bugs, tickets, handOffs }: State): readonly Violation[] {
  return bugs.flatMap((bug) => judgeBug(bug, { tickets, handOffs }))
}

function judgeBug(
  bug: BugState,
  { tickets, handOffs }: Pick<State, 'tickets' | 'handOffs'>
): readonly Violation[] {
  const keys = ticketsOf(bug, tickets).map(({ key }) => key)
  const own = handOffs.filter(({ ticket }) => keys.includes(ticket))
  const due = keys.length + bug.regressions
  const excused = own.filter(({ noted }) => !noted).length
  if (own.length > due + excused) {
    return [
      say(`${bug.name} was handed off ${own.length} times; ${due} belong, and ${excused} could not be noted`)
    ]
  }
  if (bug.handsOff && own.length === 0) return [say(`${bug.name} was never handed off`)]
  return []
}

function say(detail: string): Violation {
  return { invariant: 'one hand-off', detail }
}
