import type { State } from './state.js'
import { ticketsOf } from './tickets.js'
import type { Violation } from './violation.js'

/** One pull request for each ticket, ever, and a draft. */
export function judgePullRequests({ bugs, tickets, pulls }: State): readonly Violation[] {
  const found = pulls.filter(({ draft }) => !draft).map(({ number }) => say(`#${number} is no draft`))
  for (const key of new Set(pulls.map(({ ticket }) => ticket))) {
    const own = pulls.filter(({ ticket }) => ticket === key).map(({ number }) => `#${number}`)
    if (own.length > 1) found.push(say(`${key} has ${own.length} pull requests: ${own.join(', ')}`))
  }
  for (const bug of bugs) {
    const keys = ticketsOf(bug, tickets).map(({ key }) => key)
    const own = pulls.filter(({ ticket }) => keys.includes(ticket)).length
    if (bug.pullRequests !== undefined && own !== bug.pullRequests) {
      found.push(say(`${bug.name} has ${own} pull requests where ${bug.pullRequests} belong`))
    }
  }
  return found
}

function say(detail: string): Violation {
  return { invariant: 'one pull request per ticket', detail }
}
