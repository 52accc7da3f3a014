import { fixReasons, type FixReason } from './fix-outcomes.js'
import type { Attempt, Ledger } from './ledger.js'

/** What an attempt is about: one of both is enough to be the same bug. */
export interface Bug {
  readonly issueId: string
  readonly fingerprint: string
}

/** What admission has to know of a pull request of ours. */
export interface ProposedFix {
  readonly number: number
  readonly branch: string
  readonly state: 'open' | 'closed' | 'merged'
  /** Milliseconds since the epoch; `undefined` while it is open. */
  readonly closedAt: number | undefined
  /** Where the ledger does not know it; absent when nobody does. */
  readonly team?: string
}

/** An attempt at the same bug that came to nothing. */
export interface Rejection {
  readonly attemptId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** `undefined` when people closed its pull request. */
  readonly reason: FixReason | undefined
  readonly pullRequest: number | undefined
  /** One sentence of ours, without a full stop. */
  readonly why: string
}

/**
 * Ends that say nothing about the bug: the same attempt may end otherwise a minute later, so that nobody has to wait.
 */
const withoutVerdict: readonly FixReason[] = [
  'switch-off',
  'open-pull-request',
  'attempt-running',
  'rejected-recently',
  'daily-limit',
  'open-pull-request-limit',
  'day-budget',
  'month-budget',
  'diagnosis-budget',
  'diagnosis-off',
  'diagnosed-recently',
  'diagnosed',
  'no-diagnosis',
  'budget-crossed',
  'base-moved',
  'attempt-not-in-ledger'
]

/** Its run looked for the cause alone, and no pull request can come of it. */
export function isDiagnosis({ fixClass }: Attempt): boolean {
  return fixClass === ''
}

export function findAttempt(ledger: Ledger, id: string): Attempt | undefined {
  return ledger.attempts.find((attempt) => attempt.id === id)
}

export function othersOf(ledger: Ledger, id: string): Ledger {
  return { ...ledger, attempts: ledger.attempts.filter((attempt) => attempt.id !== id) }
}

/** Whether the pull request is the attempt's. */
export function proposes(proposed: ProposedFix): (attempt: Attempt) => boolean {
  return ({ pullRequest }) => pullRequest === proposed.number
}

/** Attempts at the bug, oldest first. */
export function attemptsAt(ledger: Ledger, bug: Bug): readonly Attempt[] {
  return ledger.attempts.filter(
    (attempt) => attempt.issueId === bug.issueId || attempt.fingerprint === bug.fingerprint
  )
}

/** Branches of earlier attempts at the bug, to be asked for together with the one that this attempt would take. */
export function branchesOf(ledger: Ledger, bug: Bug): readonly string[] {
  const branches = attemptsAt(ledger, bug).map(({ branch }) => branch)
  return [...new Set(branches.filter((branch) => branch !== ''))]
}

/** It works on a fix, or a fix of its waits to be published. From the end of its lease on it is taken for dead. */
export function isRunning(attempt: Attempt, now: number): boolean {
  return (attempt.state === 'reserved' || attempt.state === 'spent') && attempt.leaseUntil > now
}

/** Given back unused: nothing was spent, and it counts for nothing. */
export function isReleased({ state, outcome, spentUsd }: Attempt): boolean {
  return state === 'closed' && outcome === undefined && spentUsd === 0
}

/**
 * Why and since when the attempt counts as rejected: it was closed with a verdict, or people closed its pull request. A run that
 * died has none: nothing was learnt about the bug, and its money is counted in full.
 */
export function rejectionOf(attempt: Attempt, pullRequests: readonly ProposedFix[]): Rejection | undefined {
  const { id: attemptId, reason } = attempt
  if (attempt.state === 'closed') {
    if (reason === undefined || withoutVerdict.includes(reason)) return undefined
    return {
      attemptId,
      at: attempt.leaseUntil,
      reason,
      pullRequest: attempt.pullRequest,
      why: fixReasons[reason][1]
    }
  }
  const proposed = pullRequests.find(({ number }) => number === attempt.pullRequest)
  return proposed?.state === 'closed'
    ? { ...closedByPeople(proposed, attempt.reservedAt), attemptId }
    : undefined
}

/** `since` stands in for a time that GitHub does not tell. */
export function closedByPeople(proposed: ProposedFix, since: number): Omit<Rejection, 'attemptId'> {
  return {
    at: proposed.closedAt ?? since,
    reason: undefined,
    pullRequest: proposed.number,
    why: `pull request #${proposed.number} was closed without being merged`
  }
}

/** What came to nothing at this bug before, oldest first, so that the next attempt can be told. */
export function earlierAttempts(
  ledger: Ledger,
  bug: Bug,
  pullRequests: readonly ProposedFix[] = []
): readonly Rejection[] {
  return attemptsAt(ledger, bug)
    .flatMap((attempt) => rejectionOf(attempt, pullRequests) ?? [])
    .toSorted((one, other) => one.at - other.at)
}
