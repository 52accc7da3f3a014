import type { Trend } from '../../flow/issue/issue.js'
import type { Point } from './event-json.js'

export const hourMs = 3_600_000

/** Consecutive clock hours up to now, of which the last one is still running. Times are milliseconds since the epoch. */
export interface TrendWindow {
  readonly startMs: number
  readonly endMs: number
  readonly hours: number
}

/** Clock hours, because that is where the vendor's hourly buckets begin. */
export function trendWindow(hours: number, now: number): TrendWindow {
  const whole = Math.max(1, Math.ceil(hours))
  return { startMs: Math.ceil(now / hourMs) * hourMs - whole * hourMs, endMs: now, hours: whole }
}

/** The vendor leaves out hours without an event; here they are zero. Points outside the window are left out. */
export function fillHours(points: readonly Point[], { startMs, endMs, hours }: TrendWindow): Trend {
  return { startMs, endMs, counts: fillBins(points, { startMs, binMs: hourMs, bins: hours }) }
}

/** Counts of consecutive bins; those without a point are zero, points outside are left out. */
export function fillBins(
  points: readonly Point[],
  { startMs, binMs, bins }: { readonly startMs: number; readonly binMs: number; readonly bins: number }
): readonly number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const { at, count } of points) {
    const bin = Math.floor((at - startMs) / binMs)
    const before = counts[bin]
    if (before !== undefined) counts[bin] = before + count
  }
  return counts
}

export function isEmpty({ counts }: Trend): boolean {
  return counts.every((count) => count === 0)
}

/** Start of the hour that a moment is in. */
export function hourOf(ms: number): number {
  return Math.floor(ms / hourMs) * hourMs
}

/** The trend with what is known of its beginning. */
export function knownFrom(trend: Trend, fromMs: number): Trend {
  return fromMs > trend.startMs ? { ...trend, knownFromMs: fromMs } : trend
}
