import { outcomeOf, type FixReason } from './fix-outcomes.js'
import { findAttempt } from './ledger-attempts.js'
import type { Attempt, Ledger } from './ledger.js'

/*
 * Every change gives the new ledger, or `undefined` when the ledger does not know the attempt: somebody has put back an older
 * state of it.
 */

export interface Settlement {
  /** What the agent says that it spent. */
  readonly spentUsd: number
  /** False: it did not live to tell; the whole reservation counts as spent, or what it told so far where that is more. */
  readonly told: boolean
  /** `undefined`: the run failed without one. */
  readonly reason: FixReason | undefined
  /** Milliseconds since the epoch. */
  readonly now: number
  /** How long a proven fix waits for the job that publishes it; the attempt's own lease when absent. */
  readonly leaseUntil?: number
}

/**
 * The agent is done, and its money is known. A proven fix keeps the bug to itself until it is published or its lease is over; every
 * other end closes the attempt. Settling twice keeps the money of the first time: only a reservation can be spent.
 */
export function settleAttempt(ledger: Ledger, id: string, settlement: Settlement): Ledger | undefined {
  return changeAttempt(ledger, id, (attempt) => {
    const { reason, now, leaseUntil = attempt.leaseUntil } = settlement
    const spentUsd = attempt.state === 'reserved' ? spentWith(attempt, settlement) : attempt.spentUsd
    if (attempt.state === 'published') return { ...attempt, spentUsd }
    const end = { spentUsd, reason, outcome: reason === undefined ? undefined : outcomeOf(reason) }
    const waits = end.outcome === 'fix-ready' || end.outcome === 'pull-request'
    return waits
      ? { ...attempt, ...end, state: 'spent', leaseUntil }
      : { ...attempt, ...end, state: 'closed', leaseUntil: now }
  })
}

/** Gives the reservation back: the agent was never started. An attempt that has spent is left as it is. */
export function releaseAttempt(ledger: Ledger, id: string, now: number): Ledger | undefined {
  return changeAttempt(ledger, id, (attempt) =>
    attempt.state === 'reserved'
      ? { ...attempt, state: 'closed', spentUsd: attempt.spentUsd ?? 0, leaseUntil: now }
      : attempt
  )
}

/** A draft pull request stands. Its lease runs on: until then it counts as open, however old a list of pull requests is. */
export function publishAttempt(
  ledger: Ledger,
  id: string,
  published: {
    readonly pullRequest: number
    readonly branch: string
    readonly reason: 'opened' | 'found-again'
  }
): Ledger | undefined {
  return changeAttempt(ledger, id, (attempt) => ({
    ...attempt,
    ...published,
    state: 'published',
    spentUsd: attempt.state === 'reserved' ? spentInFull(attempt) : attempt.spentUsd,
    outcome: outcomeOf(published.reason)
  }))
}

/** No pull request will come of it. One that stands is not taken back by this. */
export function closeAttempt(
  ledger: Ledger,
  id: string,
  end: { readonly reason: FixReason; readonly now: number }
): Ledger | undefined {
  return changeAttempt(ledger, id, (attempt) =>
    attempt.state === 'published'
      ? attempt
      : {
          ...attempt,
          state: 'closed',
          spentUsd: attempt.state === 'reserved' ? spentInFull(attempt) : attempt.spentUsd,
          reason: end.reason,
          outcome: outcomeOf(end.reason),
          leaseUntil: end.now
        }
  )
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Longer than any month whose budget is summed, and than a cooldown makes sense. */
const KEPT_DAYS = 100
/** A pull request may stay open for long, and while it does, its attempt says whose it is. */
const KEPT_PUBLISHED_DAYS = 400

/** Leaves out what is too old to matter. The history of the ref keeps it all the same. */
export function pruneLedger(ledger: Ledger, now: number): Ledger {
  const attempts = ledger.attempts.filter(({ state, reservedAt, leaseUntil }) => {
    const days = state === 'published' ? KEPT_PUBLISHED_DAYS : KEPT_DAYS
    return leaseUntil > now || reservedAt > now - days * DAY_MS
  })
  return { ...ledger, attempts }
}

/** An earlier try of the same attempt stays paid for. */
function spentWith(attempt: Attempt, { spentUsd, told }: Settlement): number {
  const now = told ? spentUsd : Math.max(spentUsd, attempt.reservedUsd)
  return (attempt.spentUsd ?? 0) + now
}

function spentInFull(attempt: Attempt): number {
  return (attempt.spentUsd ?? 0) + attempt.reservedUsd
}

function changeAttempt(
  ledger: Ledger,
  id: string,
  change: (attempt: Attempt) => Attempt
): Ledger | undefined {
  if (findAttempt(ledger, id) === undefined) return undefined
  const attempts = ledger.attempts.map((attempt) => (attempt.id === id ? change(attempt) : attempt))
  return { ...ledger, attempts }
}
