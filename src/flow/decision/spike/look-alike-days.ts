import { DAY_HOURS, WEEK_HOURS } from './history.js'
import type { Series } from './series.js'

const WEEK_DAYS = 7
/** Days are compared over so many hours either side of the hour in question. */
const REACH = 3
/** Weight of the hour before and of the hour after; the hour in question has 1. */
const SIDE_WEIGHT = 0.6
/**
 * A day of the week at a distance of z standard deviations has the weight e^(−z²/3): alike days stay, others
 * fade out.
 */
const FADING = 3
/** An hour so many standard deviations away from its neighbours stands for itself: something scheduled. */
const SHARP = 3.5
/** The mean rate counts for so many events. */
const PRIOR_EVENTS = 0.3
/** A day of the week with this weight is a look-alike in words as well. */
const ALIKE = 0.3

/**
 * Sums over the weeks for each hour of the week. Cell 0 is that of the window's first hour, cell 1 the hour
 * before it.
 */
export interface Cells {
  readonly counts: Float64Array
  readonly exposures: Float64Array
  /** How many hours are in the cell. */
  readonly hours: Float64Array
  /** Sums of the cell and of `REACH` cells either side. */
  readonly nearCounts: Float64Array
  readonly nearExposures: Float64Array
  /** Events per exposure of all hours. */
  readonly base: number
  /** Variance over mean. */
  readonly roughness: number
}

export interface UsualRate {
  /** Events per exposure. */
  readonly rate: number
  /** Events that the rate rests on; its relative variance is the dispersion over them. */
  readonly events: number
  /** Hours that it rests on: the same time on look-alike days. */
  readonly days: number
  /** The hour stands out from its neighbours. */
  readonly sharp: boolean
}

/** One hour's part in its cell. */
interface Own {
  readonly count: number
  readonly exposure: number
}
const none: Own = { count: 0, exposure: 0 }

export function cellOf(hour: number): number {
  return wrap(hour + 1)
}

export function fillCells(series: Series, roughness: number): Cells {
  const counts = new Float64Array(WEEK_HOURS)
  const exposures = new Float64Array(WEEK_HOURS)
  const hours = new Float64Array(WEEK_HOURS)
  const all = { count: 0.5, exposure: 1 }
  for (const hour of series.kept.keys()) {
    if (series.kept[hour] !== 1) continue
    const cell = cellOf(hour)
    const count = series.counts[hour] ?? 0
    const exposure = series.exposures[hour] ?? 0
    counts[cell] = (counts[cell] ?? 0) + count
    exposures[cell] = (exposures[cell] ?? 0) + exposure
    hours[cell] = (hours[cell] ?? 0) + 1
    all.count += count
    all.exposure += exposure
  }
  return {
    counts,
    exposures,
    hours,
    nearCounts: sumNear(counts),
    nearExposures: sumNear(exposures),
    base: all.count / all.exposure,
    roughness
  }
}

/**
 * The usual rate in an hour of the week: events over exposure of that hour and its neighbours, summed over
 * the days of the week, each with its weight. No table of weekends, holidays or time zones: a day counts as
 * far as it was like this one. `own` is an hour of the cell that must not speak for itself.
 */
export function usualRate(cells: Cells, cell: number, own: Own = none): UsualRate {
  const { counts, exposures, hours, base, roughness } = cells
  const prior = PRIOR_EVENTS / base
  let [events, exposed, squares] = [PRIOR_EVENTS, prior, 0]
  let [sameEvents, sameExposed, sameSquares] = [0, 0, 0]
  let days = 0
  for (let day = 0; day < WEEK_DAYS; day += 1) {
    const other = (cell + day * DAY_HOURS) % WEEK_HOURS
    const weight = day === 0 ? 1 : weightOf(cells, { cell, other, own })
    const out = day === 0 ? own : none
    const here = (counts[other] ?? 0) - out.count
    const hereExposed = (exposures[other] ?? 0) - out.exposure
    const before = wrap(other + 1)
    const after = wrap(other - 1)
    const sides = (counts[before] ?? 0) + (counts[after] ?? 0)
    const sidesExposed = (exposures[before] ?? 0) + (exposures[after] ?? 0)
    events += weight * (here + SIDE_WEIGHT * sides)
    exposed += weight * (hereExposed + SIDE_WEIGHT * sidesExposed)
    squares += weight * weight * (here + SIDE_WEIGHT * SIDE_WEIGHT * sides)
    sameEvents += weight * here
    sameExposed += weight * hereExposed
    sameSquares += weight * weight * here
    if (weight >= ALIKE) days += hours[other] ?? 0
  }
  const rate = events / exposed
  const away = Math.abs(sameEvents - rate * sameExposed)
  if (away > SHARP * Math.sqrt(roughness * rate * sameExposed)) {
    const sharpRate = (sameEvents + PRIOR_EVENTS) / (sameExposed + prior)
    return { rate: sharpRate, events: effective(sameEvents, sameSquares), days, sharp: true }
  }
  return { rate, events: effective(events, squares), days, sharp: false }
}

interface Pair {
  readonly cell: number
  readonly other: number
  readonly own: Own
}

/**
 * The larger distance decides: that of the hours around, or that of the hour itself, which a weekly job
 * makes.
 */
function weightOf(cells: Cells, { cell, other, own }: Pair): number {
  const { counts, exposures, nearCounts, nearExposures, roughness } = cells
  const around = squaredDistance(
    (nearCounts[cell] ?? 0) - own.count,
    (nearExposures[cell] ?? 0) - own.exposure,
    nearCounts[other] ?? 0,
    nearExposures[other] ?? 0
  )
  const itself = squaredDistance(
    (counts[cell] ?? 0) - own.count,
    (exposures[cell] ?? 0) - own.exposure,
    counts[other] ?? 0,
    exposures[other] ?? 0
  )
  return Math.exp(-Math.max(around, itself) / roughness / FADING)
}

/** Of two Poisson rates: (a/A − b/B)² / (pooled rate (1/A + 1/B)). 0 where one of them is not known. */
function squaredDistance(count: number, exposure: number, otherCount: number, otherExposure: number): number {
  if (exposure <= 0 || otherExposure <= 0) return 0
  const difference = count / exposure - otherCount / otherExposure
  const pooled = (count + otherCount + PRIOR_EVENTS) / (exposure + otherExposure)
  return (difference * difference) / (pooled * (1 / exposure + 1 / otherExposure))
}

/** Events of which an equally weighted sum would have the same relative variance. */
function effective(events: number, squares: number): number {
  return squares > 0 ? Math.max(PRIOR_EVENTS, (events * events) / squares) : PRIOR_EVENTS
}

function sumNear(values: Float64Array): Float64Array {
  return values.map((_, cell) => {
    let sum = 0
    for (let near = cell - REACH; near <= cell + REACH; near += 1) sum += values[wrap(near)] ?? 0
    return sum
  })
}

function wrap(cell: number): number {
  return (cell + WEEK_HOURS) % WEEK_HOURS
}
