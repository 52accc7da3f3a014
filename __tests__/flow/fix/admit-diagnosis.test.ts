import { describe, expect, it } from '@jest/globals'
import { admitAttempt } from '../../../src/flow/fix/admit-attempt.js'
import { holds, judge, type Row } from './admit-attempt-rows.js'
import { attempt, bug, DAY, facts, HOUR, ledgerOf, MINUTE, NOW, policy } from './ledger-examples.js'

const wanted = { wanted: 'diagnosis' } as const
const other = { issueId: '0d9b1c55-0000-4000-8000-000000000001', fingerprint: 'ffffeeeeddddcccc' }
const diagnosis = (change: Parameters<typeof attempt>[0] = {}): ReturnType<typeof attempt> =>
  attempt({
    ...other,
    fixClass: '',
    state: 'closed',
    reason: 'diagnosed',
    outcome: 'no-fix',
    spentUsd: 0.02,
    reservedUsd: 0.05,
    reservedAt: NOW - HOUR,
    leaseUntil: NOW - HOUR,
    ...change
  })
const at = { ...bug }

describe('a run that is to make a diagnosis alone', () => {
  const rows: readonly Row[] = [
    [
      'is admitted without a class',
      { ...wanted, request: { ...facts.request, fix_class: '' } },
      [],
      'admitted'
    ],
    ['needs no score', { ...wanted, request: { ...facts.request, score: 0 } }, [], 'admitted'],
    ['needs no production', { ...wanted, productionOrigin: undefined }, [], 'admitted'],
    ['needs the switch', { ...wanted, switchedOn: false }, [], 'switch-off'],
    [
      'needs a policy that wants diagnoses',
      wanted,
      [],
      'diagnosis-off',
      { diagnosis: { ...policy.diagnosis, enabled: false } }
    ],
    [
      'waits for a run that works on the bug',
      wanted,
      [attempt({ ...at, state: 'reserved', leaseUntil: NOW + MINUTE })],
      'attempt-running'
    ],
    ['is not made twice', wanted, [diagnosis(at)], 'diagnosed-recently'],
    [
      'is made again after the cooldown',
      wanted,
      [diagnosis({ ...at, leaseUntil: NOW - 25 * HOUR })],
      'admitted'
    ],
    [
      'ends at the ceiling of the day for diagnoses',
      wanted,
      [diagnosis({ id: 'a', spentUsd: 0.1 }), diagnosis({ id: 'b', spentUsd: 0.06 })],
      'diagnosis-budget'
    ],
    [
      'begins anew the next day',
      wanted,
      [diagnosis({ spentUsd: 0.19, reservedAt: NOW - DAY, leaseUntil: NOW - DAY })],
      'admitted'
    ],
    ['ends at the budget of all attempts', wanted, [attempt({ ...other, spentUsd: 9.96 })], 'day-budget'],
    [
      'does not mind the attempts of the team',
      wanted,
      ['a', 'b', 'c'].map((id) => attempt({ ...other, id, spentUsd: 0 })),
      'admitted'
    ]
  ]
  holds(rows)

  it('reserves its own ceiling for its own time, and no class', () => {
    const admission = admitAttempt({ ...facts, ...wanted }, ledgerOf(), policy)
    expect(admission).toMatchObject({
      admitted: true,
      attempt: { fixClass: '', reservedUsd: 0.05, leaseUntil: NOW + 13 * MINUTE }
    })
  })
})

describe('a fix', () => {
  it('has its attempts of the day for itself, whatever diagnoses were made', () => {
    const made = ['a', 'b', 'c', 'd'].map((id) => diagnosis({ id }))
    expect(judge({}, ledgerOf(...made))).toBe('admitted')
  })

  it('does not wait for a diagnosis of the same bug, nor count it as a pull request to come', () => {
    const running = ['a', 'b', 'c'].map((id) =>
      diagnosis({ ...at, id, state: 'reserved', leaseUntil: NOW + MINUTE, reason: undefined })
    )
    expect(judge({}, ledgerOf(...running))).toBe('admitted')
  })

  it('is left alone after a diagnosis that held it back', () => {
    const held = attempt({ ...at, state: 'closed', reason: 'diagnosis-holds-back', leaseUntil: NOW - HOUR })
    expect(judge({}, ledgerOf(held))).toBe('rejected-recently')
    expect(judge({}, ledgerOf(diagnosis(at)))).toBe('admitted')
  })
})
