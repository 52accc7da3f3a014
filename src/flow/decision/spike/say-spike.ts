import type { Known } from '../../issue/known.js'
import { type SpikeBasis, spikeDoubts, type SpikeTest } from './spike-test.js'

/** Tails rest on a model: nobody has seen what happens once in a million windows. */
const LEAST_CHANCE = 1 / 10_000
/** Above it a chance is nothing to speak of. */
const COMMON_CHANCE = 0.1
/** Factors above it are not told apart. */
const MOST_TIMES = 100

const comparedWith: Readonly<Record<SpikeBasis, string>> = {
  weekly: ' at this time',
  daily: ' at this time of day',
  recent: ' in the hours before',
  none: ''
}

/**
 * The test in one sentence without a full stop, what is usual first and the chance last: `74 events in 60
 * minutes, usually 11 (5 to 21) at this time: 6.7 times as many, 63 more; this level was reached in 0 of the
 * last 660 hours; by chance alone less than 1 in 10,000`.
 */
export function saySpike(test: SpikeTest): string {
  const counted = `${sayEvents(test.count)} in ${sayNumber(Math.round(60 * test.hours))} minutes`
  if (!test.p.known) return `${counted}; ${test.p.reason}`
  const band = `usually ${sayNumber(test.expected)} (${sayNumber(test.low)} to ${sayNumber(test.high)})`
  return [
    `${counted}, ${band}${comparedWith[test.basis]}: ${sayExcess(test)}`,
    `this level was reached in ${sayNumber(test.reached.hours)} of the last ${sayNumber(test.reached.of)} hours`,
    `by chance alone ${sayChance(test.p)}`
  ].join('; ')
}

/**
 * `less than 1 in 10,000` and no smaller, `1 in 250`, `more than 1 in 10` and no larger. The reason where
 * there is none.
 */
export function sayChance(p: Known<number>): string {
  if (!p.known) return `unknown: ${p.reason}`
  if (p.value < LEAST_CHANCE) return `less than 1 in ${sayNumber(1 / LEAST_CHANCE)}`
  if (p.value > COMMON_CHANCE) return `more than 1 in ${sayNumber(1 / COMMON_CHANCE)}`
  return `1 in ${sayNumber(twoDigits(1 / p.value))}`
}

/** What was not known, a sentence without a full stop for each. Empty where nothing is in doubt. */
export function sayDoubts(test: Pick<SpikeTest, 'doubts'>): readonly string[] {
  return test.doubts.map((doubt) => spikeDoubts[doubt])
}

function sayExcess({ count, low, high, ratio, excess }: SpikeTest): string {
  if (count < low) return 'fewer than usual'
  if (count <= high) return 'nothing unusual'
  const times = ratio > MOST_TIMES ? `more than ${MOST_TIMES}` : sayNumber(ratio)
  return `${times} times as many, ${sayNumber(excess)} more`
}

function sayEvents(count: number): string {
  return `${sayNumber(count)} event${count === 1 ? '' : 's'}`
}

/**
 * `0.05`, `1.2`, `74`, `1,234`: two digits while they are few, whole numbers from ten. The same on every
 * machine.
 */
function sayNumber(value: number): string {
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0
  const [whole = '', fraction] = String(Number(value.toFixed(digits))).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2))
}
