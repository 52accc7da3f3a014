import { known } from '../../../../src/flow/issue/known.js'
import type { SpikeTest } from '../../../../src/flow/decision/spike/spike-test.js'

/** 74 errors where 11 are usual, by chance never; what depends on the counts follows them. */
export function spikeTestOf(change: Partial<SpikeTest> = {}): SpikeTest {
  const count = change.count ?? 74
  const expected = change.expected ?? 11
  return {
    count,
    hours: 1,
    expected,
    low: 5,
    high: 21,
    excess: count - expected,
    ratio: count / expected,
    p: known(0.000_02),
    reached: { hours: 0, of: 660 },
    days: 18,
    ownAlarmRate: 0.009,
    basis: 'weekly',
    dispersion: 2,
    widened: 1,
    requestsRatio: 1.02,
    cleanedHours: 0,
    missingHours: 0,
    doubts: [],
    ...change
  }
}
