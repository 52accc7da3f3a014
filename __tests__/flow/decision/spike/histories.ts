import type { SpikeFacts } from '../../../../src/flow/decision/spike/spike-test.js'

/** A number from 0 to 1, the same sequence for the same seed. */
export type Random = () => number

/** Park and Miller's minimal standard generator: https://doi.org/10.1145/63039.63042 */
export function seeded(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  // The first numbers of neighbouring seeds are alike.
  for (let skipped = 0; skipped < 10; skipped += 1) next()
  return next
}

/** Counts waiting times; for means up to some hundreds. */
export function poisson(random: Random, mean: number): number {
  let count = 0
  for (let time = -Math.log(random()); time < mean; time -= Math.log(random())) count += 1
  return count
}

/**
 * Variance `phi` times the mean: logarithmic clusters in Poisson number, which is the negative binomial
 * distribution.
 */
export function rough(random: Random, mean: number, phi: number): number {
  if (phi <= 1) return poisson(random, mean)
  let count = 0
  for (let left = poisson(random, (mean * Math.log(phi)) / (phi - 1)); left > 0; left -= 1) {
    count += logarithmic(random, 1 - 1 / phi)
  }
  return count
}

/** By adding up the chances k = 1, 2, …: −share^k / (k log(1 − share)). */
function logarithmic(random: Random, share: number): number {
  let left = random()
  let size = 1
  let chance = -share / Math.log(1 - share)
  while (left > chance && chance > 1e-12) {
    left -= chance
    size += 1
    chance *= (share * (size - 1)) / size
  }
  return size
}

/** Events an hour, given the hours before the window; 0 and below are the window. */
export type RateBefore = (hoursBefore: number) => number

export const flat =
  (rate: number): RateBefore =>
  () =>
    rate
/** Between a third of the rate and three times it. */
export const byDay =
  (rate: number): RateBefore =>
  (before) =>
    rate * Math.exp(1.1 * Math.cos((2 * Math.PI * (before + 5)) / 24))
/** The days 2 and 3 before the window's are a weekend: a fifth. */
export const byWeek =
  (rate: number): RateBefore =>
  (before) =>
    byDay(rate)(before) * (isWeekend(before) ? 0.2 : 1)
export const growing =
  (rate: number, aWeek: number): RateBefore =>
  (before) =>
    byDay(rate)(before) * Math.pow(aWeek, -before / 168)
/** A job runs every so many hours, and did at the window. */
export const job =
  (events: number, every: number): RateBefore =>
  (before) =>
    before % every === 0 ? events : 0.5

function isWeekend(before: number): boolean {
  const day = Math.floor((((before + 10) % 168) + 168) / 24) % 7
  return day === 2 || day === 3
}

export interface Setting {
  readonly rate: RateBefore
  /** Variance over mean; 1 is Poisson. */
  readonly phi?: number
  /** Four weeks, unless said. */
  readonly hours?: number
}

/** What is asked with nothing the matter: history and window by the same process. */
export function quiet({ rate, phi = 1, hours = 672 }: Setting, random: Random): SpikeFacts {
  const past = Array.from({ length: hours }, (_, index) => rough(random, rate(hours - index), phi))
  return { count: rough(random, rate(0), phi), hours: 1, past }
}
