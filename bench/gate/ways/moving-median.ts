import { normalTail } from './normal-tail.js'
import { knownHours, wayBy } from './way.js'

const week = 168
/** Takes a median absolute deviation to a standard deviation where values are normal. */
const toDeviation = 1.4826
/** Where more than half of the hours are alike the deviation is 0: then one event counts as one deviation. */
const leastDeviation = 1

/** Median and median absolute deviation of the last 7 days' hours. */
export const movingMedian = wayBy('moving median', (facts) => {
  const hours = knownHours(facts, week)
  if (hours.length === 0) return 1
  const middle = medianOf(hours)
  const deviation = toDeviation * medianOf(hours.map((count) => Math.abs(count - middle)))
  const spread = Math.max(leastDeviation, deviation) * Math.sqrt(facts.hours)
  return normalTail((facts.count - middle * facts.hours) / spread)
})

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return (lower + upper) / 2
}
