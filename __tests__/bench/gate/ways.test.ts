import { describe, expect, it } from '@jest/globals'
import type { Play } from '../../../bench/gate/simulate.js'
import { earsC1, earsC2, earsC3 } from '../../../bench/gate/ways/ears.js'
import { movingMedian } from '../../../bench/gate/ways/moving-median.js'
import { normalTail } from '../../../bench/gate/ways/normal-tail.js'
import { plainPoisson } from '../../../bench/gate/ways/plain-poisson.js'
import { truth } from '../../../bench/gate/ways/truth.js'

function window(count: number, past: readonly (number | undefined)[], hours = 1): Play {
  return { facts: { count, hours, past }, mean: 4, variance: 8 }
}

/** Days whose hours are all 9, but for the one before which so many whole days lie to the window. */
function days(values: readonly number[]): readonly number[] {
  return values.flatMap((value) => [value, ...Array.from({ length: 23 }, () => 9)])
}

const week = (value: number): readonly number[] => Array.from({ length: 168 }, () => value)

describe('plain Poisson', () => {
  it('knows the mean of the last seven days, and nothing before', () => {
    const p = plainPoisson.p(window(3, [...week(1000), ...week(1)]))
    expect(p).toBeCloseTo(1 - Math.exp(-1) * (1 + 1 + 1 / 2), 12)
  })

  it('expects twice as many in two hours, leaves out what is not known, and is silent without any hour', () => {
    expect(plainPoisson.p(window(1, [...week(1), undefined], 2))).toBeCloseTo(1 - Math.exp(-2), 12)
    expect(plainPoisson.p(window(100, []))).toBe(1)
    expect(plainPoisson.p(window(0, week(1)))).toBe(1)
  })
})

describe('EARS', () => {
  // Mean 4 and standard deviation 2.16 of the same hour in the seven days before; the two days before the window are not among them in C2.
  const sevenDays = [1, 2, 3, 4, 5, 6, 7]

  it('compares with the same hour of seven days: the last ones in C1, those before the last two in C2', () => {
    const z = (10 - 4) / Math.sqrt(28 / 6)
    expect(earsC1.p(window(10, days(sevenDays)))).toBeCloseTo(normalTail(z), 12)
    expect(earsC2.p(window(10, days([...sevenDays, 80, 80])))).toBeCloseTo(normalTail(z), 12)
    expect(earsC1.p(window(20, days(sevenDays), 2))).toBeCloseTo(normalTail((20 - 8) / Math.sqrt(56 / 6)), 12)
  })

  it('adds the two days before in C3, and is C2 where they were quiet', () => {
    const quiet = [...sevenDays, ...sevenDays, 4, 4]
    expect(earsC3.p(window(10, days(quiet)))).toBeCloseTo(earsC2.p(window(10, days(quiet))), 12)
    const risen = [...sevenDays, ...sevenDays, 4, 40]
    expect(earsC3.p(window(10, days(risen)))).toBeLessThan(earsC2.p(window(10, days(risen))))
  })

  it('takes the last hours where there are no three days, and is silent without any', () => {
    expect(earsC2.p(window(4, [3, 5]))).toBeCloseTo(0.5, 12)
    expect(earsC1.p(window(4, []))).toBe(1)
    expect(earsC3.p(window(4, []))).toBe(1)
  })

  it('does not call one event an alarm where none was before', () => {
    expect(earsC1.p(window(1, days([0, 0, 0, 0, 0, 0, 0])))).toBeCloseTo(normalTail(2), 12)
  })
})

describe('the moving median', () => {
  it('measures in median absolute deviations, which outliers do not move', () => {
    const past = [8, 9, 10, 11, 12, 10, 500]
    expect(movingMedian.p(window(13, past))).toBeCloseTo(normalTail(3 / 1.4826), 12)
  })

  it('counts in events where most hours are alike', () => {
    expect(movingMedian.p(window(3, [0, 0, 0, 0, 7]))).toBeCloseTo(normalTail(3), 12)
    expect(movingMedian.p(window(3, []))).toBe(1)
  })
})

describe('the truth', () => {
  it('is the chance by the mean and the variance of the process', () => {
    // Size 4, half of each: P(0) = 1/16, P(1) = 4/32.
    expect(truth.p(window(2, []))).toBeCloseTo(1 - 1 / 16 - 4 / 32, 12)
  })
})
