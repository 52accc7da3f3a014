import type { TreeChange } from '../../change.js'
import type { GuardFinding } from '../guard-verdict.js'
import { languageOf } from './language.js'
import { compareLines } from './line-changes.js'
import {
  findChangedSnapshot,
  findChangedTestData,
  isInTestFolder,
  isSnapshot,
  isTestData
} from './recorded-files.js'
import { findSilencedChecks } from './silenced-checks.js'
import { readSource } from './source-text.js'
import type { SourceText } from './source-text.js'
import { findSwallowedErrors } from './swallowed-errors.js'
import type { Trouble } from './swallowed-errors.js'
import { findTestMarks } from './test-marks.js'
import { findWeakenedTests, testsThatStayed } from './weakened-tests.js'

/**
 * What a fix may not do to code and tests, read from both sides of every change: swallow errors, switch checks off,
 * weaken tests, rewrite what they recorded. Added tests and added lines in tests pass.
 *
 * It reads lines, not syntax trees: rules are drawn so that an honest fix passes, and a test that stood before has to
 * stand still as it was. Files of other languages are looked at only where tests have their data.
 */
export function findCodeTroubles(
  changes: readonly TreeChange[],
  options: { readonly isTest: (path: string) => boolean }
): readonly GuardFinding[] {
  return changes.flatMap((change) => findingsIn(change, options.isTest(change.path)))
}

function findingsIn(change: TreeChange, isTest: boolean): readonly GuardFinding[] {
  const { path, before, after } = change
  if (isSnapshot(path)) return findChangedSnapshot(change)
  const language = languageOf(path)
  const ofTests = isTest || isInTestFolder(path)
  if (language === undefined) return isTest || isTestData(path) ? findChangedTestData(change) : []
  if (before !== undefined && ofTests && before.oid !== after?.oid) {
    if (after === undefined)
      return [{ rule: 'deleted-test', path, line: undefined, evidence: 'a test file is gone' }]
    if (before.text === undefined || after.text === undefined) {
      const evidence = 'an existing test file cannot be compared: one side is no text, or too large'
      return [{ rule: 'loosened-expectation', path, line: undefined, evidence }]
    }
  }
  const old = before?.text === undefined ? undefined : readSource(before.text, language)
  const empty = readSource('', language)
  const now = after?.text === undefined ? empty : readSource(after.text, language)
  const inlineTests = language === 'rust'
  return [
    ...(ofTests ? findWeakening(old, now) : findInCode(old, now)),
    ...(inlineTests && !ofTests && old !== undefined ? findWeakenedTests(old, now, 'test-parts') : []),
    ...(inlineTests && !ofTests ? findTestMarks(now, compareLines(old?.raw ?? [], now.raw).added) : [])
  ].map(({ line, ...rest }) => ({ ...rest, path, line: line + 1 }))
}

type Found = Pick<GuardFinding, 'rule' | 'evidence'> & { readonly line: number }

function findInCode(old: SourceText | undefined, now: SourceText): readonly Found[] {
  const changes = compareLines(old?.raw ?? [], now.raw)
  return [
    ...findSwallowedErrors(old, now, changes).map(ruled('broad-catch')),
    ...findSilencedChecks(now, changes.added, false).map(ruled('silenced-check'))
  ]
}

function findWeakening(old: SourceText | undefined, now: SourceText): readonly Found[] {
  const changes = compareLines(old?.raw ?? [], now.raw)
  const found = [
    ...findSilencedChecks(now, changes.added, true).map(ruled('silenced-check')),
    ...findTestMarks(now, changes.added)
  ]
  if (old === undefined) return found
  const stayed = new Set(
    testsThatStayed(old, now).flatMap(({ first, end }) =>
      Array.from({ length: end - first }, (_, index) => first + index)
    )
  )
  const swallowed = findSwallowedErrors(old, now, changes).filter(({ line }) => stayed.has(line))
  return [
    ...findWeakenedTests(old, now, 'file'),
    ...found,
    ...swallowed.map(({ line, evidence }): Found => ({
      rule: 'loosened-expectation',
      line,
      evidence: `an existing test swallows errors now: ${evidence}`
    }))
  ]
}

function ruled(rule: GuardFinding['rule']): (trouble: Trouble) => Found {
  return (trouble) => ({ rule, ...trouble })
}
