import { describe, expect, it } from '@jest/globals'
import { renderScoreTable } from '../../src/report/score-table.js'
import { score } from '../flow/ticket/ticket-case.js'

describe('the score table of the log', () => {
  it('has one aligned line per signal and the total below', () => {
    expect(renderScoreTable(score).split('\n')).toEqual([
      'Signal                               Points  Evidence',
      '-'.repeat(112),
      'State is FOR REVIEW                 +3 of 3  the state is OPEN (FOR REVIEW)',
      'Production service                  +3 of 3  checkout-api in production',
      'High Impact monitor fired            0 of 3  monitor 9 is not a High Impact monitor',
      'Affected users above the threshold   ? of 2  unknown: backend issues have no users',
      'Error rate rising                    0 of 2  12 events where 11.0 were to be expected',
      'First seen recently                 +1 of 1  first seen 6.0 hours ago',
      '-'.repeat(112),
      'Total                                7 of 5  7 points (ticket at 5, auto-fix at 8); 2 points could not be judged'
    ])
  })

  it('keeps evidence from outside on its line, without control characters', () => {
    const evidence = `a\n::error::b\u001b[31m${'x'.repeat(500)}`
    const signals = score.signals.map((signal) => ({ ...signal, evidence }))
    const lines = renderScoreTable({ ...score, signals }).split('\n')
    expect(lines).toHaveLength(10)
    for (const line of lines) {
      expect(line.length).toBeLessThan(250)
      expect(line).not.toContain('\u001b')
    }
  })
})
