import { type History, WEEK_HOURS } from './history.js'

/**
 * Variance of the logarithm of one week's level over another's before any event is seen: changes by a factor
 * of 1.6 are common.
 */
const LOG_LEVEL_VARIANCE = 0.25
/** A total of 0 has no logarithm. */
const HALF_AN_EVENT = 0.5
/** Share of the growth between the last two weeks that is believed to go on: trends break. */
const GOES_ON = 0.7

/**
 * Level of an hour, given its index in the history, over that of the middle of the latest week; index −1 is
 * the window.
 */
export type LevelOf = (hour: number) => number

/**
 * How the level went over the weeks. The log ratio of each week's total to the latest one's, over the hours
 * of the week that both have, is shrunken by v/(v + se²), se² = roughness (1/then + 1/now); a line joins the
 * middles of the weeks, damped after the last. A week of which nothing is known is taken to be like the one
 * after it.
 */
export function weeklyLevel(history: History, kept: Uint8Array, roughness: number): LevelOf {
  const weeks = Math.ceil(history.counts.length / WEEK_HOURS)
  const logs = [0]
  for (let week = 1; week < weeks; week += 1) {
    logs.push(logRatio(history, kept, { week, roughness }) ?? logs[week - 1] ?? 0)
  }
  return (hour) => {
    const place = (hour + 0.5) / WEEK_HOURS - 0.5
    if (place < 0) return Math.exp(GOES_ON * place * (logs[1] ?? 0))
    const week = Math.floor(place)
    const log = logs[week] ?? 0
    return Math.exp(log + (place - week) * ((logs[week + 1] ?? log) - log))
  }
}

interface Compared {
  /** Weeks before the latest. */
  readonly week: number
  readonly roughness: number
}

/** `undefined` where the two weeks have no hour in common. */
function logRatio(history: History, kept: Uint8Array, { week, roughness }: Compared): number | undefined {
  const { counts, exposure } = history
  const now = { count: HALF_AN_EVENT, exposure: 0 }
  const then = { count: HALF_AN_EVENT, exposure: 0 }
  for (let hour = 0; hour < WEEK_HOURS; hour += 1) {
    const before = hour + week * WEEK_HOURS
    if (kept[hour] !== 1 || kept[before] !== 1) continue
    now.count += counts[hour] ?? 0
    now.exposure += exposure[hour] ?? 0
    then.count += counts[before] ?? 0
    then.exposure += exposure[before] ?? 0
  }
  if (now.exposure === 0 || then.exposure === 0) return undefined
  const log = Math.log(then.count / then.exposure) - Math.log(now.count / now.exposure)
  const error = roughness * (1 / then.count + 1 / now.count)
  return (log * LOG_LEVEL_VARIANCE) / (LOG_LEVEL_VARIANCE + error)
}
