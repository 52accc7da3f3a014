import type { SpikeTest } from '../spike/spike-test.js'
import { deployStart, type Deploy, type OnsetCounts } from './deploy.js'
import { openBins, type OnsetBins } from './onset-bins.js'
import { flatLikelihood, INTERVAL_LOSS, scanStep } from './scan-step.js'

const MINUTE_MS = 60_000

/** A cache that fills or memory that leaks takes so long. */
const DURATIONS_MS = [45, 90, 180].map((minutes) => minutes * MINUTE_MS)
/** As for a step; a ramp is looked for at a few places only. */
const LEAST_GAIN = 6
const LEAST_RISE = 1.7
/** Shorter stretches before or after tell nothing. */
const LEAST_BINS = 6
/** Rates settle within so many rounds. */
const ROUNDS = 30
const DISPERSION = 2
const SMALLEST = 1e-9

/** A rise that begins with a deploy and takes its time. */
export interface SlowRamp {
  readonly deploy: Deploy
  readonly minutes: number
  /** Rate at its end over the rate before. */
  readonly rise: number
}

/**
 * The deploy at which the best ramp begins; `undefined` where none explains the counts. `deploys` are merged, of one service and
 * environment, and none began after an onset that is known: a ramp from there on would fit the top of a rise that had begun before.
 */
export function findSlowRamp(
  counts: OnsetCounts,
  test: SpikeTest | undefined,
  deploys: readonly Deploy[]
): SlowRamp | undefined {
  const bins = openBins(counts, test, counts.startMs)
  if (bins === undefined) return undefined
  const dispersion = Math.min(10, Math.max(DISPERSION, test?.dispersion ?? DISPERSION))
  const flat = flatLikelihood(bins)
  const step = scanStep(bins, dispersion)
  // A step that explains the counts better is one, at whatever time it was.
  const stepGain = step === undefined ? 0 : step.gain * step.dispersion - INTERVAL_LOSS * dispersion
  const least = Math.max(LEAST_GAIN * dispersion, stepGain)
  const room = LEAST_BINS * bins.binMs
  let best: (SlowRamp & { readonly likelihood: number }) | undefined
  for (const deploy of deploys) {
    const start = deployStart(deploy)
    if (start < bins.startMs + room || start > bins.endMs - room) continue
    for (const duration of DURATIONS_MS) {
      const { likelihood, before, after } = fitRamp(bins, start, duration)
      const rise = after / Math.max(before, 0.5 / Math.max(SMALLEST, expectedUntil(bins, start)))
      if (!(likelihood - flat >= least && rise >= LEAST_RISE)) continue
      if (best === undefined || likelihood > best.likelihood) {
        best = { deploy, minutes: duration / MINUTE_MS, rise, likelihood }
      }
    }
  }
  return best
}

function expectedUntil({ expectedBefore, startMs, binMs }: OnsetBins, ms: number): number {
  return expectedBefore[Math.floor((ms - startMs) / binMs)] ?? 0
}

/** Poisson rates before and at the end of a ramp, by the multiplicative updates of expectation maximisation. */
function fitRamp(
  { counts, expected, startMs, binMs }: OnsetBins,
  start: number,
  duration: number
): { readonly likelihood: number; readonly before: number; readonly after: number } {
  const shareOf = (bin: number): number =>
    Math.min(1, Math.max(0, (startMs + (bin + 0.5) * binMs - start) / duration))
  const weights = Float64Array.from(expected, (usual, bin) => shareOf(bin) * usual)
  const rests = Float64Array.from(expected, (usual, bin) => (1 - shareOf(bin)) * usual)
  const weight = Math.max(SMALLEST, sum(weights))
  const rest = Math.max(SMALLEST, sum(rests))
  const flat = Math.max(SMALLEST, sum(counts) / (weight + rest))
  let [before, after]: readonly [number, number] = [flat, flat]
  for (let round = 0; round < ROUNDS; round += 1) {
    let [fromBefore, fromAfter] = [0, 0]
    for (let bin = 0; bin < counts.length; bin += 1) {
      const count = counts[bin] ?? 0
      if (count === 0) continue
      const early = before * (rests[bin] ?? 0)
      const late = after * (weights[bin] ?? 0)
      const mean = Math.max(SMALLEST, early + late)
      fromBefore += (count * early) / mean
      fromAfter += (count * late) / mean
    }
    ;[before, after] = [fromBefore / rest, fromAfter / weight]
  }
  let likelihood = 0
  for (let bin = 0; bin < counts.length; bin += 1) {
    const usual = Math.max(SMALLEST, expected[bin] ?? 0)
    const rate = Math.max(SMALLEST, (before * (rests[bin] ?? 0) + after * (weights[bin] ?? 0)) / usual)
    likelihood += (counts[bin] ?? 0) * Math.log(rate) - rate * usual
  }
  return { likelihood, before, after }
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let index = 0; index < values.length; index += 1) total += values[index] ?? 0
  return total
}
