import type { SpikeFacts } from '../../../src/flow/decision/spike/spike-test.js'
import type { Play } from '../simulate.js'

/** A way to tell how unusual a window is. */
export interface Way {
  readonly name: string
  /** Chance of such a window if nothing were the matter, 0 to 1; 1 where the way says nothing of it. */
  readonly p: (play: Play) => number
}

/** A way that is told what we are told, and nothing of how it was simulated. */
export function wayBy(name: string, p: (facts: SpikeFacts) => number): Way {
  return { name, p: ({ facts }) => p(facts) }
}

/** Hours of the history that are known, among the last so many. */
export function knownHours({ past }: SpikeFacts, last: number): readonly number[] {
  return past.slice(-last).filter((count) => count !== undefined)
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Sample standard deviation; of one value there is none. */
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1))
}
