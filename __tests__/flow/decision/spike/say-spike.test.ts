import { describe, expect, it } from '@jest/globals'
import { sayChance, sayDoubts, saySpike } from '../../../../src/flow/decision/spike/say-spike.js'
import type { SpikeTest } from '../../../../src/flow/decision/spike/spike-test.js'
import { testSpike } from '../../../../src/flow/decision/spike/test-spike.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'

const spike: SpikeTest = {
  count: 74,
  hours: 1,
  expected: 11.04,
  low: 5,
  high: 21,
  excess: 62.96,
  ratio: 6.7,
  p: known(3e-9),
  reached: { hours: 0, of: 660 },
  days: 18,
  ownAlarmRate: 0.009,
  basis: 'weekly',
  dispersion: 1.4,
  widened: 1,
  requestsRatio: undefined,
  cleanedHours: 0,
  missingHours: 0,
  doubts: ['no-requests']
}

describe('the sentence', () => {
  it('says first what is usual, and last how likely it is', () => {
    expect(saySpike(spike)).toBe(
      '74 events in 60 minutes, usually 11 (5 to 21) at this time: 6.7 times as many, 63 more; ' +
        'this level was reached in 0 of the last 660 hours; by chance alone less than 1 in 10,000'
    )
  })

  it.each<[Partial<SpikeTest>, string]>([
    [
      { count: 1, hours: 1.35 },
      '1 event in 81 minutes, usually 11 (5 to 21) at this time: fewer than usual; '
    ],
    [{ count: 21 }, '21 events in 60 minutes, usually 11 (5 to 21) at this time: nothing unusual; '],
    [{ count: 5 }, '5 events in 60 minutes, usually 11 (5 to 21) at this time: nothing unusual; '],
    [{ basis: 'daily' }, 'usually 11 (5 to 21) at this time of day: '],
    [{ basis: 'recent' }, 'usually 11 (5 to 21) in the hours before: '],
    [
      { count: 12_345, expected: 0.042, low: 0, high: 0, ratio: 293_929, excess: 12_344.96 },
      '12,345 events in 60 minutes, usually 0.04 (0 to 0) at this time: more than 100 times as many, 12,345 more; '
    ]
  ])('%j', (change, words) => {
    expect(saySpike({ ...spike, ...change })).toContain(words)
  })

  it('claims nothing of an error without history', () => {
    expect(saySpike(testSpike({ count: 40, hours: 1.5, past: [] }))).toBe(
      '40 events in 90 minutes; the error is too new to have a usual rate'
    )
  })
})

it.each([
  [0, 'less than 1 in 10,000'],
  [0.00009, 'less than 1 in 10,000'],
  [0.0001, '1 in 10,000'],
  [0.00123, '1 in 810'],
  [0.1, '1 in 10'],
  [0.2, 'more than 1 in 10'],
  [1, 'more than 1 in 10']
])('a chance of %p is %p', (p, words) => {
  expect(sayChance(known(p))).toBe(words)
})

it('an unknown chance has its reason', () => {
  expect(sayChance(unknown('the error is too new'))).toBe('unknown: the error is too new')
})

it('says each doubt', () => {
  expect(sayDoubts(spike)).toEqual([
    'nobody counts the requests of this service, so that more traffic looks like more errors'
  ])
  expect(sayDoubts({ doubts: [] })).toEqual([])
})
