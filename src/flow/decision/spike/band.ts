import { countExceededWith } from './negative-binomial.js'
import type { Prediction } from './series.js'
import type { ExpectedHour } from './spike-test.js'

/** Chance to be above the band, and to be below it. */
const OUTSIDE = 0.05

/** The same mean with `widened` times the standard deviation. */
export function widen({ mean, variance }: Prediction, widened: number): Prediction {
  return { mean, variance: variance * widened * widened }
}

/** Mean, and the 5 % and 95 % quantiles, of a prediction that is already as wide as it has to be. */
export function bandOf({ mean, variance }: Prediction): ExpectedHour {
  return {
    expected: mean,
    low: countExceededWith(1 - OUTSIDE, mean, variance),
    high: countExceededWith(OUTSIDE, mean, variance)
  }
}
