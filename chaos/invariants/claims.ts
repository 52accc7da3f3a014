import type { State } from './state.js'
import { ticketsOf } from './tickets.js'
import type { Violation } from './violation.js'

const POINTERS = /^(?:issue|fingerprint|hand-off)\//

/** No claim and no lock is left behind; every pointer leads to a ticket of a bug, and those of one issue to its open one. */
export function judgeClaims({ refs, bugs, tickets }: State): readonly Violation[] {
  return refs.flatMap(({ name, message }) => {
    if (name === 'ledger') return []
    if (!POINTERS.test(name)) return [say(`${name} was left behind: ${message}`)]
    const record = read(message)
    if (record?.state !== 'filed') return [say(`${name} is not settled: ${message}`)]
    const bug = bugs.find((each) => ticketsOf(each, tickets).some(({ key }) => key === record.ticket))
    if (bug === undefined) return [say(`${name} leads to ${record.ticket}, which is no ticket of a bug`)]
    const issue = name.startsWith('issue/') ? name.slice('issue/'.length) : undefined
    if (issue !== undefined && !bug.issueIds.includes(issue)) {
      return [say(`${name} leads to ${record.ticket}, a ticket of another bug`)]
    }
    return []
  })
}

function read(message: string): { readonly state: string; readonly ticket: string } | undefined {
  try {
    const value: unknown = JSON.parse(message)
    if (typeof value !== 'object' || value === null) return undefined
    return { state: String(Reflect.get(value, 'state')), ticket: String(Reflect.get(value, 'ticket')) }
  } catch {
    return undefined
  }
}

function say(detail: string): Violation {
  return { invariant: 'no claim left behind', detail }
}
