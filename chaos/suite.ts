import pLimit from 'p-limit'
import type { Violation } from './invariants/violation.js'
import { seededRandom, seedOf } from './random.js'
import type { ChaosOptions } from './options.js'
import type { Played, Scenario } from './scenario.js'

/** One play that was wrong, and how to see it again. */
export interface Failure {
  readonly scenario: string
  readonly command: string
  readonly violations: readonly Violation[]
  readonly story: readonly string[]
}

/** All plays of one scenario. */
export interface Row {
  readonly scenario: Scenario
  readonly plays: number
  readonly processes: number
  readonly faults: number
  readonly failures: readonly Failure[]
  readonly seconds: number
}

export type SuiteOptions = Pick<ChaosOptions, 'seed' | 'runs' | 'point' | 'most' | 'jobs'>

/** Plays the scenario as often as asked. `tell` hears of every play as it ends. */
export async function playScenario(
  scenario: Scenario,
  options: SuiteOptions,
  tell: (failure: Failure | undefined) => void = () => undefined
): Promise<Row> {
  const started = performance.now()
  const plays = await playsOf(scenario, options)
  const limit = pLimit(options.jobs)
  const ended = await Promise.all(
    plays.map(({ seed, point }) =>
      limit(async () => {
        const played = await play(scenario, seed, point)
        const failure = failureOf(scenario, { seed, point }, played)
        tell(failure)
        return { played, failure }
      })
    )
  )
  return {
    scenario,
    plays: plays.length,
    processes: ended.reduce((sum, { played }) => sum + played.processes, 0),
    faults: ended.reduce((sum, { played }) => sum + played.faults, 0),
    failures: ended.flatMap(({ failure }) => failure ?? []),
    seconds: (performance.now() - started) / 1000
  }
}

interface Play {
  readonly seed: number
  readonly point: string
}

async function playsOf(
  scenario: Scenario,
  { seed, runs, point, most }: SuiteOptions
): Promise<readonly Play[]> {
  const seeds = Array.from({ length: runs * scenario.plays }, (_, round) => seedOf(seed, round))
  if (scenario.points === undefined) return seeds.map((each) => ({ seed: each, point: '' }))
  if (point !== '') return seeds.map((each) => ({ seed: each, point }))
  const points = await scenario.points(seed)
  return seeds.flatMap((each) => {
    const chosen = points.length <= most ? points : seededRandom(each).shuffle(points).slice(0, most)
    return chosen.map((at) => ({ seed: each, point: at }))
  })
}

/** A play that breaks is a failure of its own: it has shown nothing. */
async function play(scenario: Scenario, seed: number, point: string): Promise<Played> {
  try {
    return await scenario.play(seed, point)
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { processes: 0, faults: 0, violations: [{ invariant: 'the play itself', detail }], story: [] }
  }
}

function failureOf(scenario: Scenario, { seed, point }: Play, played: Played): Failure | undefined {
  if (played.violations.length === 0) return undefined
  const at = point === '' ? '' : ` --point "${point}"`
  return {
    scenario: scenario.name,
    command: `npm run chaos -- --only ${scenario.name} --seed ${seed} --runs 1${at}`,
    violations: played.violations,
    story: played.story
  }
}
