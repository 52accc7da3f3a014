import { isMapping } from '@actions/workflow-parser'
import { resolve, type Scope } from './expression.js'
import type { Workflow } from './read-workflow.js'

export interface Concurrency {
  readonly group: string
  /** Runs that may wait: `single` is one, and the next cancels it. */
  readonly queue: 'single' | 'max'
  readonly cancelInProgress: boolean
}

/** https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues */
const LONGEST_QUEUE = 100

/** `undefined` where runs do not wait for each other. */
export function concurrencyOf({ file, keys }: Workflow, scope: Scope): Concurrency | undefined {
  const token = keys['concurrency']
  if (token === undefined) return undefined
  if (!isMapping(token)) throw new Error(`${file}: concurrency is not a mapping`)
  const told = resolve(token, scope) as Readonly<Record<string, unknown>>
  const queue = told['queue'] === 'max' ? 'max' : 'single'
  const cancelInProgress = told['cancel-in-progress'] === true
  if (queue === 'max' && cancelInProgress)
    throw new Error(`${file}: queue: max and cancel-in-progress exclude each other`)
  // GitHub compares groups without regard to case.
  return { group: String(told['group']).toLowerCase(), queue, cancelInProgress }
}

/** Of runs that come while the first of each group is still running: those that never run. */
export function lostRuns<T extends { readonly concurrency: Concurrency | undefined }>(
  runs: readonly T[]
): readonly T[] {
  const waiting = new Map<string, T[]>()
  const lost: T[] = []
  for (const run of runs) {
    if (run.concurrency === undefined) continue
    const { group, queue, cancelInProgress } = run.concurrency
    const others = waiting.get(group)
    if (others === undefined) {
      waiting.set(group, [])
      continue
    }
    if (cancelInProgress || (queue === 'single' && others.length > 0)) lost.push(...others.splice(0))
    if (others.length < LONGEST_QUEUE) others.push(run)
    else lost.push(run)
  }
  return lost
}
