import type { Trend } from '../issue/issue.js'
import { sayCount, sayPlural, sayTime } from './wording.js'

const HOUR_MS = 3_600_000
const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
/** Bars that fit into one line of a ticket; a longer trend has several hours per bar. */
export const MAX_TREND_BARS = 72
/** More than any product counts in an hour. Sums of such numbers are written without an exponent, which Mermaid does not read. */
const MOST_EVENTS = 1e15

/** A trend of few enough bars to draw. */
export interface TrendBars {
  readonly hoursPerBar: number
  /** Oldest first. */
  readonly counts: readonly number[]
  readonly startMs: number
  readonly endMs: number
  readonly max: number
  readonly total: number
}

/** Adds neighbouring hours until there are at most `maxBars`. The last bar may cover fewer hours than the others. */
export function drawTrendBars(trend: Trend, maxBars = MAX_TREND_BARS): TrendBars {
  const hoursPerBar = Math.max(1, Math.ceil(trend.counts.length / maxBars))
  const counts: number[] = []
  trend.counts.forEach((count, hour) => {
    const bar = Math.floor(hour / hoursPerBar)
    counts[bar] = (counts[bar] ?? 0) + (count > 0 ? Math.min(Math.ceil(count), MOST_EVENTS) : 0)
  })
  return {
    hoursPerBar,
    counts,
    startMs: trend.startMs,
    endMs: trend.endMs,
    max: counts.reduce((max, count) => Math.max(max, count), 0),
    total: counts.reduce((total, count) => total + count, 0)
  }
}

/**
 * The trend as text: one block per hour and the labels below. The lowest block means no event at all, so that one event is
 * never drawn as none.
 */
export function renderTrendChart(trend: Trend): string {
  const bars = drawTrendBars(trend)
  if (bars.counts.length === 0) return 'no hours in the window'
  const chart = bars.counts.map((count) => blockOf(count, bars.max)).join('')
  const lastBarMs = bars.startMs + (bars.counts.length - 1) * bars.hoursPerBar * HOUR_MS
  const per = bars.hoursPerBar === 1 ? 'hour' : `${bars.hoursPerBar} hours`
  return [
    chart,
    `first ${per}: from ${sayTime(bars.startMs)}; last: from ${sayTime(lastBarMs)} to ${sayTime(bars.endMs)}`,
    `max ${sayCount(bars.max)} per ${per}, ${sayPlural(bars.total, 'indexed event')} in all`
  ].join('\n')
}

function blockOf(count: number, max: number): string {
  const level = count <= 0 ? 0 : Math.ceil((count / max) * (BLOCKS.length - 1))
  return BLOCKS[level] ?? BLOCKS[0]
}
