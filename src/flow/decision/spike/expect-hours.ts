import { bandOf, widen } from './band.js'
import { fitHistory } from './fit-history.js'
import { predictionAt } from './series.js'
import type { ExpectedHour, SpikeFacts } from './spike-test.js'

/**
 * What was to be expected in each of the last `last` hours of the past, oldest first, and, as the last
 * element, in the window itself. Shorter where the history is. The window alone with less than a day of
 * history: today's rate is no measure of the hours that it was taken from.
 */
export function expectHours(facts: SpikeFacts, last: number): readonly ExpectedHour[] {
  const { past, band, calibration } = fitHistory(facts)
  const hours = Math.min(past.means.length, Math.max(0, Math.floor(last) || 0))
  const predictions = Array.from({ length: hours }, (_, index) => predictionAt(past, hours - 1 - index))
  return [...predictions.map((prediction) => bandOf(widen(prediction, calibration.widened))), band]
}
