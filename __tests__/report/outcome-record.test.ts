import { describe, expect, it } from '@jest/globals'
import { summariseOutcomes } from '../../src/report/outcome-record.js'

const none = {
  ticketed: 0,
  duplicate: 0,
  regression: 0,
  'below-threshold': 0,
  disqualified: 0,
  suppressed: 0,
  failed: 0
}

describe('the counts of outcomes', () => {
  it('name every outcome, also those that never happened', () => {
    expect(summariseOutcomes([])).toEqual(none)
  })

  it('count each record once', () => {
    const records = [{ outcome: 'ticketed' }, { outcome: 'failed' }, { outcome: 'ticketed' }] as const
    expect(summariseOutcomes(records)).toEqual({ ...none, ticketed: 2, failed: 1 })
  })
})
