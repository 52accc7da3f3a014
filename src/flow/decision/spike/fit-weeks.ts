import { cleanIncidents } from './clean-incidents.js'
import { dispersionOf, type Dispersion } from './dispersion.js'
import { type History, WEEK_HOURS } from './history.js'
import { levelNow } from './level-now.js'
import { cellOf, fillCells, usualRate, type Cells } from './look-alike-days.js'
import type { Prediction, Predictions, Series } from './series.js'
import { weeklyLevel } from './weekly-level.js'

/** Below four days of known hours the day is hardly known: less is guarded, and more allowed for. */
const YOUNG_HOURS = 96
/** Hours before the window without a say in the level, while the history is young and after. */
const YOUNG_GUARD = 3
const GUARD = 6
/**
 * Relative variance of any rate from one hour to the next, 5 % of it as a standard deviation; and what is
 * added to it while young.
 */
const RATE_VARIANCE = 0.0025
const YOUNG_VARIANCE = 0.03
/** While young, the rate is known so many times worse than its events say. */
const YOUNG_ERROR = 1.5

/**
 * Events are not spread evenly over an hour: something that runs at its half past has had all of them or
 * none. Share of that variance, part (1 − part) times the square of the hour's count, that is allowed for in
 * the running hour. All of it would blind windows of any other issue.
 */
const CLUMPED = 0.1

/** A day or more of history, fitted. */
export interface WeeksFit {
  readonly history: History
  readonly series: Series
  /** Hours left out as past incidents. */
  readonly cleanedHours: number
  /** Of each hour, newest first, from the other hours alone. */
  readonly past: Predictions
  readonly dispersion: Dispersion
  readonly cells: Cells
  /** Level of the window by the weeks and by the last days. */
  readonly level: { readonly factor: number; readonly variance: number }
  /** Mean of (y − mu)²/mu over the hours that take part: how badly the fit fits. */
  readonly misfit: number
}

/** Past incidents out, the level of each week, look-alike days, dispersion, level now. */
export function fitWeeks(history: History): WeeksFit {
  const { counts } = history
  const { kept, dropped, roughness } = cleanIncidents(history)
  const levelOf = weeklyLevel(history, kept, roughness)
  const exposures = history.exposure.map((exposure, hour) => exposure * levelOf(hour))
  const series = { counts, exposures, kept }
  const cells = fillCells(series, roughness)
  const events = new Float64Array(counts.length)
  const means = exposures.map((exposure, hour) => {
    const own = kept[hour] === 1 ? { count: counts[hour] ?? 0, exposure } : undefined
    const usual = usualRate(cells, cellOf(hour), own)
    events[hour] = usual.events
    return usual.rate * exposure
  })
  const dispersion = dispersionOf(series, means)
  const variances = means.map((mean, hour) => {
    const phi = dispersion(mean)
    return phi * mean + mean * mean * (RATE_VARIANCE + phi / (events[hour] ?? 1))
  })
  const now = levelNow(series, means, dispersion, isYoung(history) ? YOUNG_GUARD : GUARD)
  return {
    history,
    series,
    cleanedHours: dropped,
    past: { means, variances },
    dispersion,
    cells,
    level: { factor: levelOf(-1) * now.factor, variance: now.variance },
    misfit: misfitOf(series, means)
  }
}

export interface WindowPrediction extends Prediction {
  readonly dispersion: number
  readonly days: number
}

/**
 * Of the window: mean = rate × level × requests, variance = mean + (phi − 1) mean max(1, hours) + mean² (rate
 * + level + phi/events), in which the three relative variances are of the rate itself, of the level now and
 * of the rate's estimate. A scheduled job may run at the first minute of the running hour: where that hour is
 * sharp, it counts whole.
 */
export function predictWindow(fit: WeeksFit, hours: number): WindowPrediction {
  const first = usualRate(fit.cells, 0)
  let rate = Math.min(1, hours) * first.rate
  let clumped = 0
  for (let later = 1; later < hours; later += 1) {
    const usual = usualRate(fit.cells, (WEEK_HOURS - later) % WEEK_HOURS)
    const part = usual.sharp ? 1 : Math.min(1, hours - later)
    rate += part * usual.rate
    clumped += CLUMPED * part * (1 - part) * usual.rate * usual.rate
  }
  const factor = fit.level.factor * fit.history.windowExposure
  const mean = rate * factor
  const phi = fit.dispersion(mean / Math.max(1, hours))
  const young = isYoung(fit.history)
  const relative =
    RATE_VARIANCE +
    fit.level.variance +
    ((young ? YOUNG_ERROR : 1) * phi) / first.events +
    (young ? YOUNG_VARIANCE : 0)
  const variance =
    mean + (phi - 1) * mean * Math.max(1, hours) + mean * mean * relative + clumped * factor * factor
  return { mean, variance, dispersion: phi, days: first.days }
}

function isYoung(history: History): boolean {
  return history.hours < YOUNG_HOURS
}

function misfitOf({ counts, kept }: Series, means: Float64Array): number {
  let [sum, hours] = [0, 0]
  for (const [hour, mean] of means.entries()) {
    if (kept[hour] !== 1) continue
    sum += ((counts[hour] ?? 0) - mean) ** 2 / mean
    hours += 1
  }
  return sum / Math.max(1, hours)
}
