import { adjustForMany } from '../../src/flow/decision/evidence/false-discoveries.js'
import { seeded, type Random } from '../sameness/corpus/random.js'
import type { Verdicts } from './scores.js'

/** Active issues of a sweep, and how many of them have a true spike. */
const issues = 200
const spikes = 10
/** The level at which Benjamini and Hochberg promise a share of false discoveries of no more. */
export const discoveryLevel = 0.1

export interface SweepScore {
  /** Mean share of false ones among what is called a spike; a sweep that calls nothing has none. */
  readonly falseShare: number
  /** Share of the true spikes that are called. */
  readonly found: number
  /** Share of the sweeps without any true spike that call one all the same. */
  readonly falseAlarms: number
}

/** Sweeps whose p are drawn from those that a way gave to quiet windows and to spikes. */
export function scoreSweeps({ quiet, spikes: spiked }: Verdicts, sweeps: number): SweepScore {
  const random = seeded('sweeps')
  const scores = Array.from({ length: sweeps }, () => {
    const isFound = discoveriesOf([
      ...drawn(random, quiet, issues - spikes),
      ...drawn(random, spiked, spikes)
    ])
    const wrong = isFound.slice(0, issues - spikes).filter(Boolean).length
    const right = isFound.slice(issues - spikes).filter(Boolean).length
    const calm = discoveriesOf(drawn(random, quiet, issues)).some(Boolean)
    return { wrong, right, calm }
  })
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return {
    falseShare: mean(scores.map(({ wrong, right }) => wrong / Math.max(1, wrong + right))),
    found: mean(scores.map(({ right }) => right / spikes)),
    falseAlarms: mean(scores.map(({ calm }) => (calm ? 1 : 0)))
  }
}

function discoveriesOf(ps: readonly number[]): readonly boolean[] {
  return adjustForMany(ps).map((q) => q <= discoveryLevel)
}

function drawn(random: Random, values: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, () => values[Math.floor(random() * values.length)] ?? 1)
}
