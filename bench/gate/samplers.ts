import gammaln from '@stdlib/math-base-special-gammaln'
import type { Random } from '../sameness/corpus/random.js'

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  // 1 - u is never 0, which has no logarithm.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Mean 1, and `sd` as the standard deviation of its logarithm. */
export function logNormal(random: Random, sd: number): number {
  return Math.exp(sd * normal(random) - (sd * sd) / 2)
}

/** Gamma with scale 1, mean and variance both `shape`: Marsaglia and Tsang, https://doi.org/10.1145/358407.358414 */
export function gamma(random: Random, shape: number): number {
  // Below 1 the method does not hold: one shape higher, and a power of a uniform number takes it back.
  if (shape < 1) return gamma(random, shape + 1) * Math.pow(1 - random(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

export function poisson(random: Random, mean: number): number {
  return mean < 10 ? smallPoisson(random, mean) : largePoisson(random, mean)
}

/** Counts uniform numbers until their product falls below e^-mean. */
function smallPoisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let product = random()
  let count = 0
  while (product > limit) {
    product *= random()
    count += 1
  }
  return count
}

/** Transformed rejection with a squeeze, constants of the paper: Hörmann 1993, https://doi.org/10.1016/0167-6687(93)90997-4 */
function largePoisson(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = random() - 0.5
    const v = 1 - random()
    const edge = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43)
    if (edge >= 0.07 && v <= squeeze) return k
    if (k < 0 || (edge < 0.013 && v > edge)) continue
    const left = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (edge * edge) + b)
    if (left <= k * Math.log(mean) - mean - gammaln(k + 1)) return k
  }
}

/** A Poisson count whose mean is itself drawn, so that the variance is `dispersion` times the mean; 1 is plain Poisson. */
export function negativeBinomial(random: Random, mean: number, dispersion: number): number {
  if (mean <= 0) return 0
  if (dispersion <= 1) return poisson(random, mean)
  return poisson(random, gamma(random, mean / (dispersion - 1)) * (dispersion - 1))
}

/** Every size of a range is as likely: 1 to 10 as often as 10 to 100. */
export function logUniform(random: Random, [least, most]: readonly [number, number]): number {
  return least * Math.pow(most / least, random())
}
