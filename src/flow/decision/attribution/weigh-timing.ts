import { deployStart, type Deploy } from './deploy.js'
import type { OnsetPlace } from './find-onset.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** What a deploy breaks shows itself within this time after it. */
export const LAG_MS = 20 * MINUTE_MS
/** Most of it in the first minutes, the rest evenly: what is cached, retried or seldom asked for. */
const QUICK_SHARE = 0.7
const QUICK_MINUTES = 4
/** Places in which the part of a rolling deploy that broke something may lie. */
const ROLLING_PARTS = 8
/** People deploy because of errors: one rise in three is answered so within half an hour. */
const ANSWERS_PER_MINUTE = 0.01
/** Deploys keep hours: those at the same time of other days, so far around it, tell the rate better than day and night together. */
const SAME_TIME_MS = 90 * MINUTE_MS

/** How well a deploy and the onset go together in time. */
export interface Timing {
  /**
   * How much likelier the two are where they are if the deploy caused the onset than if it came by chance, or as an answer to it:
   * density of the time from deploy to onset, over the rate of such deploys.
   */
  readonly odds: number
  /** Chance that some deploy lands by luck as near the onset as this one: `1 - exp(-rate window)`. */
  readonly luck: number
}

export interface TimingQuestion {
  /** Ends of the onset's interval, and the places within, as `findOnset` gives them. */
  readonly onset: { readonly from: number; readonly to: number; readonly places: readonly OnsetPlace[] }
  /** All deploys of the service that are known, of `days` before `now`. */
  readonly deploys: readonly Deploy[]
  readonly now: number
  readonly days: number
}

/**
 * The window of luck runs from the deploy to the end of the onset's interval, and is at least as long as the interval. A deploy after
 * a place has nothing to do with it.
 */
export function weighTiming(deploy: Deploy, { onset, deploys, now, days }: TimingQuestion): Timing {
  const rate = deployRate(deploys, onset.to, { now, days })
  const window = Math.max(onset.to - onset.from, onset.to - deployStart(deploy)) / MINUTE_MS
  let [density, earlier] = [0, 0]
  for (const { at, weight } of onset.places) {
    density += weight * densityAt(at, deploy)
    if (at < deployStart(deploy)) earlier += weight
  }
  return { odds: density / (rate + ANSWERS_PER_MINUTE * earlier), luck: 1 - Math.exp(-rate * window) }
}

/** Deploys in a minute; at least as if there had been one. */
function deployRate(
  deploys: readonly Deploy[],
  at: number,
  { now, days }: { readonly now: number; readonly days: number }
): number {
  const known = deploys.filter((deploy) => deploy.at > now - days * DAY_MS && deployStart(deploy) <= now)
  const atSameTime = known.filter((deploy) => {
    const apart = Math.abs(deploy.at - at) % DAY_MS
    return Math.min(apart, DAY_MS - apart) <= SAME_TIME_MS
  })
  const overall = Math.max(1, known.length) / ((days * DAY_MS) / MINUTE_MS)
  return Math.max(overall, atSameTime.length / ((days * 2 * SAME_TIME_MS) / MINUTE_MS))
}

/** Density of an onset at that time, if the deploy caused it, in a minute. */
function densityAt(at: number, deploy: Deploy): number {
  const start = deployStart(deploy)
  const length = deploy.at - start
  const parts = length < MINUTE_MS ? 1 : ROLLING_PARTS
  let density = 0
  for (let part = 0; part < parts; part += 1) {
    const lag = at - start - (parts === 1 ? 0 : ((part + 0.5) / parts) * length)
    if (lag < 0 || lag > LAG_MS) continue
    const minutes = lag / MINUTE_MS
    density +=
      (QUICK_SHARE / QUICK_MINUTES) * Math.exp(-minutes / QUICK_MINUTES) +
      (1 - QUICK_SHARE) / (LAG_MS / MINUTE_MS)
  }
  return density / parts
}
