import { describe, expect, it } from '@jest/globals'
import { judge } from '../../chaos/invariants/judge.js'
import type { State, TicketState } from '../../chaos/invariants/state.js'
import { attempt, goodRun, goodState, ISSUE, ledgerAt, OTHER_ISSUE, ticket } from './good-state.js'

const HOUR = 3_600_000
const NOON = Date.parse('2031-03-10T12:00:00.000Z')

/** What is said of the state with these parts changed. */
function saidOf(change: Partial<State>): readonly string[] {
  return judge({ ...goodState, ...change }).map(({ invariant, detail }) => `${invariant}: ${detail}`)
}

function withTicket(change: Partial<TicketState>): Partial<State> {
  return { tickets: [{ ...ticket, ...change }] }
}

function withBug(change: Partial<State['bugs'][number]>): Partial<State> {
  return { bugs: goodState.bugs.map((bug) => ({ ...bug, ...change })) }
}

function withHistory(...history: State['ledger']['history']): Partial<State> {
  return { ledger: { ...goodState.ledger, history } }
}

const second: TicketState = { ...ticket, key: 'PPL-2', comments: [] }
const held = JSON.stringify({ version: 1, state: 'claimed', by: 'runs/1', until: NOON })
const astray = JSON.stringify({ version: 1, state: 'filed', ticket: 'PPL-9' })
const dispatched = { ticket: 'PPL-1', noted: true }
const comment = { id: '3', mailedAt: [] } as const

describe('a state in which nothing is wrong', () => {
  it('has no violation', () => {
    expect(judge(goodState)).toEqual([])
  })

  it('may be that of a bug whose only hand-off was sent again because its sender was killed', () => {
    expect(saidOf({ handOffs: [{ ticket: 'PPL-1', noted: false }, dispatched] })).toEqual([])
  })
})

describe('tickets', () => {
  it.each<[string, Partial<State>, string]>([
    ['a second one', { tickets: [ticket, second] }, 'the bug has 2 tickets: PPL-1, PPL-2'],
    [
      'a second one that was closed',
      { tickets: [ticket, { ...second, open: false }] },
      'the bug has 2 tickets'
    ],
    [
      'two open ones where two belong',
      { tickets: [ticket, second], ...withBug({ tickets: 2 }) },
      'the bug has 2 open tickets'
    ],
    ['none', { tickets: [] }, 'the bug has 0 tickets where 1 belong: something was lost'],
    ['one that is closed', withTicket({ open: false }), 'the bug has no open ticket'],
    [
      'one of nobody',
      { tickets: [ticket, { ...second, labels: [] }] },
      'PPL-2 stands for no issue of the play'
    ],
    [
      'one without the label of an issue',
      withTicket({ labels: [`datadog-issue-${ISSUE}`] }),
      `the open ticket of the bug lacks the label of issue ${OTHER_ISSUE}`
    ]
  ])('%s is found', (_, change, said) => {
    expect(saidOf(change)).toContainEqual(expect.stringContaining(`one ticket per bug: ${said}`))
  })
})

describe('comments and mails', () => {
  it.each<[string, Partial<State>, string]>([
    [
      'two comments about repeats',
      withTicket({ comments: [...ticket.comments, { ...comment, kind: 'occurrence' }] }),
      'PPL-1 has 2 comments about repeats, of 3 deliveries'
    ],
    ['a comment about a delivery that was repeated', withBug({ deliveries: 1 }), 'of 1 deliveries'],
    [
      'two comments of auto-fix',
      withTicket({ comments: [...ticket.comments, { ...comment, kind: 'fix' }] }),
      'PPL-1 has 2 comments of auto-fix'
    ],
    [
      'a strange comment',
      withTicket({ comments: [{ ...comment, kind: 'other' }] }),
      '1 comments that nobody knows'
    ],
    [
      'two mails in a window',
      withTicket({ comments: [{ id: '1', kind: 'occurrence', mailedAt: [NOON, NOON + 20 * HOUR] }] }),
      'watchers of PPL-1 were mailed of repeats again after 1200 minutes'
    ],
    ['a reopening that was not due', withTicket({ reopened: 1 }), 'reopened 1 times, of 0 regressions'],
    ['a reopening that did not happen', withBug({ regressions: 1 }), 'reopened 0 times, of 1 regressions'],
    [
      'a reopening that is told twice',
      {
        ...withBug({ regressions: 1 }),
        ...withTicket({
          reopened: 1,
          comments: [1, 2].map((id) => ({ ...comment, id: `${id}`, kind: 'reopened' }))
        })
      },
      '2 comments about reopening, of 1 regressions'
    ]
  ])('%s are found', (_, change, said) => {
    expect(saidOf(change)).toContainEqual(expect.stringMatching(new RegExp(`^comments and mails: .*${said}`)))
  })
})

describe('claims', () => {
  it.each([
    ['a claim', { name: `issue/${ISSUE}`, message: held }, 'is not settled'],
    ['the claim on a hand-off', { name: 'hand-off/PPL-1', message: held }, 'is not settled'],
    ['a lock', { name: 'ticket/PPL-1', message: held }, 'was left behind'],
    [
      'something that nobody can read',
      { name: 'fingerprint/0', message: 'Initial commit' },
      'is not settled'
    ],
    ['a pointer to no ticket', { name: `issue/${ISSUE}`, message: astray }, 'which is no ticket of a bug'],
    [
      'a pointer to the ticket of another bug',
      { name: 'issue/0', message: JSON.stringify({ state: 'filed', ticket: 'PPL-1' }) },
      'a ticket of another bug'
    ]
  ])('%s that is left is found', (_, ref, said) => {
    expect(saidOf({ refs: [ref] })).toEqual([
      expect.stringMatching(new RegExp(`^no claim left behind: .*${said}`))
    ])
  })
})

describe('hand-offs and pull requests', () => {
  it.each<[string, Partial<State>, string]>([
    ['two hand-offs', { handOffs: [dispatched, dispatched] }, 'one hand-off: the bug was handed off 2 times'],
    ['no hand-off', { handOffs: [] }, 'one hand-off: the bug was never handed off'],
    [
      'two pull requests',
      {
        pulls: [1, 2].map((number) => ({
          number,
          ticket: 'PPL-1',
          branch: '',
          draft: true,
          open: number === 2
        }))
      },
      'one pull request per ticket: PPL-1 has 2 pull requests: #1, #2'
    ],
    ['no pull request', { pulls: [] }, 'the bug has 0 pull requests where 1 belong'],
    [
      'a pull request that is no draft',
      { pulls: goodState.pulls.map((pull) => ({ ...pull, draft: false })) },
      '#1 is no draft'
    ]
  ])('%s are found', (_, change, said) => {
    expect(saidOf(change)).toContainEqual(expect.stringContaining(said))
  })
})

describe('the ledger', () => {
  const reserved = { state: 'reserved', spentUsd: null } as const
  const day = ['1', '2', '3'].map((id) => attempt({ ...reserved, id, issueId: id, fingerprint: id }))
  const month = Array.from({ length: 11 }, (_, index) =>
    attempt({ id: `${index}`, state: 'closed', spentUsd: 1.9, reservedAt: NOON - (index % 5) * 24 * HOUR })
  )
  it.each<[string, Partial<State>, string]>([
    [
      'more than a day may cost, in reservations',
      withHistory(ledgerAt(0, ...day)),
      'the day has cost $6.00 of $5.00'
    ],
    ['more than a month may cost', withHistory(ledgerAt(0, ...month)), 'the month has cost $20.90 of $20.00'],
    [
      'more in the middle of its history',
      withHistory(
        ledgerAt(0, ...day),
        ledgerAt(1, ...day.map((each) => ({ ...each, state: 'closed', spentUsd: 1 })))
      ),
      'the day has cost'
    ],
    [
      'two attempts at one bug at a time',
      withHistory(ledgerAt(0, attempt(reserved), attempt({ ...reserved, id: 'runs/2' }))),
      'runs/1 and runs/2 work on one bug'
    ],
    [
      'an attempt that is forgotten',
      withHistory(ledgerAt(0, attempt()), ledgerAt(1)),
      'runs/1 was forgotten'
    ],
    [
      'money that is taken back',
      withHistory(ledgerAt(0, attempt()), ledgerAt(1, attempt({ spentUsd: 0 }))),
      'money of runs/1 was taken back'
    ],
    [
      'a pull request that is forgotten',
      withHistory(ledgerAt(0, attempt({ pullRequest: 1 })), ledgerAt(1, attempt())),
      'the pull request of runs/1 was forgotten'
    ],
    ['a state that is no ledger', withHistory({ sha: '0', at: NOON, text: '{' }), 'cannot be read'],
    [
      'money that is not in it',
      { runs: [1, 2].map((id) => ({ ...goodRun, name: `autofix ${id}.1`, usd: 0.4 })) },
      'agents have cost $0.80, and $0.40 are in the ledger'
    ],
    ['a fork', { ledger: { ...goodState.ledger, forks: 1 } }, 'has 1 forks']
  ])('%s is found', (_, change, said) => {
    expect(saidOf(change)).toContainEqual(expect.stringMatching(/^budget and ledger: /))
    expect(saidOf(change).join('\n')).toContain(said)
  })
})

describe('runs', () => {
  const red = { exitCode: 1, outcome: '', reported: false, undisturbed: false }
  it.each([
    ['green without an outcome', { outcome: '' }, 'is green and has no outcome'],
    ['green without a report', { reported: false }, 'is green and has no report'],
    ['red without an error', red, 'is red and says no error'],
    [
      'red for nothing',
      { ...red, errors: ['boom'], undisturbed: true },
      'is red although nothing stood in its way: boom'
    ],
    ['ended by a signal that is not ours', { exitCode: null }, 'ended with the exit code of a signal'],
    ['ended with another exit code', { exitCode: 7 }, 'ended with the exit code 7'],
    ['without an end', { overran: true }, 'did not come to an end']
  ])('one that is %s is found', (_, change, said) => {
    expect(saidOf({ runs: [{ ...goodRun, ...change }] })).toEqual([
      `an outcome for every run: triage 1.1 ${said}`
    ])
  })
})

describe('credentials', () => {
  it('are found wherever they stand', () => {
    const texts = [{ where: 'the summary', text: 'Basic ATATT3xFfGF0-token=' }]
    expect(saidOf({ texts })).toEqual(['no credential anywhere: the summary has jiraToken'])
  })
})
