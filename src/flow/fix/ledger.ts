import type { FixClass } from '../decision/fix-class.js'
import type { FixOutcome, FixReason } from './fix-outcomes.js'

/** One attempt at a fix, from its reservation to its end. Identifiers and figures only: nothing of strangers is in here. */
export interface Attempt {
  /** Unique for run and attempt. */
  readonly id: string
  readonly issueId: string
  readonly fingerprint: string
  readonly ticketKey: string
  /** Empty when nobody owns the code. */
  readonly team: string
  /** Empty: a diagnosis alone was wanted. */
  readonly fixClass: FixClass | ''
  /** `reserved`: it may spend; `spent`: the agent is done; `published`: a pull request stands; `closed`: no pull request will come. */
  readonly state: 'reserved' | 'spent' | 'published' | 'closed'
  /** Milliseconds since the epoch. */
  readonly reservedAt: number
  /** A reservation that nobody settled counts until then, and as spent in full from then on. */
  readonly leaseUntil: number
  readonly reservedUsd: number
  /** `undefined` until the agent is done. */
  readonly spentUsd: number | undefined
  readonly outcome: FixOutcome | undefined
  readonly reason: FixReason | undefined
  /** Empty until there is one. */
  readonly branch: string
  readonly pullRequest: number | undefined
  readonly runUrl: string
}

/** Every attempt that still matters, oldest first. */
export interface Ledger {
  readonly version: 1
  readonly attempts: readonly Attempt[]
}

export const emptyLedger: Ledger = { version: 1, attempts: [] }
