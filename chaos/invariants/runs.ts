import type { RunState, State } from './state.js'
import type { Violation } from './violation.js'

/** Every process that ends by itself says how: green with an outcome and a report, or red with an error. */
export function judgeRuns({ runs }: State): readonly Violation[] {
  return runs.flatMap(judgeRun)
}

function judgeRun({ name, ...run }: RunState): readonly Violation[] {
  if (run.overran) return [say(`${name} did not come to an end`)]
  if (run.killed) return []
  if (run.exitCode === 0) {
    if (run.outcome === '') return [say(`${name} is green and has no outcome`)]
    return run.reported ? [] : [say(`${name} is green and has no report`)]
  }
  if (run.exitCode !== 1) return [say(`${name} ended with the exit code ${run.exitCode ?? 'of a signal'}`)]
  if (run.errors.length === 0) return [say(`${name} is red and says no error`)]
  return run.undisturbed
    ? [say(`${name} is red although nothing stood in its way: ${run.errors.join(' | ')}`)]
    : []
}

function say(detail: string): Violation {
  return { invariant: 'an outcome for every run', detail }
}
