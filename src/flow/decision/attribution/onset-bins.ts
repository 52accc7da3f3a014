import type { SpikeTest } from '../spike/spike-test.js'
import type { OnsetCounts } from './deploy.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Events that are expected in five minutes even of an error that hardly ever occurs. */
const FLOOR_PER_FIVE_MINUTES = 0.05
/** Two days in minutes: more bins than this are not looked at, so that odd answers cost no time. */
const MOST_BINS = 2_880
/** Counts above it are not believed to the last digit. */
const MAX_COUNT = 1e12

/** Counts in bins of equal length with what each had to hold if nothing had changed. */
export interface OnsetBins {
  /** Start of the first, milliseconds since the epoch. */
  readonly startMs: number
  /** End of the last, which may have been cut short. */
  readonly endMs: number
  readonly binMs: number
  readonly counts: readonly number[]
  /** Expected events; above 0. */
  readonly expected: readonly number[]
  /** Sums of the first `i` elements. */
  readonly countsBefore: readonly number[]
  readonly expectedBefore: readonly number[]
}

/**
 * The counts from `fromMs` on, as the scan needs them; `undefined` where fewer than two bins are left. What is expected comes from the
 * spike test; the running bin is expected to hold as much of it as has passed.
 */
export function openBins(
  { startMs, endMs, binMs, counts }: OnsetCounts,
  test: SpikeTest | undefined,
  fromMs: number
): OnsetBins | undefined {
  if (!(binMs >= MINUTE_MS) || !Number.isFinite(startMs) || !Number.isFinite(endMs)) return undefined
  const past = Math.min(counts.length, Math.ceil((endMs - startMs) / binMs))
  const first = Math.max(0, past - MOST_BINS, Math.floor((fromMs - startMs) / binMs) || 0)
  const kept = counts.slice(first, Math.max(first, past)).map(readCount)
  if (kept.length < 2) return undefined
  const openedMs = startMs + first * binMs
  const closedMs = Math.min(endMs, openedMs + kept.length * binMs)
  const usual = expectedPerBin(test, binMs)
  const expected = kept.map((_, index) => usual * Math.min(1, (closedMs - openedMs - index * binMs) / binMs))
  return {
    startMs: openedMs,
    endMs: closedMs,
    binMs,
    counts: kept,
    expected,
    countsBefore: sumsOf(kept),
    expectedBefore: sumsOf(expected)
  }
}

function expectedPerBin(test: SpikeTest | undefined, binMs: number): number {
  const floor = (FLOOR_PER_FIVE_MINUTES * binMs) / (5 * MINUTE_MS)
  const usual = test === undefined ? floor : ((test.expected / test.hours) * binMs) / HOUR_MS
  return Number.isFinite(usual) ? Math.min(MAX_COUNT, Math.max(floor, usual)) : floor
}

export function readCount(count: number): number {
  return count > 0 ? Math.min(MAX_COUNT, count) : 0
}

function sumsOf(values: readonly number[]): readonly number[] {
  const sums = [0]
  let total = 0
  for (const value of values) {
    total += value
    sums.push(total)
  }
  return sums
}

/** Events and what was expected between two times, bins that are cut counted by their share. */
export function sumBetween(
  bins: OnsetBins,
  fromMs: number,
  toMs: number
): { events: number; expected: number } {
  const at = (sums: readonly number[], ms: number): number => {
    const place = Math.min(Math.max((ms - bins.startMs) / bins.binMs, 0), bins.counts.length)
    const whole = Math.floor(place)
    const before = sums[whole] ?? 0
    return before + ((sums[whole + 1] ?? before) - before) * (place - whole)
  }
  return {
    events: at(bins.countsBefore, toMs) - at(bins.countsBefore, fromMs),
    expected: at(bins.expectedBefore, toMs) - at(bins.expectedBefore, fromMs)
  }
}
