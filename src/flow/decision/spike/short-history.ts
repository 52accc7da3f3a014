import type { History } from './history.js'
import type { Prediction } from './series.js'

/**
 * An hour counts half as much as one four hours later: a young error has no usual rate yet, only a latest
 * one.
 */
const HALF_LIFE_HOURS = 4
/** Events, and the hours in which they were seen, that stand for "an error happens now and then". */
const PRIOR_EVENTS = 0.3
const PRIOR_HOURS = 0.3
/** What is assumed of counts until there are enough to tell. */
export const YOUNG_DISPERSION = 2.5
/** Relative standard deviation of tomorrow's rate, known from a part of today's. */
const RELATIVE_SD = 0.5

/** First hours of errors differ wildly: once an hour on average, negative binomial of size 0.5. */
const FIRST_RATE = 1
const FIRST_SIZE = 0.5

/** Events an hour from less than a day of history, whose hour of the day is not known. */
export function recentRate({ counts, known }: History): number {
  let [events, hours] = [PRIOR_EVENTS, PRIOR_HOURS]
  for (const [hour, count] of counts.entries()) {
    if (known[hour] !== 1) continue
    const weight = Math.pow(2, -hour / HALF_LIFE_HOURS)
    events += weight * count
    hours += weight
  }
  return events / hours
}

/** Of a window this long at this rate. */
export function predictRecent(rate: number, hours: number): Prediction {
  const mean = rate * hours
  const spread = (YOUNG_DISPERSION - 1) * Math.max(1, hours)
  return { mean, variance: mean + spread * mean + (RELATIVE_SD * mean) ** 2 }
}

/** Of a window this long of an error nothing is known of. */
export function predictUnknown(hours: number): Prediction {
  const mean = FIRST_RATE * hours
  return { mean, variance: mean + (mean * mean) / FIRST_SIZE }
}
