import { isDiagnosis, isReleased } from './ledger-attempts.js'
import type { Attempt, Ledger } from './ledger.js'

/** Ceilings in US dollars. Days and months are those of UTC. */
export interface BudgetPolicy {
  /** Reserved for every run, and the most that the agent may spend in it. */
  readonly runUsd: number
  readonly dayUsd: number
  readonly monthUsd: number
}

export interface BudgetPeriod {
  /** `2026-03-02` or `2026-03`. */
  readonly name: string
  readonly limitUsd: number
  /** Told by the agents, and what runs that died had reserved. */
  readonly spentUsd: number
  /** Held by runs that are under way. */
  readonly reservedUsd: number
  /** What another run could reserve; never negative. */
  readonly leftUsd: number
}

export interface BudgetState {
  readonly day: BudgetPeriod
  readonly month: BudgetPeriod
  /**
   * The shorter period whose ceiling was spent past. Reservations never lead there; an agent that overshoots its own limit by
   * the last reply does.
   */
  readonly crossed: 'day' | 'month' | undefined
}

/** What an attempt cost so far, and what it may still spend. */
export interface AttemptCost {
  readonly spentUsd: number
  readonly reservedUsd: number
}

/** Sums of figures with cents are compared in millionths, where the rounding of fractions cannot be seen. */
const MICROS = 1_000_000

/**
 * A reservation whose lease is over counts as spent in full: nobody knows what the dead run spent. Money that an earlier try of
 * the same attempt spent stays spent.
 */
export function costOf(attempt: Attempt, now: number): AttemptCost {
  const spentUsd = attempt.spentUsd ?? 0
  if (attempt.state !== 'reserved') return { spentUsd, reservedUsd: 0 }
  return attempt.leaseUntil > now
    ? { spentUsd, reservedUsd: attempt.reservedUsd }
    : { spentUsd: spentUsd + attempt.reservedUsd, reservedUsd: 0 }
}

/** An attempt counts for the day and the month in which it was reserved, also when it ends after midnight. */
export function budgetState(ledger: Ledger, policy: BudgetPolicy, now: number): BudgetState {
  const day = periodOf(ledger, dayOf, policy.dayUsd, now)
  const month = periodOf(ledger, monthOf, policy.monthUsd, now)
  return { day, month, crossed: isCrossed(day) ? 'day' : isCrossed(month) ? 'month' : undefined }
}

/** Whether the period has room for another run. */
export function covers({ spentUsd, reservedUsd, limitUsd }: BudgetPeriod, runUsd: number): boolean {
  return micros(spentUsd + reservedUsd + runUsd) <= micros(limitUsd)
}

/** Attempts of the team at a fix that began today, those given back unused left out. */
export function attemptsToday(ledger: Ledger, team: string, now: number): readonly Attempt[] {
  return ledger.attempts.filter(
    (attempt) =>
      attempt.team === team &&
      dayOf(attempt.reservedAt) === dayOf(now) &&
      !isReleased(attempt) &&
      !isDiagnosis(attempt)
  )
}

/** What the day has of runs that make a diagnosis and no fix, held against a ceiling of their own. */
export function diagnosisDay(ledger: Ledger, dayUsd: number, now: number): BudgetPeriod {
  return periodOf({ ...ledger, attempts: ledger.attempts.filter(isDiagnosis) }, dayOf, dayUsd, now)
}

/** Money for messages: `$2.50`. */
export function sayUsd(usd: number): string {
  return `$${usd.toFixed(2)}`
}

function periodOf(
  ledger: Ledger,
  nameOf: (at: number) => string,
  limitUsd: number,
  now: number
): BudgetPeriod {
  const name = nameOf(now)
  const costs = ledger.attempts
    .filter(({ reservedAt }) => nameOf(reservedAt) === name)
    .map((attempt) => costOf(attempt, now))
  const spentUsd = costs.reduce((sum, cost) => sum + cost.spentUsd, 0)
  const reservedUsd = costs.reduce((sum, cost) => sum + cost.reservedUsd, 0)
  return { name, limitUsd, spentUsd, reservedUsd, leftUsd: Math.max(0, limitUsd - spentUsd - reservedUsd) }
}

function isCrossed({ spentUsd, limitUsd }: BudgetPeriod): boolean {
  return micros(spentUsd) > micros(limitUsd)
}

function micros(usd: number): number {
  return Math.round(usd * MICROS)
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7)
}
