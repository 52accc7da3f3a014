import { describe, expect, it } from '@jest/globals'
import { renderTrendChart } from '../../../src/flow/ticket/trend-chart.js'
import { decisionFlow, outcomePie, trendChart } from '../../../src/report/summary-charts.js'
import { trend } from '../../flow/ticket/ticket-case.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { readMarkdown } from '../oracles/markdown-reader.js'
import { findForeignLines } from '../oracles/mermaid-oracle.js'
import { recordOf, reportOf } from './full-of.js'

function judge(chart: string): readonly string[] {
  const [fence, ...others] = readMarkdown(chart).fences
  return fence === undefined || others.length > 0 || !fence.closed
    ? ['not one diagram']
    : findForeignLines(fence.text)
}

describe('a diagram', () => {
  it.each([
    [[1e308, 1e308, 1]],
    [[5e-324, 0.1, 2.5]],
    [[Number.POSITIVE_INFINITY, Number.NaN, -1]],
    [[-0, 2 ** 53, 1e21]],
    [[]]
  ])('of any counts has numbers that Mermaid reads: %j', (counts) => {
    expect(judge(trendChart(trend(counts)))).toEqual([])
    expect(renderTrendChart(trend(counts))).not.toMatch(/e[+-]\d|Infinity|NaN/)
  })

  it('of any text has the boxes and the lines that we drew', () => {
    for (const text of [...hostileTexts.map((each) => each.text), everything]) {
      for (const outcome of ['ticketed', 'duplicate', 'failed'] as const) {
        const record = { ...recordOf(text), outcome }
        expect(judge(decisionFlow(reportOf(text), record))).toEqual([])
        expect(judge(outcomePie([record]))).toEqual([])
      }
    }
  })
})
