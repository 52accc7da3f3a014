import type { Series } from './series.js'

/**
 * Hours are alike in size where the logarithms of their means differ by this or less, as one standard
 * deviation of their weight.
 */
const ALIKE = 0.4
/** Further away than so many of those an hour says nothing. */
const REACH = 3
/** The prior is worth so many hours of a count that is large enough to tell; and the least that it says. */
const PRIOR_HOURS = 6
const PRIOR_DISPERSION = 2
/** Points of the curve, evenly spaced in log mean. */
const POINTS = 17

/** Variance over mean of a count with this mean. 1, pure chance, and above. */
export type Dispersion = (mean: number) => number

/**
 * Pearson's estimate, the mean of (y − mu)²/mu, made local: over hours with means of a similar size, since
 * busy hours and jobs are rougher than quiet ones. An hour counts 2mu/(2mu + 1), as its square has the
 * variance 2 + 1/mu under Poisson: a hundred empty hours say next to nothing.
 */
export function dispersionOf({ counts, kept }: Series, means: Float64Array): Dispersion {
  const hours = [...kept.keys()].filter((hour) => kept[hour] === 1)
  const logs = Float64Array.from(hours, (hour) => Math.log(means[hour] ?? 1))
  const weights = Float64Array.from(hours, (hour) => 1 / (1 + 0.5 / (means[hour] ?? 1)))
  const squares = Float64Array.from(hours, (hour) => {
    const mean = means[hour] ?? 1
    return ((counts[hour] ?? 0) - mean) ** 2 / mean
  })
  const overall = squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length)
  const prior = Math.max(PRIOR_DISPERSION, overall)
  const lowest = logs.reduce((least, log) => Math.min(least, log), Infinity)
  const highest = logs.reduce((most, log) => Math.max(most, log), -Infinity)
  const step = (highest - lowest) / (POINTS - 1)
  const curve = Array.from({ length: POINTS }, (_, point) => {
    const log = lowest + point * step
    let sum = PRIOR_HOURS * prior
    let weighed = PRIOR_HOURS
    for (let index = 0; index < logs.length; index += 1) {
      const away = ((logs[index] ?? 0) - log) / ALIKE
      if (Math.abs(away) > REACH) continue
      const weight = (weights[index] ?? 0) * Math.exp((-away * away) / 2)
      sum += weight * (squares[index] ?? 0)
      weighed += weight
    }
    return Math.max(1, sum / weighed)
  })
  return (mean) => {
    const place = step > 0 ? (Math.log(mean) - lowest) / step : 0
    const inside = Math.min(POINTS - 1, Math.max(0, place))
    const point = Math.floor(inside)
    const left = curve[point] ?? prior
    return left + (inside - point) * ((curve[point + 1] ?? left) - left)
  }
}
