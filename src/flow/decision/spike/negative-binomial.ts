import betainc from '@stdlib/math-base-special-betainc'
import gammainc from '@stdlib/math-base-special-gammainc'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** Variance over mean that is Poisson to all digits that count. */
const POISSON = 1 + 1e-6

/**
 * Chance of `count` or more from the negative binomial with this mean and variance: I_x(count, r) with size r
 * = mean²/(variance − mean) and x = mean/(r + mean); from Poisson, P(count, mean), where the variance is not
 * above the mean. https://dlmf.nist.gov/8.17 and https://dlmf.nist.gov/8.2
 */
export function chanceOfAtLeast(count: number, mean: number, variance: number): number {
  if (count <= 0) return 1
  if (mean <= 0) return 0
  const whole = Math.ceil(count)
  if (variance <= POISSON * mean) return within01(gammainc(mean, whole))
  const size = (mean * mean) / (variance - mean)
  return within01(betainc(mean / (size + mean), whole, size))
}

/** The smallest count that is exceeded with a chance of at most `chance`. */
export function countExceededWith(chance: number, mean: number, variance: number): number {
  const exceeded = (count: number): boolean => chanceOfAtLeast(count + 1, mean, variance) > chance
  const spread = Math.sqrt(variance)
  const guess = Math.max(0, Math.ceil(mean - normalQuantile(chance, 0, 1) * spread))
  let step = Math.max(1, Math.ceil(spread / 8))
  let low = guess
  while (low >= 0 && !exceeded(low)) {
    low = Math.max(-1, low - step)
    step *= 2
  }
  let high = Math.max(guess, low + 1)
  while (exceeded(high)) {
    low = high
    high += step
    step *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (exceeded(middle)) low = middle
    else high = middle
  }
  return high
}

/** Rounding may leave the unit interval by the last digit. */
function within01(chance: number): number {
  return Math.min(1, Math.max(0, chance))
}
