import { bandOf, widen } from './band.js'
import { calibrate, type Calibration, uncalibrated } from './calibrate.js'
import { fitWeeks, predictWindow, type WeeksFit, type WindowPrediction } from './fit-weeks.js'
import { DAY_HOURS, type History, readHistory, readHours, WEEK_HOURS, withRequests } from './history.js'
import type { Predictions } from './series.js'
import { predictRecent, predictUnknown, recentRate, YOUNG_DISPERSION } from './short-history.js'
import type { ExpectedHour, SpikeBasis, SpikeFacts } from './spike-test.js'

/**
 * Requests are used where the events fit better with them by this factor on the misfit, and not where they
 * fit worse by that one.
 */
const REQUESTS_FIT = 0.95
const REQUESTS_UNFIT = 1.15

/** `undecided`: the past cannot tell, and the count was rather expected without them. */
export type RequestUse = 'used' | 'unfit' | 'undecided' | 'uncounted'

/** All that the past says. It does not depend on the window's count, but on its length and its requests. */
export interface HistoryFit {
  readonly basis: SpikeBasis
  /** What was fitted; its exposures are requests where those are used. */
  readonly history: History
  readonly requests: RequestUse
  readonly cleanedHours: number
  /** Of the window, widened by its calibration. */
  readonly window: WindowPrediction
  /** What the window is expected to have. */
  readonly band: ExpectedHour
  /**
   * Of each hour before the window, newest first, not yet widened. Empty with less than a day of history: a
   * latest rate says nothing of the hours that it was taken from.
   */
  readonly past: Predictions
  readonly calibration: Calibration
}

/** What the test and the chart rest on, each with a fit of its own. Never throws; every number is finite. */
export function fitHistory(facts: SpikeFacts): HistoryFit {
  const history = readHistory(facts)
  const hours = readHours(facts.hours)
  if (history.hours < DAY_HOURS) return fitHours(history, hours)
  const plain = predict(fitWeeks(history), hours)
  const requested = withRequests(history, facts)
  const traffic = requested && requested.hours >= DAY_HOURS ? predict(fitWeeks(requested), hours) : undefined
  const requests = useOf(plain, traffic)
  const { fit, window } = requests === 'used' && traffic ? traffic : plain
  const calibration = calibrate(fit.series, fit.past)
  const widened = { ...window, ...widen(window, calibration.widened) }
  return {
    basis: fit.history.hours < WEEK_HOURS ? 'daily' : 'weekly',
    history: fit.history,
    requests,
    cleanedHours: fit.cleanedHours,
    window: widened,
    band: bandOf(widened),
    past: fit.past,
    calibration
  }
}

interface Predicted {
  readonly fit: WeeksFit
  readonly window: WindowPrediction
}

function predict(fit: WeeksFit, hours: number): Predicted {
  return { fit, window: predictWindow(fit, hours) }
}

/**
 * Where requests do the same every day the past cannot tell whether the events follow them or the clock, as a
 * job does. Then the explanation that expects more has it: neither a surge of requests nor a lull makes a
 * spike.
 */
function useOf(plain: Predicted, traffic: Predicted | undefined): RequestUse {
  if (traffic === undefined) return 'uncounted'
  const misfit = traffic.fit.misfit / plain.fit.misfit
  if (misfit <= REQUESTS_FIT) return 'used'
  if (misfit > REQUESTS_UNFIT) return 'unfit'
  return traffic.window.mean >= plain.window.mean ? 'used' : 'undecided'
}

function fitHours(history: History, hours: number): HistoryFit {
  const none = history.hours === 0
  const prediction = none ? predictUnknown(hours) : predictRecent(recentRate(history), hours)
  return {
    basis: none ? 'none' : 'recent',
    history,
    requests: 'uncounted',
    cleanedHours: 0,
    window: { ...prediction, dispersion: YOUNG_DISPERSION, days: 0 },
    band: bandOf(prediction),
    past: { means: new Float64Array(0), variances: new Float64Array(0) },
    calibration: uncalibrated
  }
}
