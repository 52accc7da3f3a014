import { describe, expect, it } from '@jest/globals'
import { drawTrendBars, MAX_TREND_BARS, renderTrendChart } from '../../../src/flow/ticket/trend-chart.js'
import { trend } from './ticket-case.js'

function chartOf(counts: readonly number[]): string {
  return renderTrendChart(trend(counts)).split('\n')[0] ?? ''
}

describe('the trend as text', () => {
  it.each([
    ['each height', [0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    ['no events', [0, 0, 0], '▁▁▁'],
    ['one event beside many', [1, 0, 1_000_000], '▂▁█'],
    ['counts that cannot be', [-5, Number.NaN, 2], '▁▁█']
  ])('draws %s', (_, counts, chart) => {
    expect(chartOf(counts)).toBe(chart)
  })

  it('says that there is nothing to draw', () => {
    expect(renderTrendChart(trend([]))).toBe('no hours in the window')
  })

  it('has a bar per hour up to the limit, and adds hours one past it', () => {
    const hours = (length: number): number[] => Array.from({ length }, () => 1)
    expect(drawTrendBars(trend(hours(MAX_TREND_BARS)))).toMatchObject({ hoursPerBar: 1, max: 1 })
    const longer = drawTrendBars(trend(hours(MAX_TREND_BARS + 1)))
    expect(longer).toMatchObject({ hoursPerBar: 2, max: 2, total: MAX_TREND_BARS + 1 })
    expect(longer.counts).toHaveLength(37)
    expect(longer.counts.at(-1)).toBe(1)
  })

  it('labels bars of several hours', () => {
    const text = renderTrendChart(trend(Array.from({ length: 100 }, () => 3)))
    expect(text).toContain('first 2 hours: from ')
    expect(text).toContain('max 6 per 2 hours, 300 indexed events in all')
  })
})
