import { parseArgs } from 'node:util'

export interface ChaosOptions {
  readonly seed: number
  /** Rounds of everything. */
  readonly runs: number
  /** Names of scenarios; all when empty. */
  readonly only: readonly string[]
  /** A point at which a process is killed; all when empty. */
  readonly point: string
  /** Kills at every point at most so often per scenario; the points are chosen by the seed. */
  readonly most: number
  /** Plays that are under way at the same time. */
  readonly jobs: number
}

export const USAGE = `npm run chaos -- [--seed N] [--runs M] [--only scenario]... [--point "before jira POST /rest/api/3/issue #1, later"] [--most N] [--jobs N]`

/** Throws with a sentence that says what was wrong. */
export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [] },
      point: { type: 'string', default: '' },
      most: { type: 'string', default: '1000' },
      jobs: { type: 'string', default: '1' }
    }
  })
  return {
    seed: whole('seed', values.seed, 0),
    runs: whole('runs', values.runs, 1),
    only: values.only,
    point: values.point,
    most: whole('most', values.most, 1),
    jobs: whole('jobs', values.jobs, 1)
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new Error(`--${name} is "${text}". Write a whole number from ${least} on.\n${USAGE}`)
}
