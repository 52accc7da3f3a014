import { describe, expect, it } from '@jest/globals'
import {
  gamma,
  logNormal,
  logUniform,
  negativeBinomial,
  normal,
  poisson
} from '../../../bench/gate/samplers.js'
import { seeded, type Random } from '../../../bench/sameness/corpus/random.js'

/** Mean and variance of many draws. */
function moments(draw: (random: Random) => number): { readonly mean: number; readonly variance: number } {
  const random = seeded('many draws')
  const values = Array.from({ length: 20_000 }, () => draw(random))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

const cases: readonly (readonly [string, (random: Random) => number, number, number])[] = [
  ['normal', normal, 0, 1],
  ['log-normal', (random) => logNormal(random, 0.3), 1, Math.exp(0.09) - 1],
  ['gamma of a small shape', (random) => gamma(random, 0.3), 0.3, 0.3],
  ['gamma of a large shape', (random) => gamma(random, 7), 7, 7],
  ['Poisson of a small mean', (random) => poisson(random, 0.4), 0.4, 0.4],
  ['Poisson where the method changes', (random) => poisson(random, 10), 10, 10],
  ['Poisson of a large mean', (random) => poisson(random, 400), 400, 400],
  ['negative binomial', (random) => negativeBinomial(random, 6, 5), 6, 30],
  ['negative binomial without overdispersion', (random) => negativeBinomial(random, 6, 1), 6, 6]
]

describe('samplers', () => {
  it.each(cases)('%s has the mean and the variance that it should have', (_, draw, mean, variance) => {
    const seen = moments(draw)
    expect(Math.abs(seen.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / 20_000))
    expect(seen.variance / variance).toBeGreaterThan(0.9)
    expect(seen.variance / variance).toBeLessThan(1.1)
  })

  it('gives whole counts, and none of a mean of 0', () => {
    const random = seeded('whole')
    expect(Array.from({ length: 50 }, () => poisson(random, 30)).every(Number.isInteger)).toBe(true)
    expect(negativeBinomial(random, 0, 3)).toBe(0)
    expect(poisson(random, 0)).toBe(0)
  })

  it('draws one to ten as often as ten to a hundred', () => {
    const random = seeded('sizes')
    const sizes = Array.from({ length: 4_000 }, () => logUniform(random, [1, 100]))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100)
    expect(sizes.filter((size) => size < 10).length / 4_000).toBeCloseTo(0.5, 1)
  })
})
