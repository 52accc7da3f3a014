import type { SpikeFacts } from '../../../src/flow/decision/spike/spike-test.js'
import { normalTail } from './normal-tail.js'
import { deviationOf, knownHours, meanOf, wayBy } from './way.js'

/*
 * The Early Aberration Reporting System compares a day with 7 days before it. Here a window is compared with the same hour of 7 days
 * before it, because events have a time of day. https://doi.org/10.1007/PL00022313
 */

const days = 7
/** Days between baseline and window, so that what begins slowly does not raise its own baseline. */
const guard = 2
/** A spread of 0 would call any change an alarm. */
const leastDeviation = 0.5
/** Fewer days than that have no spread worth its name: then the last hours are the baseline. */
const fewest = 3

/** Standard deviations of `count` above the same hour of 7 days; undefined without any hour. */
function deviations(facts: SpikeFacts, { count, hours, ago, skipped }: Compared): number | undefined {
  const sameHour = Array.from(
    { length: days },
    (_, day) => facts.past[facts.past.length - 24 * (ago + skipped + day + 1)]
  ).filter((value) => value !== undefined)
  const baseline = sameHour.length >= fewest ? sameHour : knownHours(facts, days)
  if (baseline.length === 0) return undefined
  const spread = Math.max(leastDeviation, deviationOf(baseline)) * Math.sqrt(hours)
  return (count - meanOf(baseline) * hours) / spread
}

interface Compared {
  readonly count: number
  readonly hours: number
  /** Days that the compared hour lies before the window: 0 is the window. */
  readonly ago: number
  readonly skipped: number
}

function ofWindow(facts: SpikeFacts, skipped: number): number | undefined {
  return deviations(facts, { count: facts.count, hours: facts.hours, ago: 0, skipped })
}

function tail(z: number | undefined): number {
  return z === undefined ? 1 : normalTail(z)
}

/** The 7 days right before. */
export const earsC1 = wayBy('EARS C1', (facts) => tail(ofWindow(facts, 0)))

/** The 7 days before the last two. */
export const earsC2 = wayBy('EARS C2', (facts) => tail(ofWindow(facts, guard)))

/**
 * C2 of the window and of the same hour of the two days before, as far as each is above 1. Its own alarm is a sum above 2; as a chance
 * it is read like C2 with the 1 put back, so that the two agree where the days before were quiet.
 */
export const earsC3 = wayBy('EARS C3', (facts) => {
  const now = ofWindow(facts, guard)
  if (now === undefined) return 1
  const before = [1, 2].map((ago) => {
    const count = facts.past[facts.past.length - 24 * ago]
    return count === undefined ? undefined : deviations(facts, { count, hours: 1, ago, skipped: guard })
  })
  const sum = [now, ...before].reduce<number>((total, z) => total + Math.max(0, (z ?? 0) - 1), 0)
  return sum === 0 ? tail(now) : normalTail(sum + 1)
})
