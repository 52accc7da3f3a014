import { DAY_HOURS, type History, total, WEEK_HOURS } from './history.js'

/**
 * Of the same hour of all weeks, one hour either side, the lowest two thirds make its usual level: one bad
 * week is left out.
 */
const WEEKLY_SHARE = 2 / 3
/**
 * Of the same hour of all days, the lowest nine tenths: an incident of two days in four weeks is left out.
 */
const DAILY_SHARE = 0.9
/** The median of fewer weeks would be lifted by the hour itself. */
const MEDIAN_WEEKS = 3
/** In standard deviations: what begins an incident, and what next to it belongs to it. */
const INCIDENT = 4
const INCIDENT_EDGE = 2.4
/** What happens more often than that is no incident but the way this issue is. */
const MAX_SHARE = 0.06
const MAX_EPISODES = 6
/** Hours before the window that are taken back where the level has changed. */
const SHIFT_RESTORED = 2 * DAY_HOURS
/** Events an hour: two or three events of an issue that is hardly ever seen are no incident. */
const LEAST_LEVEL = 0.5
/** Four of five normal residuals are smaller than so many standard deviations. */
const FOUR_FIFTHS = 1.2816

export interface Cleaned {
  /** 1 where the hour is known and no part of a past incident. */
  readonly kept: Uint8Array
  /** Hours that were left out. */
  readonly dropped: number
  /** Variance over mean as the middle of the residuals has it, which no incident can lift. 1 and above. */
  readonly roughness: number
}

/**
 * Leaves out the hours of past incidents, which would make the next one look usual. An hour of y events where
 * c are usual has the residual 1.5 (y^(2/3) c^(−1/6) − c^(1/2)) / sqrt(roughness), Anscombe's for counts;
 * Noufaily et al., Stat Med 2013;32:1206, weigh the past by the same one.
 */
export function cleanIncidents(history: History): Cleaned {
  const { known } = history
  const residuals = residualsOf(history)
  const roughness = roughnessOf(residuals.filter((_, hour) => known[hour] === 1))
  const limit = INCIDENT * Math.sqrt(roughness)
  const edge = INCIDENT_EDGE * Math.sqrt(roughness)
  const kept = known.slice()
  let dropped = 0
  let episodes = 0
  for (let hour = 0; hour < residuals.length; hour += 1) {
    if (kept[hour] !== 1 || (residuals[hour] ?? 0) <= limit) continue
    const isPart = (other: number): boolean => kept[other] === 1 && (residuals[other] ?? 0) > edge
    let first = hour
    while (isPart(first - 1)) first -= 1
    let last = hour
    while (isPart(last + 1)) last += 1
    kept.fill(0, first, last + 1)
    dropped += last + 1 - first
    episodes += 1
  }
  if (episodes > MAX_EPISODES || dropped > MAX_SHARE * history.hours) {
    return { kept: known, dropped: 0, roughness }
  }
  if (isShifted(kept, known)) {
    kept.set(known.subarray(0, SHIFT_RESTORED))
    dropped = total(known) - total(kept)
  }
  return { kept, dropped, roughness }
}

/** What lasts until now and took most of the last day is no past incident: the level has changed. */
function isShifted(kept: Uint8Array, known: Uint8Array): boolean {
  return 2 * total(kept.subarray(0, DAY_HOURS)) < total(known.subarray(0, DAY_HOURS))
}

/** Not yet divided by the roughness; 0 where the hour is unknown. */
function residualsOf({ counts, exposure, known }: History): Float64Array {
  const rates = counts.map((count, hour) => (known[hour] === 1 ? count / (exposure[hour] ?? 1) : NaN))
  const weeks = rates.length / WEEK_HOURS
  // Of two weeks the lower half: the other week.
  const share = Math.min(WEEKLY_SHARE, 1 - 1 / Math.max(1, Math.floor(weeks)))
  const daily = Array.from({ length: DAY_HOURS }, (_, hour) =>
    lowMean(everyNth(rates, hour, DAY_HOURS), DAILY_SHARE)
  )
  const usual = Float64Array.from({ length: WEEK_HOURS }, (_, hour) =>
    Math.max(
      daily[hour % DAY_HOURS] ?? 0,
      medianOfWeeks(everyNth(rates, hour, WEEK_HOURS)),
      lowMean(nearInWeeks(rates, hour), share)
    )
  )
  return counts.map((count, hour) => {
    if (known[hour] !== 1) return 0
    const level = Math.max(LEAST_LEVEL, (usual[hour % WEEK_HOURS] ?? 0) * (exposure[hour] ?? 1))
    return 1.5 * (Math.cbrt(count * count) / Math.cbrt(Math.sqrt(level)) - Math.sqrt(level))
  })
}

function everyNth(rates: Float64Array, from: number, step: number): number[] {
  const values: number[] = []
  for (let hour = from; hour < rates.length; hour += step) add(values, rates[hour])
  return values
}

function nearInWeeks(rates: Float64Array, hour: number): number[] {
  const values: number[] = []
  for (let same = hour; same <= rates.length; same += WEEK_HOURS) {
    for (let near = same - 1; near <= same + 1; near += 1) add(values, rates[near])
  }
  return values
}

function add(values: number[], rate: number | undefined): void {
  if (rate !== undefined && !Number.isNaN(rate)) values.push(rate)
}

function lowMean(values: number[], share: number): number {
  const low = values.sort((one, other) => one - other).slice(0, Math.ceil(share * values.length))
  return low.reduce((sum, value) => sum + value, 0) / Math.max(1, low.length)
}

function medianOfWeeks(values: number[]): number {
  if (values.length < MEDIAN_WEEKS) return 0
  const sorted = values.sort((one, other) => one - other)
  const half = sorted.length / 2
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? 0)) / 2
}

function roughnessOf(residuals: Float64Array): number {
  const sizes = residuals.map(Math.abs).sort()
  const spread = (sizes[Math.floor(0.8 * sizes.length)] ?? 0) / FOUR_FIFTHS
  return Math.max(1, spread * spread)
}
