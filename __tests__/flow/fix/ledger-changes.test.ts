import { describe, expect, it } from '@jest/globals'
import { earlierAttempts, branchesOf } from '../../../src/flow/fix/ledger-attempts.js'
import {
  closeAttempt,
  publishAttempt,
  pruneLedger,
  releaseAttempt,
  settleAttempt
} from '../../../src/flow/fix/ledger-changes.js'
import type { Attempt, Ledger } from '../../../src/flow/fix/ledger.js'
import {
  attempt,
  bug,
  BRANCH,
  DAY,
  dead,
  elsewhere,
  given,
  HOUR,
  ledgerOf,
  NOW,
  proposed,
  published,
  running
} from './ledger-examples.js'

const mine = attempt({ ...running, id: 'run-9' })
const other = elsewhere()
const before = ledgerOf(other, mine)

function after(ledger: Ledger | undefined): Attempt | undefined {
  expect(ledger?.attempts[0]).toEqual(other)
  return ledger?.attempts[1]
}

const told = { spentUsd: 1.25, told: true, reason: 'proven', now: NOW } as const

describe('settling', () => {
  it('a proven fix keeps its lease, or gets the one that publishing needs', () => {
    const expected = { state: 'spent', spentUsd: 1.25, outcome: 'fix-ready', reason: 'proven' }
    expect(after(settleAttempt(before, 'run-9', told))).toEqual({ ...mine, ...expected })
    const later = settleAttempt(before, 'run-9', { ...told, leaseUntil: NOW + DAY })
    expect(after(later)).toEqual({ ...mine, ...expected, leaseUntil: NOW + DAY })
  })

  it.each([
    ['declined', 'no-fix'],
    ['guard-refused', 'out-of-scope'],
    ['flaky', 'unproven'],
    ['money-limit', 'gave-up'],
    ['switch-off', 'disabled'],
    [undefined, undefined]
  ] as const)('%s closes it now', (reason, outcome) => {
    const expected = { state: 'closed', spentUsd: 1.25, outcome, reason, leaseUntil: NOW }
    expect(after(settleAttempt(before, 'run-9', { ...told, reason }))).toEqual({ ...mine, ...expected })
  })

  it.each([
    ['nothing was told: the reservation', { spentUsd: 0, told: false }, {}, 2],
    ['more was seen than was reserved', { spentUsd: 3, told: false }, {}, 3],
    ['more was told than was reserved', { spentUsd: 3, told: true }, {}, 3],
    ['an earlier try of the same run had spent', { spentUsd: 1, told: true }, { spentUsd: 2 }, 3]
  ])('counts what was spent where %s', (_, told, earlier, spentUsd) => {
    const ledger = ledgerOf(other, { ...mine, ...earlier })
    const settled = settleAttempt(ledger, 'run-9', { ...told, reason: 'declined', now: NOW })
    expect(after(settled)).toMatchObject({ spentUsd })
  })

  it('twice keeps the money of the first time', () => {
    const first = settleAttempt(before, 'run-9', told)
    const second = first && settleAttempt(first, 'run-9', { ...told, spentUsd: 1, reason: 'flaky' })
    expect(after(second)).toMatchObject({ spentUsd: 1.25, reason: 'flaky', state: 'closed' })
  })

  it('does not take back a pull request', () => {
    const ledger = ledgerOf(other, attempt({ ...published, id: 'run-9' }))
    expect(after(settleAttempt(ledger, 'run-9', { ...told, reason: 'declined' }))?.state).toBe('published')
    expect(after(closeAttempt(ledger, 'run-9', { reason: 'base-moved', now: NOW }))?.state).toBe('published')
  })
})

describe('the other ends', () => {
  it('a reservation is given back', () => {
    const end = { state: 'closed', spentUsd: 0, outcome: undefined, leaseUntil: NOW }
    expect(after(releaseAttempt(before, 'run-9', NOW))).toMatchObject(end)
  })

  it('what has spent is not given back', () => {
    const ledger = settleAttempt(before, 'run-9', told) ?? before
    expect(releaseAttempt(ledger, 'run-9', NOW)).toEqual(ledger)
  })

  it('a pull request is noted', () => {
    const ledger = settleAttempt(before, 'run-9', told) ?? before
    const noted = publishAttempt(ledger, 'run-9', { pullRequest: 12, branch: BRANCH, reason: 'opened' })
    const expected = {
      state: 'published',
      pullRequest: 12,
      branch: BRANCH,
      outcome: 'pull-request',
      spentUsd: 1.25
    }
    expect(after(noted)).toMatchObject(expected)
  })

  it('an attempt that nobody settled is paid in full', () => {
    const published = { pullRequest: 12, branch: BRANCH, reason: 'opened' } as const
    expect(after(publishAttempt(before, 'run-9', published))).toMatchObject({ spentUsd: 2 })
    const closed = closeAttempt(before, 'run-9', { reason: 'base-moved', now: NOW })
    expect(after(closed)).toMatchObject({ spentUsd: 2, outcome: 'refused', state: 'closed' })
  })

  it('an attempt that the ledger does not know is told by an absent ledger', () => {
    const published = { pullRequest: 12, branch: BRANCH, reason: 'opened' } as const
    expect(settleAttempt(before, 'run-8', told)).toBeUndefined()
    expect(releaseAttempt(before, 'run-8', NOW)).toBeUndefined()
    expect(publishAttempt(before, 'run-8', published)).toBeUndefined()
    expect(closeAttempt(before, 'run-8', { reason: 'flaky', now: NOW })).toBeUndefined()
  })
})

describe('pruning', () => {
  it.each([
    ['99 days old', attempt({ reservedAt: NOW - 99 * DAY }), true],
    ['101 days old', attempt({ reservedAt: NOW - 101 * DAY }), false],
    ['101 days old, with a pull request', attempt({ ...published, reservedAt: NOW - 101 * DAY }), true],
    ['401 days old, with a pull request', attempt({ ...published, reservedAt: NOW - 401 * DAY }), false],
    ['old, and still leased', attempt({ ...running, reservedAt: NOW - 500 * DAY }), true]
  ])('an attempt that is %s', (_, each, kept) => {
    expect(pruneLedger(ledgerOf(each), NOW).attempts).toHaveLength(kept ? 1 : 0)
  })
})

describe('what came to nothing before', () => {
  it('is told oldest first, with why', () => {
    const ledger = ledgerOf(
      attempt({ ...published, id: 'run-2' }),
      attempt({ id: 'run-3', leaseUntil: NOW - 3 * HOUR }),
      attempt({ ...dead, id: 'run-4' }),
      attempt({ ...given, id: 'run-5' }),
      elsewhere({ id: 'run-6' })
    )
    expect(earlierAttempts(ledger, bug, [proposed('closed')])).toEqual([
      {
        attemptId: 'run-3',
        at: NOW - 3 * HOUR,
        reason: 'declined',
        pullRequest: undefined,
        why: 'the agent declined, and said why'
      },
      {
        attemptId: 'run-2',
        at: NOW - 2 * HOUR,
        reason: undefined,
        pullRequest: 12,
        why: 'pull request #12 was closed without being merged'
      }
    ])
    expect(earlierAttempts(ledger, bug, [proposed('merged')])).toHaveLength(1)
    expect(branchesOf(ledger, bug)).toEqual([BRANCH])
  })
})
