import { kindNames, type KindName } from './kinds.js'
import type { Verdicts } from './scores.js'
import { simulate, withSpike, type Play, type SpikeSize } from './simulate.js'
import type { Way } from './ways/way.js'

/** Sizes of the true spikes, each as often: from what nobody can see to what nobody can miss. */
export const spikeSizes: readonly SpikeSize[] = [
  ...[3, 4, 5, 6, 8, 10].map((sd) => ({ sd })),
  ...[2, 3, 5, 10].map((ratio) => ({ ratio }))
]

export interface Measured {
  readonly kind: KindName
  /** By the name of the way. */
  readonly ways: Readonly<Record<string, Verdicts>>
}

/** Nothing where the way was not measured. */
export function verdictsOf({ ways }: Measured, way: string): Verdicts {
  return ways[way] ?? { quiet: [], spikes: [] }
}

/** `plays` quiet windows of each kind, and as many with a spike, whose histories are others. */
export function measureGate(
  ways: readonly Way[],
  plays: number,
  names: readonly KindName[] = kindNames
): readonly Measured[] {
  return names.map((kind) => {
    const quiet = Array.from({ length: plays }, (_, seed) => simulate(kind, seed))
    const spikes = Array.from({ length: plays }, (_, seed) => spikeOf(kind, seed))
    return {
      kind,
      ways: Object.fromEntries(
        ways.map(({ name, p }) => [name, { quiet: quiet.map(p), spikes: spikes.map(p) }])
      )
    }
  })
}

/** Far above the seeds of quiet windows, so that no history is both. */
const firstSpikeSeed = 1_000_000

export function spikeOf(kind: KindName, seed: number): Play {
  const size = spikeSizes[seed % spikeSizes.length]
  const quiet = simulate(kind, firstSpikeSeed + seed)
  return size === undefined ? quiet : withSpike(quiet, size, seed)
}

/** Processor time is counted in coarse steps, which one round of a fast way would not reach. */
const repeats = 5

/** Milliseconds of processor time that a way takes for one issue: the least of a few rounds, the first of which only warms up. */
export function timeWay({ p }: Way, names: readonly KindName[] = kindNames): number {
  const plays = names.map((kind) => simulate(kind, 0))
  const round = (): number => {
    const begin = process.cpuUsage()
    for (let time = 0; time < repeats; time += 1) for (const play of plays) p(play)
    const { user, system } = process.cpuUsage(begin)
    return (user + system) / 1_000 / repeats / plays.length
  }
  round()
  return Math.min(round(), round(), round())
}
