import type { Dispersion } from './dispersion.js'
import type { Series } from './series.js'

/**
 * Hours after which an hour counts half: by a day and a half, or, where the level has just changed, by a
 * third of a day.
 */
const SLOW_HALF_LIFE = 36
const FAST_HALF_LIFE = 8
/** The level has changed where the two are so many standard errors of the fast one apart. */
const CHANGED = 3
/** Older hours have weights that no longer matter. */
const REACH_HALF_LIVES = 10
/** Variance of the logarithm of the level before any event is seen. */
const LOG_LEVEL_VARIANCE = 0.25
/** A total of 0 has no logarithm. */
const HALF_AN_EVENT = 0.5

export interface LevelNow {
  /** Factor on what the weeks let expect. */
  readonly factor: number
  /** Variance of its logarithm, which is its relative variance. */
  readonly variance: number
}

/**
 * Level of the last days over what the weeks let expect: the log ratio of the exponentially weighted sums of
 * events and means, shrunken by v/(v + se²), se² = Σ w² phi mu / (Σ w mu)². The last `guard` hours have no
 * say: an incident that began in them would hide itself.
 */
export function levelNow(
  series: Series,
  means: Float64Array,
  dispersion: Dispersion,
  guard: number
): LevelNow {
  const weigh = (halfLife: number): LogRatio => logRatio({ series, means, dispersion, guard, halfLife })
  const slow = weigh(SLOW_HALF_LIFE)
  const fast = weigh(FAST_HALF_LIFE)
  const { log, error } = Math.abs(fast.log - slow.log) > CHANGED * Math.sqrt(fast.error) ? fast : slow
  const share = LOG_LEVEL_VARIANCE / (LOG_LEVEL_VARIANCE + error)
  return { factor: Math.exp(log * share), variance: share * error }
}

interface LogRatio {
  readonly log: number
  /** Its squared standard error. */
  readonly error: number
}

interface Weighed {
  readonly series: Series
  readonly means: Float64Array
  readonly dispersion: Dispersion
  readonly guard: number
  readonly halfLife: number
}

function logRatio({ series, means, dispersion, guard, halfLife }: Weighed): LogRatio {
  const { counts, kept } = series
  let [events, expected, squares] = [HALF_AN_EVENT, HALF_AN_EVENT, HALF_AN_EVENT]
  for (let hour = guard; hour < Math.min(counts.length, REACH_HALF_LIVES * halfLife); hour += 1) {
    if (kept[hour] !== 1) continue
    const weight = Math.pow(2, -(hour - guard) / halfLife)
    const mean = means[hour] ?? 0
    events += weight * (counts[hour] ?? 0)
    expected += weight * mean
    squares += weight * weight * mean * dispersion(mean)
  }
  return { log: Math.log(events / expected), error: squares / (expected * expected) }
}
