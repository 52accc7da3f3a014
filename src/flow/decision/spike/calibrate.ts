import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { widen } from './band.js'
import { total } from './history.js'
import { chanceOfAtLeast } from './negative-binomial.js'
import { type Prediction, predictionAt, type Predictions, type Series } from './series.js'

/** Share of the hours, those furthest above their mean, that are worked out: the quantiles lie among them. */
const WORKED_OUT = 0.03
/** Upper quantiles of the normal distribution at 2 % and at 0.5 %. */
const NORMAL_98 = 2.054
const NORMAL_995 = 2.576
/** Three or four hours make the further quantile: it is believed a little less. */
const TRUST_995 = 0.9
/** What would need more is no band any more. */
const MAX_WIDENING = 2.5
/** A p of at most this is what `ownAlarmRate` counts. */
const ALARM = 0.01

export interface Calibration {
  /** Factor on the standard deviation. 1 and above. */
  readonly widened: number
  /** Share of the hours with a p of .01 or less, after widening. `undefined` without hours. */
  readonly ownAlarmRate: number | undefined
}

/** Nothing to calibrate on. */
export const uncalibrated: Calibration = { widened: 1, ownAlarmRate: undefined }

/**
 * Had the issue's own past set off the alarm too often, the band is widened: from the normal scores z of its
 * hours' mid-p, by max(1, q98/2.054, 0.9 q99.5/2.576). Mid-p, P(> y) + P(= y)/2, because counts are whole.
 */
export function calibrate({ counts, kept }: Series, past: Predictions): Calibration {
  const hours = total(kept)
  if (hours === 0) return uncalibrated
  const highest = furthestAbove(counts, past, kept).map((hour) => ({
    count: counts[hour] ?? 0,
    prediction: predictionAt(past, hour)
  }))
  const scores = highest
    .map(({ count, prediction }) => -normalQuantile(midChance(count, prediction), 0, 1))
    .sort((one, other) => other - one)
  const quantile = (above: number): number => scores[Math.floor(above * hours)] ?? 0
  const needed = Math.max(quantile(0.02) / NORMAL_98, (TRUST_995 * quantile(0.005)) / NORMAL_995)
  const widened = Math.min(MAX_WIDENING, Math.max(1, needed))
  const alarms = highest.filter(({ count, prediction }) => tail(count, widen(prediction, widened)) <= ALARM)
  return { widened, ownAlarmRate: alarms.length / hours }
}

/** Indices of the hours furthest above their mean, in standard deviations. */
function furthestAbove(counts: Float64Array, { means, variances }: Predictions, kept: Uint8Array): number[] {
  const distances = counts.map((count, hour) =>
    kept[hour] === 1 ? (count - (means[hour] ?? 0)) / Math.sqrt(variances[hour] ?? 1) : -Infinity
  )
  const least = distances.slice().sort()[counts.length - Math.ceil(WORKED_OUT * total(kept))] ?? 0
  return [...distances.keys()].filter((hour) => (distances[hour] ?? 0) >= least)
}

function midChance(count: number, prediction: Prediction): number {
  return (tail(count, prediction) + tail(count + 1, prediction)) / 2
}

function tail(count: number, { mean, variance }: Prediction): number {
  return chanceOfAtLeast(count, mean, variance)
}
