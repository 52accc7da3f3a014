import type { ExpectedHour, SpikeTest } from '../decision/spike/spike-test.js'
import type { Trend } from '../issue/issue.js'
import { renderTrendChart } from './trend-chart.js'
import { sayCount, sayPlural, sayTime } from './wording.js'

const HOUR_MS = 3_600_000
/** Two days: the same hour of yesterday is among them, and a line of a ticket holds them. */
export const MAX_BAND_BARS = 48

/** The window of `spikeFactsOf`: the last whole hour of the trend and the running one. */
const HOURS_OF_WINDOW = 2

/** One hour with what was expected in it; the last one is the window of the test, which may be longer. */
export interface BandBar extends ExpectedHour {
  readonly count: number
}

export interface BandChart {
  /** Oldest first; never empty. */
  readonly bars: readonly BandBar[]
  /** Start of the first bar, milliseconds since the epoch. */
  readonly startMs: number
  readonly windowHours: number
}

export interface BandQuestion {
  readonly trend: Trend
  readonly test: SpikeTest
  /** Expected hours before the window, oldest first, and the window's own at the end. */
  readonly band: readonly ExpectedHour[]
}

/**
 * Counts next to what was expected. The window takes the place of the trend's last two hours, because it is what
 * was tested. `undefined` where nothing is expected of any hour.
 */
export function drawBand(
  { trend, test, band }: BandQuestion,
  maxBars = MAX_BAND_BARS
): BandChart | undefined {
  const window = band.at(-1)
  if (window === undefined) return undefined
  const before = trend.counts.slice(0, -HOURS_OF_WINDOW)
  const expected = band.slice(0, -1)
  const hours = Math.min(maxBars - 1, before.length, expected.length)
  // A slice from -0 would be all of them.
  const past = before.slice(before.length - hours)
  const bars = expected.slice(expected.length - hours).map((hour, at) => ({ ...hour, count: past[at] ?? 0 }))
  return {
    bars: [...bars, { ...window, count: test.count }],
    startMs: trend.startMs + (before.length - hours) * HOUR_MS,
    windowHours: test.hours
  }
}

/** Above the expected range, the upper end of which is a part of it. */
export function isAboveBand({ count, high }: Pick<BandBar, 'count' | 'high'>): boolean {
  return count > high
}

/**
 * The chart as text of a fixed width: a block for each hour, a mark under each that lies above the expected range,
 * and a legend. Fewer errors than usual are nothing to look at.
 */
export function renderBandChart(question: BandQuestion): string | undefined {
  const chart = drawBand(question)
  if (chart === undefined) return undefined
  const { bars, startMs, windowHours } = chart
  const counts = bars.map(({ count }) => count)
  const endMs = startMs + counts.length * HOUR_MS
  const [blocks = ''] = renderTrendChart({ startMs, endMs, counts }).split('\n')
  const marked = bars.map((bar) => (isAboveBand(bar) ? '^' : ' ')).join('')
  return [
    blocks,
    ...(marked.trim() === '' ? [] : [marked.trimEnd()]),
    `each block is an hour, the first from ${sayTime(startMs)};`,
    `the last is the window of ${sayPlural(Math.round(windowHours * 60), 'minute')}`,
    ...legend(bars)
  ].join('\n')
}

function legend(bars: readonly BandBar[]): string[] {
  const window = bars.at(-1)
  const above = bars.filter(isAboveBand).length
  return [
    above === 0
      ? 'no block lies above its expected range'
      : `^ above the expected range: ${sayCount(above)} of ${sayPlural(bars.length, 'block')}`,
    ...(window === undefined
      ? []
      : [`window: ${sayPlural(window.count, 'event')}, ${sayRange(window)} expected`])
  ]
}

/** `5 to 21`. */
export function sayRange({ low, high }: Pick<ExpectedHour, 'low' | 'high'>): string {
  return `${sayCount(Math.round(low))} to ${sayCount(Math.round(high))}`
}
