import type { OnsetBins } from './onset-bins.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Half the 95 % quantile of chi-squared with one degree of freedom: what likelihood may lose inside of a 95 % interval. */
export const INTERVAL_LOSS = 1.92
/** Places that lose more do not count. */
const LARGEST_LOSS = 8
/** Gain in log-likelihood, as a multiple of the dispersion, from which a step is believed: it was looked for at every place. */
const LEAST_GAIN = 6
/** A smaller step is not worth a cause. */
const LEAST_STEP = 1.7
/** Fewer events after the step say nothing. */
const LEAST_EVENTS = 3
/** The level after the step is measured over these bins at least. */
const LEAST_BINS_AFTER = 2
/** A rate of zero has no logarithm. */
const SMALLEST_RATE = 1e-9

/** A minute in which it may have begun. */
export interface OnsetPlace {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Between 0 and 1. */
  readonly weight: number
}

export interface Step {
  /** The step lies between these (95 %), milliseconds since the epoch; `bestMs` is the likeliest place. */
  readonly fromMs: number
  readonly toMs: number
  readonly bestMs: number
  /** How likely each place near the best one is; the weights sum up to 1. */
  readonly places: readonly OnsetPlace[]
  /** Rates before and after, as multiples of what was expected. */
  readonly before: number
  readonly after: number
  /** After over before; where nothing was before, half an event is taken to have been. */
  readonly ratio: number
  /** Log-likelihood over that of no step, divided by the dispersion. */
  readonly gain: number
  /** Variance over mean. */
  readonly dispersion: number
}

/** The step lies so far (`share` of a bin) into a bin. */
interface Place {
  readonly bin: number
  readonly share: number
}

interface Fit {
  readonly likelihood: number
  readonly before: number
  readonly after: number
}

/**
 * The one step upwards that explains the counts best, by the profile likelihood of two Poisson rates over every minute; a bin that
 * the step goes through is expected to hold its share of both. Likelihoods are divided by the dispersion (quasi-Poisson), so that
 * rough counts need a larger step and give a wider interval. `undefined`: no step is large and sure enough.
 */
export function scanStep(bins: OnsetBins, priorDispersion: number): Step | undefined {
  const parts = Math.max(1, Math.round(bins.binMs / MINUTE_MS))
  const likelihoods = scanPlaces(bins, parts)
  const best = highest(likelihoods)
  const place = placeOf(best, parts)
  const fit = fitStep(bins, place)
  if (fit === undefined) return undefined
  const dispersion = dispersionBefore(bins, place.bin, fit.before, priorDispersion)
  const gain = (fit.likelihood - flatLikelihood(bins)) / dispersion
  const ratio = fit.after / Math.max(fit.before, 0.5 / (bins.expectedBefore[place.bin] ?? SMALLEST_RATE))
  if (!(gain >= LEAST_GAIN && ratio >= LEAST_STEP)) return undefined
  const lossAt = (index: number): number => (fit.likelihood - (likelihoods[index] ?? -Infinity)) / dispersion
  const isInside = (index: number): boolean => lossAt(index) <= INTERVAL_LOSS
  let first = best
  while (isInside(first - 1)) first -= 1
  let last = best
  while (isInside(last + 1)) last += 1
  const timeOf = (index: number): number => {
    const { bin, share } = placeOf(index, parts)
    return bins.startMs + (bin + share) * bins.binMs
  }
  return {
    fromMs: timeOf(first),
    toMs: timeOf(last),
    bestMs: timeOf(best),
    places: weighPlaces(likelihoods, lossAt, timeOf),
    before: fit.before,
    after: fit.after,
    ratio,
    gain,
    dispersion
  }
}

function weighPlaces(
  { length }: Float64Array,
  lossAt: (index: number) => number,
  timeOf: (index: number) => number
): readonly OnsetPlace[] {
  const places: { at: number; weight: number }[] = []
  for (let index = 0; index < length; index += 1) {
    const loss = lossAt(index)
    if (loss <= LARGEST_LOSS) places.push({ at: timeOf(index), weight: Math.exp(-loss) })
  }
  const total = places.reduce((sum, { weight }) => sum + weight, 0)
  return places.map(({ at, weight }) => ({ at, weight: weight / total }))
}

/** The first bin is all before. */
function placeOf(index: number, parts: number): Place {
  return { bin: 1 + Math.floor(index / parts), share: (index % parts) / parts }
}

function highest(values: Float64Array): number {
  let best = 0
  values.forEach((value, index) => {
    if (value > (values[best] ?? -Infinity)) best = index
  })
  return best
}

/** Log-likelihood of one rate throughout, without the terms that all models share. */
export function flatLikelihood({ countsBefore, expectedBefore }: OnsetBins): number {
  return fitted(countsBefore.at(-1) ?? 0, expectedBefore.at(-1) ?? 0)
}

/** `y log(y / m) - y`: the log-likelihood of a rate that fits `y` events where `m` were expected. */
function fitted(events: number, expected: number): number {
  return events > 0 && expected > 0 ? events * Math.log(events / expected) - events : 0
}

/** Log-likelihood of a step at every place; `-Infinity` where there is none upwards. */
function scanPlaces(bins: OnsetBins, parts: number): Float64Array {
  const places = Math.max(0, bins.counts.length - LEAST_BINS_AFTER) * parts
  return Float64Array.from(
    { length: places },
    (_, index) => fitStep(bins, placeOf(index, parts))?.likelihood ?? -Infinity
  )
}

/** The rates are those of the bins that the step does not go through. */
function fitStep(bins: OnsetBins, { bin, share }: Place): Fit | undefined {
  const { countsBefore, expectedBefore } = bins
  const next = share === 0 ? bin : bin + 1
  const events = countsBefore[bin] ?? 0
  const expected = expectedBefore[bin] ?? 0
  const eventsAfter = (countsBefore.at(-1) ?? 0) - (countsBefore[next] ?? 0)
  const expectedAfter = (expectedBefore.at(-1) ?? 0) - (expectedBefore[next] ?? 0)
  if (!(expected > 0 && expectedAfter > 0)) return undefined
  const before = events / expected
  const after = eventsAfter / expectedAfter
  if (after <= before || eventsAfter < LEAST_EVENTS) return undefined
  const likelihood = fitted(events, expected) + fitted(eventsAfter, expectedAfter)
  if (next === bin) return { likelihood, before, after }
  const within = bins.counts[bin] ?? 0
  const rate = Math.max(SMALLEST_RATE, (1 - share) * after + share * before)
  return {
    likelihood: likelihood + within * Math.log(rate) - rate * (bins.expected[bin] ?? 0),
    before,
    after
  }
}

/** Half hours: shorter stretches hide that counts of one incident come together. */
const BLOCK_MS = 30 * MINUTE_MS
/** Stretches with fewer expected events have no variance to speak of. */
const LEAST_IN_BLOCK = 0.5
/** So many stretches the prior weighs. */
const PRIOR_WEIGHT = 6

/** Variance over mean of the time before the step, where nothing had happened yet, drawn towards the prior. At least 1. */
function dispersionBefore(bins: OnsetBins, end: number, before: number, prior: number): number {
  const size = Math.max(1, Math.round(BLOCK_MS / bins.binMs))
  let total = 0
  let blocks = 0
  for (let from = end - size; from >= 0; from -= size) {
    const mean = before * ((bins.expectedBefore[from + size] ?? 0) - (bins.expectedBefore[from] ?? 0))
    if (mean < LEAST_IN_BLOCK) continue
    const count = (bins.countsBefore[from + size] ?? 0) - (bins.countsBefore[from] ?? 0)
    total += (count - mean) ** 2 / mean
    blocks += 1
  }
  // Counts that come together in an hour do so half as much in half of it.
  const usual = 1 + (prior - 1) * Math.min(1, BLOCK_MS / HOUR_MS)
  // One degree of freedom went into the rate.
  return Math.max(1, (total + PRIOR_WEIGHT * usual) / (Math.max(0, blocks - 1) + PRIOR_WEIGHT))
}
