import type { ChangeSet } from '../fix/change.js'
import { ecosystemsOf } from './ecosystems/all-ecosystems.js'
import type { PlannedProject } from './plan-proof.js'
import type { TestSource } from './test-command.js'

/**
 * The new and changed test files of a project that a test tool can run: code with tests of its own in it, unlike fixtures and
 * helpers, which lie among the tests and are only put in place.
 */
export function testsToRun(
  project: PlannedProject,
  change: ChangeSet,
  isTest: (path: string) => boolean
): readonly TestSource[] {
  const own = new Set(project.changed)
  return change.changes.flatMap(({ path, after }) => {
    if (!own.has(path) || !isTest(path) || after?.text === undefined) return []
    const { text } = after
    const of = ecosystemsOf(path)
    // Languages that are not known are up to the config.
    return of.length === 0 || of.some(({ testMark }) => testMark.test(text)) ? [{ path, text }] : []
  })
}
