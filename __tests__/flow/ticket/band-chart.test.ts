import { describe, expect, it } from '@jest/globals'
import { drawBand, isAboveBand, MAX_BAND_BARS, renderBandChart } from '../../../src/flow/ticket/band-chart.js'
import { MAX_TREND_BARS } from '../../../src/flow/ticket/trend-chart.js'
import { expectedHours, spikeTest } from './evidence-case.js'
import { NOW, trend } from './ticket-case.js'

const HOUR_MS = 3_600_000
/** The last whole hour and the running one at the end: the window. */
const counts = [10, 2, 30, 12, 60, 14]

function linesOf(question: Parameters<typeof renderBandChart>[0]): readonly string[] {
  return renderBandChart(question)?.split('\n') ?? []
}

describe('the chart with the expected range', () => {
  it('marks the hours above it, each under its block, and none below it', () => {
    const test = spikeTest({ count: 74, hours: 1 })
    expect(linesOf({ trend: trend(counts), test, band: expectedHours(5) })).toEqual([
      '▂▂▄▃█',
      '  ^ ^',
      'each block is an hour, the first from 2026-03-02 06:30 UTC;',
      'the last is the window of 60 minutes',
      '^ above the expected range: 2 of 5 blocks',
      'window: 74 events, 5 to 21 expected'
    ])
  })

  it('says that nothing lies above it instead of an empty line', () => {
    const lines = linesOf({
      trend: trend([10, 2, 12, 0]),
      test: spikeTest({ count: 12 }),
      band: expectedHours(3)
    })
    expect(lines[1]).toMatch(/^each block/)
    expect(lines).toContain('no block lies above its expected range')
  })

  it('puts the window in the place of the last whole hour and the running one', () => {
    const question = { trend: trend(counts), band: expectedHours(9) }
    const chart = drawBand({ ...question, test: spikeTest({ count: 74, hours: 1.5 }) })
    expect(chart?.bars.map(({ count }) => count)).toEqual([10, 2, 30, 12, 74])
    expect(chart?.startMs).toBe(NOW - 6 * HOUR_MS)
    expect(linesOf({ ...question, test: spikeTest({ hours: 1.5 }) })).toContain(
      'the last is the window of 90 minutes'
    )
    // The running hour may have just begun.
    expect(drawBand({ ...question, test: spikeTest({ hours: 1 }) })?.bars).toHaveLength(5)
  })

  it('shows the last hours, as many as are both counted and expected', () => {
    const question = { trend: trend(counts), test: spikeTest() }
    const few = drawBand({ ...question, band: expectedHours(3) })
    expect(few?.bars.map(({ count }) => count)).toEqual([30, 12, 74])
    expect(few?.startMs).toBe(NOW - 4 * HOUR_MS)
    expect(drawBand({ ...question, band: expectedHours(1) })?.bars.map(({ count }) => count)).toEqual([74])
  })

  it('fits into one line of a ticket, at the limit and past it', () => {
    const month = trend(Array.from({ length: 672 }, (_, hour) => hour % 24))
    for (const hours of [MAX_BAND_BARS, MAX_BAND_BARS + 1, 672]) {
      const lines = linesOf({ trend: month, test: spikeTest({ count: 123_456 }), band: expectedHours(hours) })
      expect(lines[0]).toHaveLength(MAX_BAND_BARS)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(MAX_TREND_BARS)
    }
  })

  it('does not exist where nothing is expected', () => {
    expect(renderBandChart({ trend: trend(counts), test: spikeTest(), band: [] })).toBeUndefined()
  })

  it.each([
    [21, false],
    [22, true],
    [4, false]
  ])('takes the upper end of the range for a part of it: %d', (count, isAbove) => {
    expect(isAboveBand({ count, high: 21 })).toBe(isAbove)
  })
})
