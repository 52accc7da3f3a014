import { describe, expect, it } from '@jest/globals'
import { admitAttempt } from '../../../src/flow/fix/admit-attempt.js'
import type { AdmissionFacts } from '../../../src/flow/fix/admission.js'
import type { FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import { emptyLedger, type Attempt } from '../../../src/flow/fix/ledger.js'
import { holds, judge } from './admit-attempt-rows.js'
import {
  attempt,
  BRANCH,
  dead,
  elsewhere,
  facts,
  forced,
  given,
  HOUR,
  ledgerOf,
  MINUTE,
  NOW,
  policy,
  proposed,
  published,
  running
} from './ledger-examples.js'

const request = facts.request

describe('the switch, the class, the score and the origin', () => {
  holds([
    ['everything holds', {}, [], 'admitted'],
    ['the switch is off', { switchedOn: false }, [], 'switch-off'],
    ['the switch is off, and force', { switchedOn: false, request: forced() }, [], 'switch-off'],
    ['another class', { request: { ...request, fix_class: 'bounds-guard' } }, [], 'class-not-allowed'],
    ['another class, and force', { request: forced({ fix_class: 'bounds-guard' }) }, [], 'class-not-allowed'],
    ['no class is allowed', {}, [], 'class-not-allowed', { classes: [] }],
    ['the score is at the threshold', { request: { ...request, score: 8 } }, [], 'admitted'],
    ['the score is one below', { request: { ...request, score: 7 } }, [], 'score-below-threshold'],
    ['the score is one below, and force', { request: forced({ score: 7 }) }, [], 'admitted'],
    ['not from production', { productionOrigin: false }, [], 'origin-not-allowed'],
    ['from nobody knows where', { productionOrigin: undefined }, [], 'origin-not-allowed'],
    ['not from production, and force', { productionOrigin: false, request: forced() }, [], 'admitted'],
    ['staging is allowed', { productionOrigin: false, nonProductionAllowed: true }, [], 'admitted']
  ])
})

describe('a pull request for the bug', () => {
  const known = attempt(published)
  holds([
    ['is open on the branch', { pullRequests: [proposed('open')] }, [], 'open-pull-request'],
    ['is open, and force', { pullRequests: [proposed('open')], request: forced() }, [], 'open-pull-request'],
    [
      'is open on another branch, by the ledger',
      { pullRequests: [proposed('open', { branch: 'OLD-1/x' })] },
      [known],
      'open-pull-request'
    ],
    ['is not told of by GitHub', {}, [known], 'open-pull-request'],
    ['was merged', { pullRequests: [proposed('merged')] }, [known], 'admitted'],
    ['was merged, and the ledger does not know it', { pullRequests: [proposed('merged')] }, [], 'admitted'],
    ['was closed just now', { pullRequests: [proposed('closed')] }, [known], 'rejected-recently'],
    [
      'was closed just now, unknown to the ledger',
      { pullRequests: [proposed('closed')] },
      [],
      'rejected-recently'
    ],
    [
      'was closed a cooldown ago',
      { pullRequests: [proposed('closed', { closedAt: NOW - 24 * HOUR })] },
      [known],
      'admitted'
    ],
    [
      'is of another bug',
      { pullRequests: [proposed('open', { branch: 'PPL-8/x', number: 13 })] },
      [elsewhere({ ...published, branch: 'PPL-8/x', pullRequest: 13 })],
      'admitted'
    ]
  ])
})

describe('another attempt at the bug', () => {
  const waiting: Partial<Attempt> = {
    ...running,
    state: 'spent',
    outcome: 'fix-ready',
    reason: 'proven',
    spentUsd: 1
  }
  holds([
    ['is running', {}, [attempt(running)], 'attempt-running'],
    ['is running, and force', { request: forced() }, [attempt(running)], 'attempt-running'],
    ['is running under another issue id', {}, [attempt({ ...running, issueId: 'other' })], 'attempt-running'],
    [
      'is running under another fingerprint',
      {},
      [attempt({ ...running, fingerprint: 'x' })],
      'attempt-running'
    ],
    ['waits to be published', {}, [attempt(waiting)], 'attempt-running'],
    ['ends its lease this very moment', {}, [attempt({ ...running, leaseUntil: NOW })], 'admitted'],
    ['has died', {}, [attempt(dead)], 'admitted'],
    ['was never published', {}, [attempt({ ...waiting, leaseUntil: NOW - 1 })], 'admitted'],
    ['is running at another bug', {}, [elsewhere(running)], 'admitted'],
    ['was declined just now', {}, [attempt()], 'rejected-recently'],
    ['was declined just now, and force', { request: forced() }, [attempt()], 'rejected-recently'],
    ['was declined a cooldown ago', {}, [attempt({ leaseUntil: NOW - 24 * HOUR })], 'admitted'],
    [
      'was declined a moment less ago',
      {},
      [attempt({ leaseUntil: NOW - 24 * HOUR + 1 })],
      'rejected-recently'
    ],
    ['was declined, and nobody cools down', {}, [attempt()], 'admitted', { cooldownHours: 0 }],
    ['was given back unused', {}, [attempt(given)], 'admitted'],
    [
      'ended because the switch was turned off',
      {},
      [attempt({ reason: 'switch-off', outcome: 'disabled' })],
      'admitted'
    ],
    ['ended because the base moved', {}, [attempt({ reason: 'base-moved', outcome: 'refused' })], 'admitted'],
    [
      'ended because the guard refused it',
      {},
      [attempt({ reason: 'guard-refused', outcome: 'out-of-scope' })],
      'rejected-recently'
    ]
  ])
})

describe('gates are asked in order', () => {
  const ledger = ledgerOf(attempt(running), attempt({ id: 'run-2', spentUsd: 99 }))
  const worst = {
    switchedOn: false,
    request: { ...request, fix_class: 'bounds-guard', score: 0 },
    productionOrigin: false,
    pullRequests: [proposed('open')]
  } satisfies Partial<AdmissionFacts>
  const by = { attemptsPerDay: 0, openPullRequests: 0 }
  const mended: readonly (readonly [FixReason, object])[] = [
    ['switch-off', {}],
    ['class-not-allowed', { switchedOn: true }],
    ['score-below-threshold', { request: { ...worst.request, fix_class: request.fix_class } }],
    ['origin-not-allowed', { request }],
    ['open-pull-request', { productionOrigin: true }],
    ['attempt-running', { pullRequests: [] }]
  ]
  it('and the first refusal is told', () => {
    let seen: Partial<AdmissionFacts> = worst
    for (const [reason, mend] of mended) {
      seen = { ...seen, ...mend }
      expect(judge(seen, ledger, by)).toBe(reason)
    }
    const rest = ledgerOf(attempt({ spentUsd: 200 }))
    expect(judge({}, rest, by)).toBe('rejected-recently')
    expect(judge({}, rest, { ...by, cooldownHours: 0 })).toBe('daily-limit')
    expect(judge({}, rest, { openPullRequests: 0, cooldownHours: 0 })).toBe('open-pull-request-limit')
    expect(judge({}, rest, { cooldownHours: 0 })).toBe('day-budget')
    expect(judge({}, rest, { cooldownHours: 0, dayUsd: 1000 })).toBe('month-budget')
  })
})

describe('an admitted attempt', () => {
  it('is the last of the ledger, with its reservation and its lease', () => {
    const other = elsewhere()
    const admission = admitAttempt(facts, ledgerOf(other), policy)
    const mine = {
      id: 'run-9',
      state: 'reserved',
      reservedAt: NOW,
      leaseUntil: NOW + 60 * MINUTE,
      reservedUsd: 2,
      spentUsd: undefined,
      outcome: undefined,
      branch: BRANCH,
      pullRequest: undefined
    }
    expect(admission).toMatchObject({ admitted: true, attempt: mine, ledger: { attempts: [other, mine] } })
  })

  it('keeps the next one out, wherever it runs', () => {
    const first = admitAttempt(facts, emptyLedger, policy)
    expect(judge({ attemptId: 'run-10' }, first.admitted ? first.ledger : emptyLedger)).toBe(
      'attempt-running'
    )
  })

  it.each([
    ['is running', running, 2],
    ['has died', dead, 2],
    ['has told what it spent', { ...running, state: 'spent', spentUsd: 1.5 } as const, 1.5]
  ])('goes on where it %s under the same id, and stays paid for', (_, earlier, paid) => {
    const admission = admitAttempt(facts, ledgerOf(attempt({ id: 'run-9', ...earlier })), policy)
    expect(admission).toMatchObject({
      admitted: true,
      attempt: { state: 'reserved', reservedUsd: 2, spentUsd: paid }
    })
    expect(admission.admitted && admission.ledger.attempts).toHaveLength(1)
  })

  it('goes on under the same id only while the budget covers another run', () => {
    const earlier = ledgerOf(attempt({ id: 'run-9', ...running }))
    expect(judge({}, earlier, { dayUsd: 4 })).toBe('admitted')
    expect(judge({}, earlier, { dayUsd: 3.9 })).toBe('day-budget')
  })
})
