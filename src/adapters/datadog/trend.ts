import type { Trend } from '../../flow/issue/issue.js'
import type { Point } from './event-json.js'

const hourMs = 3_600_000

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
  const counts = new Array<number>(hours).fill(0)
  for (const { at, count } of points) {
    const hour = Math.floor((at - startMs) / hourMs)
    const before = counts[hour]
    if (before !== undefined) counts[hour] = before + count
  }
  return { startMs, endMs, counts }
}

export function isEmpty({ counts }: Trend): boolean {
  return counts.every((count) => count === 0)
}
