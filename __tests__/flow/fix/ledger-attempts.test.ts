import { describe, expect, it } from '@jest/globals'
import { fixReasons, type FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import { isReleased, isRunning, rejectionOf } from '../../../src/flow/fix/ledger-attempts.js'
import {
  closeAttempt,
  pruneLedger,
  publishAttempt,
  settleAttempt
} from '../../../src/flow/fix/ledger-changes.js'
import type { Attempt } from '../../../src/flow/fix/ledger.js'
import { attempt, DAY, given, ledgerOf, NOW, published, running } from './ledger-examples.js'

describe('an attempt', () => {
  it.each<[string, Partial<Attempt>, boolean]>([
    ['reserved', running, true],
    ['spent, and waiting', { ...running, state: 'spent' }, true],
    ['whose lease ends now', { ...running, leaseUntil: NOW }, false],
    ['that was closed', { leaseUntil: NOW + 1 }, false],
    ['that was published', { ...published, leaseUntil: NOW + 1 }, false]
  ])('%s, runs: %p', (_, change, expected) => {
    expect(isRunning(attempt(change), NOW)).toBe(expected)
  })

  it.each<[string, Partial<Attempt>, boolean]>([
    ['closed without an end and without cost', given, true],
    ['that spent', { ...given, spentUsd: 0.01 }, false],
    ['whose cost nobody told', { ...given, spentUsd: undefined }, false],
    ['with an end', { ...given, outcome: 'no-fix' }, false],
    ['that was not closed', { ...given, state: 'spent' }, false]
  ])('%s, was given back: %p', (_, change, expected) => {
    expect(isReleased(attempt(change))).toBe(expected)
  })
})

describe('an end', () => {
  const withoutVerdict = new Set<string>([
    ...['switch-off', 'open-pull-request', 'attempt-running', 'rejected-recently', 'daily-limit'],
    ...['open-pull-request-limit', 'day-budget', 'month-budget', 'budget-crossed', 'base-moved'],
    ...['attempt-not-in-ledger', 'diagnosis-off', 'diagnosis-budget', 'diagnosed-recently', 'diagnosed'],
    'no-diagnosis'
  ])
  const reasons = Object.keys(fixReasons).filter((name): name is FixReason => Object.hasOwn(fixReasons, name))

  it.each(reasons)('%s counts as a rejection, unless it says nothing about the bug', (reason) => {
    const rejection = rejectionOf(attempt({ reason }), [])
    if (withoutVerdict.has(reason)) expect(rejection).toBeUndefined()
    else expect(rejection).toMatchObject({ attemptId: 'run-1', reason, why: fixReasons[reason][1] })
  })
})

describe('money once told is not counted again', () => {
  const spent = attempt({ ...running, state: 'spent', spentUsd: 1.25, reservedUsd: 2 })
  const open = attempt({ ...running, reservedUsd: 2 })

  it.each<[string, Attempt, number]>([
    ['that was told', spent, 1.25],
    ['that only was reserved', open, 2]
  ])('%s', (_, before, usd) => {
    const end = { reason: 'budget-crossed', now: NOW } as const
    expect(closeAttempt(ledgerOf(before), 'run-1', end)?.attempts[0]?.spentUsd).toBe(usd)
    const proposed = { pullRequest: 3, branch: 'b', reason: 'opened' } as const
    expect(publishAttempt(ledgerOf(before), 'run-1', proposed)?.attempts[0]?.spentUsd).toBe(usd)
  })

  it('a pull request that stands keeps the bug to itself', () => {
    const told = { spentUsd: 1, told: true, reason: 'found-again', now: NOW } as const
    expect(settleAttempt(ledgerOf(open), 'run-1', told)?.attempts[0]).toMatchObject({
      state: 'spent',
      outcome: 'pull-request',
      leaseUntil: open.leaseUntil
    })
  })
})

describe('what is too old', () => {
  it.each<[string, Partial<Attempt>, boolean]>([
    ['a hundred days, to the millisecond', { reservedAt: NOW - 100 * DAY }, false],
    ['a millisecond less', { reservedAt: NOW - 100 * DAY + 1 }, true],
    ['a hundred days with a lease that ends now', { reservedAt: NOW - 100 * DAY, leaseUntil: NOW }, false],
    ['a hundred days with a lease that runs', { reservedAt: NOW - 100 * DAY, leaseUntil: NOW + 1 }, true],
    ['published four hundred days ago', { ...published, reservedAt: NOW - 400 * DAY }, false],
    ['published a millisecond later', { ...published, reservedAt: NOW - 400 * DAY + 1 }, true]
  ])('%s, is kept: %p', (_, change, kept) => {
    const old = attempt({ leaseUntil: NOW - 50 * DAY, ...change })
    expect(pruneLedger(ledgerOf(old), NOW).attempts).toEqual(kept ? [old] : [])
  })
})
