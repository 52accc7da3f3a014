import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../src/flow/issue/known.js'
import { evidenceSection } from '../../src/report/evidence-summary.js'
import {
  attribution,
  deploy,
  evidence,
  expectedHours,
  rising,
  spikeTest
} from '../flow/ticket/evidence-case.js'
import { trend } from '../flow/ticket/ticket-case.js'

const hours = known(trend([10, 2, 30, 12, 60, 14]))

function chartIn(sections: readonly string[]): readonly string[] {
  return sections.find((section) => section.startsWith('```mermaid'))?.split('\n') ?? []
}

describe('the evidence in the job summary', () => {
  it('says what the ticket says, with links', () => {
    const text = evidenceSection(evidence(), hours).join('\n\n')
    expect(text).toContain('### Evidence')
    expect(text).toContain('- **Impact**: **medium**: 0.4 % of the requests.')
    expect(text).toContain(
      '- **Deploy**: [1&#8203;.8.0](<https://github.test/deploys/1>) \\(commit 3f2c1a0d9e\\) of checkout, production at 2026'
    )
    expect(text).toContain(
      '<code>src/cart.ts</code>; last changed by [3f2c1a0d9e](<https://github.test/commit/3f2c1a0>) of jane: “Round'
    )
    expect(text).not.toContain('Unconfirmed')
    expect(evidenceSection(evidence({ action: 'unconfirmed' }), hours)[1]).toContain('**Unconfirmed**')
  })

  it('draws counts as bars between two lines', () => {
    expect(chartIn(evidenceSection(evidence({ band: expectedHours(5) }), hours))).toEqual([
      '```mermaid',
      'xychart-beta',
      '  title "Events per hour and expected range: 74 in the window, 5 to 21 expected"',
      '  x-axis "hours before the window of 60 minutes" ["-4", "-3", "-2", "-1", "window"]',
      '  y-axis "events" 0 --> 74',
      '  bar [10, 2, 30, 12, 74]',
      '  line [21, 21, 21, 21, 21]',
      '  line [5, 5, 5, 5, 5]',
      '```'
    ])
  })

  it('writes only numbers that Mermaid reads', () => {
    const band = [
      { expected: 1, low: Number.NaN, high: Infinity },
      { expected: 1, low: -2, high: 10.26 }
    ]
    const chart = chartIn(evidenceSection(evidence({ band }), known(trend([1e30, 4, 1]))))
    expect(chart.slice(4, 8)).toEqual([
      '  y-axis "events" 0 --> 1000000000000000',
      '  bar [1000000000000000, 74]',
      '  line [1000000000000000, 10.3]',
      '  line [0, 0]'
    ])
  })

  it('draws nothing where counts or expectations are not known', () => {
    expect(chartIn(evidenceSection(evidence({ band: [] }), hours))).toEqual([])
    expect(chartIn(evidenceSection(evidence(), unknown('not asked')))).toEqual([])
    expect(evidenceSection(evidence({ spike: unknown('too new'), band: [] }), hours).join()).toContain(
      'unknown: too new.'
    )
  })

  it('shows text from outside, and does nothing of what it says', () => {
    const hostile = 'x"]; end\n- | a | <img src=x> [l](javascript:1) @org/team ``` **b** #12'
    const text = evidenceSection(
      evidence({
        why: hostile,
        impact: { band: 'high', why: hostile },
        thirdParty: { host: hostile, failure: hostile },
        surroundings: {
          kind: 'upstream',
          upstream: hostile,
          rising: [rising(hostile, { url: hostile })],
          why: hostile
        },
        attribution: attribution({
          deploys: [deploy({ version: hostile, service: hostile, url: 'javascript:alert(1)' })],
          reasons: [hostile],
          advice: hostile
        }),
        spike: known(spikeTest())
      }),
      hours
    ).join('\n\n')
    expect(text).not.toContain('<img')
    expect(text).not.toContain('](javascript')
    expect(text).not.toContain('@org')
    expect(text).not.toContain('**b**')
    expect(text).not.toContain(' #12')
    expect(text.match(/^```/gm)).toHaveLength(2)
  })
})
