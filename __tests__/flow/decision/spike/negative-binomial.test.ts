import { describe, expect, it } from '@jest/globals'
import { chanceOfAtLeast, countExceededWith } from '../../../../src/flow/decision/spike/negative-binomial.js'

describe('the upper tail', () => {
  // Added up with exact fractions: 1 − Σ C(k + r − 1, k) p^r (1 − p)^k, size 1/2 by the central binomial coefficients.
  it.each([
    { count: 1, mean: 1, variance: 2, chance: 0.5 },
    { count: 5, mean: 2, variance: 6, chance: 0.13168724279835392 },
    { count: 10, mean: 4, variance: 12, chance: 0.07514662963527466 },
    { count: 10, mean: 1.5, variance: 6, chance: 0.017806558607844636 },
    { count: 40, mean: 20, variance: 60, chance: 0.015854136131011193 },
    { count: 100, mean: 50, variance: 550, chance: 0.03503517965508198 },
    { count: 300, mean: 100, variance: 2600, chance: 0.002623124997752428 }
  ])('of $count where $mean are usual, with a variance of $variance', ({ count, mean, variance, chance }) => {
    expect(chanceOfAtLeast(count, mean, variance)).toBeCloseTo(chance, 12)
  })

  // Added up with forty decimals: 1 − e^−mean Σ mean^k / k!.
  it.each([
    { count: 3, mean: 0.1, chance: 0.00015465307026467164 },
    { count: 12, mean: 4, chance: 0.000915229147270063 }
  ])('of $count is Poisson where the variance is the mean, $mean', ({ count, mean, chance }) => {
    expect(chanceOfAtLeast(count, mean, mean)).toBeCloseTo(chance, 14)
    expect(chanceOfAtLeast(count, mean, mean * 1.00001)).toBeCloseTo(chance, 6)
  })

  it('is certain for no event, and impossible where none can happen', () => {
    expect(chanceOfAtLeast(0, 3, 5)).toBe(1)
    expect(chanceOfAtLeast(1, 0, 0)).toBe(0)
  })
})

describe('the count that is exceeded with some chance', () => {
  it.each([
    [0.05, 11, 25],
    [0.95, 11, 25],
    [0.5, 0.02, 0.05],
    [0.001, 0.02, 0.05],
    [0.05, 3, 3],
    [0.05, 1e7, 1e12],
    [0.95, 400, 90_000]
  ])('%p, mean %p, variance %p: the smallest one', (chance, mean, variance) => {
    const count = countExceededWith(chance, mean, variance)
    expect(chanceOfAtLeast(count + 1, mean, variance)).toBeLessThanOrEqual(chance)
    expect(count === 0 || chanceOfAtLeast(count, mean, variance) > chance).toBe(true)
  })
})
