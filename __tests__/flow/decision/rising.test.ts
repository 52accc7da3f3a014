import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { binomialUpperTail, testRising, type Rise } from '../../../src/flow/decision/rising.js'
import type { Trend } from '../../../src/flow/issue/issue.js'
import { known, unknown, type Known } from '../../../src/flow/issue/known.js'
import { DAY, HOUR, NOW, trendOf } from './examples.js'

const policy = { recentHours: 6, alpha: 0.01, minimumEvents: 10 }
const OLD = NOW - 90 * DAY

/** 42 hours with the first count each, then the recent hours. */
function risen(baseline: number, recent: readonly number[]): Known<Trend> {
  return known(trendOf([...new Array<number>(48 - recent.length).fill(baseline), ...recent]))
}

function riseOf(trend: Known<Trend>, firstSeen = OLD, change: Partial<typeof policy> = {}): Rise {
  const result = testRising(trend, firstSeen, { ...policy, ...change })
  if (!result.known) throw new Error(result.reason)
  return result.value
}

/** Sums every term of the binomial with Pascal's triangle: nothing in common with the code under test. */
function bruteForce(k: number, n: number, share: number): number {
  let row = [1]
  for (let trial = 0; trial < n; trial += 1) {
    row = [0, ...row].map((below, i) => below * share + (row[i] ?? 0) * (1 - share))
  }
  return row.slice(Math.max(0, k)).reduce((total, each) => total + each, 0)
}

describe('the upper tail of the binomial', () => {
  // Summed in exact rational arithmetic, then rounded to a double.
  it.each([
    [8, 10, 0.5, 0.0546875],
    [1, 10, 0.1, 0.6513215599],
    [10, 10, 0.125, 9.313225746154785e-10],
    [13, 20, 0.3, 0.0012788796042202202],
    [6, 20, 0.3, 0.5836291705525186],
    [45, 60, 0.5, 6.725704046424766e-5],
    [20, 50, 0.125, 9.306794335644897e-7],
    [29, 30, 0.5, 2.8870999813079834e-8],
    [31, 31, 0.125, 1.0097419586828951e-28],
    [60, 400, 0.125, 0.07803415308490717],
    [120, 1000, 0.125, 0.6974865087482204],
    [200, 1000, 0.125, 1.478384358636139e-11],
    [1200, 10_000, 0.125, 0.9372553807074465],
    [1400, 10_000, 0.125, 4.279115401399883e-6]
  ])('P(X >= %p) of %p at %p is %p', (k, n, share, expected) => {
    const p = binomialUpperTail(k, n, share)
    expect(Math.abs(p / expected - 1)).toBeLessThan(1e-9)
  })

  it('is 1 from nothing, and 0 past the end', () => {
    expect(binomialUpperTail(0, 0, 0.125)).toBe(1)
    expect(binomialUpperTail(0, 10, 0.125)).toBe(1)
    expect(binomialUpperTail(11, 10, 0.125)).toBe(0)
  })

  it('agrees with summing every term, for every small case', () => {
    for (const share of [0.01, 0.125, 0.5, 0.9]) {
      for (let n = 1; n <= 45; n += 4) {
        for (let k = 0; k <= n; k += 1) {
          expect(Math.abs(binomialUpperTail(k, n, share) - bruteForce(k, n, share))).toBeLessThan(1e-10)
        }
      }
    }
  })

  it('never leaves [0, 1], and falls as the count rises', () => {
    const size = fc.integer({ min: 1, max: 200_000 })
    fc.assert(
      fc.property(
        size,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, at, share) => {
          const k = Math.floor(at * n)
          const p = binomialUpperTail(k, n, share)
          const next = binomialUpperTail(k + 1, n, share)
          expect(p).toBeGreaterThanOrEqual(0)
          expect(p).toBeLessThanOrEqual(1)
          expect(next).toBeLessThanOrEqual(p + 1e-9)
        }
      ),
      { numRuns: 300 }
    )
  })
})

describe('a rate that rises', () => {
  // 42 hours with 1 event each, then 6 hours; p in exact rational arithmetic.
  it.each<[number, number, boolean]>([
    [12, 0.03231219532692301, false],
    [13, 0.016295634097471163, false],
    [15, 0.0035901888914156095, true]
  ])('%p events where 6 were to be expected: p is %p, rising is %p', (count, p, rising) => {
    const rise = riseOf(risen(1, [0, 0, 0, 0, 0, count]))
    expect(rise).toMatchObject({ rising, recentCount: count, expected: 6, recentHours: 6, baselineHours: 42 })
    expect(rise.p).toBeCloseTo(p, 12)
  })

  it('needs the minimum of events, however unlikely they are', () => {
    expect(riseOf(risen(0, [0, 0, 0, 0, 0, 9])).rising).toBe(false)
    expect(riseOf(risen(0, [0, 0, 0, 0, 0, 10])).rising).toBe(true)
    expect(riseOf(risen(0, [0, 0, 0, 0, 0, 9]), OLD, { minimumEvents: 9 }).rising).toBe(true)
  })

  it('counts as rising up to and including alpha', () => {
    const trend = risen(1, [15, 0, 0, 0, 0, 0])
    const { p } = riseOf(trend)
    expect(riseOf(trend, OLD, { alpha: p }).rising).toBe(true)
    expect(riseOf(trend, OLD, { alpha: p * 0.999 }).rising).toBe(false)
  })

  it('from nothing: the chance is the share of the time, to the power of the count', () => {
    const rise = riseOf(risen(0, [10, 0, 0, 0, 0, 0]))
    expect(rise).toMatchObject({ rising: true, expected: 0 })
    expect(rise.p).toBeCloseTo((6 / 48) ** 10, 20)
  })

  it('no events at all are not a rise', () => {
    expect(riseOf(risen(0, [0]))).toMatchObject({ rising: false, p: 1, recentCount: 0 })
  })

  it('a steady and a falling rate are none, at any size', () => {
    for (const rate of [1, 10, 1000, 100_000]) {
      expect(riseOf(risen(rate, [])).rising).toBe(false)
      expect(riseOf(risen(rate, new Array<number>(6).fill(rate / 2))).rising).toBe(false)
      expect(riseOf(risen(rate, new Array<number>(6).fill(rate * 4))).rising).toBe(true)
    }
  })

  it('more recent events never make it less of a rise', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(500), fc.nat(500), (baseline, some, more) => {
        const less = riseOf(risen(baseline, [0, 0, 0, 0, 0, some]))
        const greater = riseOf(risen(baseline, [0, 0, 0, 0, 0, some + more]))
        expect(greater.p).toBeLessThanOrEqual(less.p + 1e-9)
        expect(Number(greater.rising)).toBeGreaterThanOrEqual(Number(less.rising))
      })
    )
  })
})

describe('the hour that is still running', () => {
  it('counts as the part that has passed', () => {
    const halfPast = NOW + HOUR / 2
    const counts = [...new Array<number>(42).fill(1), 2, 2, 2, 2, 2, 2]
    const rise = riseOf(known(trendOf(counts, halfPast)))
    expect(rise).toMatchObject({ recentHours: 5.5, baselineHours: 42, recentCount: 12, expected: 5.5 })
    // 11 of 95 half hours; in exact rational arithmetic.
    expect(rise.p).toBeCloseTo(0.018909086871479346, 12)
  })

  it.each([1, 15, 20, 30, 45, 59])(
    'a window of minutes is never empty, %p minutes past the hour',
    (minute) => {
      const counts = [...new Array<number>(47).fill(0), 50]
      const rise = riseOf(known(trendOf(counts, NOW + minute * 60_000)), OLD, { recentHours: 1 / 3 })
      expect(rise.recentHours).toBeGreaterThan(0)
      expect(rise).toMatchObject({ rising: true, recentCount: 50 })
    }
  )
})

describe('an issue that is too young to compare', () => {
  it('is unknown, with how many hours there were', () => {
    expect(testRising(risen(1, []), NOW - 11 * HOUR, policy)).toEqual(
      unknown('seen for only 5 hours before the last 6, and 6 are needed to compare')
    )
    expect(testRising(risen(1, []), NOW - 2 * HOUR, policy)).toEqual(
      unknown('seen for only 0 hours before the last 6, and 6 are needed to compare')
    )
  })

  it('is compared from 6 hours on, with the hours since it was first seen alone', () => {
    const rise = riseOf(
      known(trendOf([...new Array<number>(36).fill(5), 2, 2, 2, 2, 2, 2, 9, 9, 9, 9, 9, 9])),
      NOW - 12 * HOUR
    )
    expect(rise).toMatchObject({ baselineHours: 6, expected: 12, recentCount: 54, rising: true })
  })

  it('is unknown when the window holds nothing but recent hours', () => {
    expect(testRising(known(trendOf([1, 2, 3])), OLD, policy).known).toBe(false)
    expect(testRising(known(trendOf([])), OLD, policy).known).toBe(false)
  })

  it('hands on why the trend is not known', () => {
    expect(testRising(unknown('the key may not read spans'), OLD, policy)).toEqual(
      unknown('the key may not read spans')
    )
  })
})
