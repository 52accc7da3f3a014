import { balanceOf } from './brackets.js'
import { countOf, take } from './line-changes.js'
import type { SourceText } from './source-text.js'
import { findTestCases } from './test-cases.js'
import type { TestCase } from './test-cases.js'
import { testSyntaxes } from './test-syntax.js'
import type { TestSyntax } from './test-syntax.js'
import { compareBodies, keptRows, normalLines } from './test-bodies.js'
import type { TestTrouble } from './test-bodies.js'

/** Which lines count beside those of the tests: all, or those of the part that is compiled for tests alone. */
export type TestScope = 'file' | 'test-parts'

/**
 * What tests checked before and do not any more. Whatever stood in a test has to stand there still, in its order;
 * added tests, added lines and moved tests pass, and so do changed imports and comments.
 */
export function findWeakenedTests(
  before: SourceText,
  after: SourceText,
  scope: TestScope
): readonly TestTrouble[] {
  const syntax: TestSyntax = testSyntaxes[before.language]
  const old = withOwners(before)
  const now = withOwners(after)
  const { pairs, gone } = pairUp(old, now)
  const troubles: TestTrouble[] = [
    ...gone.map(({ name, head }): TestTrouble => ({
      rule: 'deleted-test',
      line: head,
      evidence: `the test "${name.slice(0, 100)}" is gone`
    })),
    ...pairs.flatMap(([was, is]) =>
      compareBodies({ name: was.name, syntax, before, was: old.linesOf(was), after, is: now.linesOf(is) })
    ),
    ...sharedTroubles({ syntax, before, old, after, scope })
  ]
  const counted = scope === 'file' && troubles.length === 0 ? assertionsLost(syntax, before, after) : 0
  if (counted > 0)
    troubles.push({ rule: 'fewer-assertions', line: 0, evidence: `${counted} fewer assertions in the file` })
  return troubles
}

/** Names of tests that were there before and are still: with the lines they have now. */
export function testsThatStayed(before: SourceText, after: SourceText): readonly TestCase[] {
  return pairUp(withOwners(before), withOwners(after)).pairs.map(([, is]) => is)
}

interface OwnedLines {
  readonly source: SourceText
  readonly cases: readonly TestCase[]
  /** Lines of a test that are not of a test inside it. */
  readonly linesOf: (testCase: TestCase) => readonly number[]
  readonly shared: readonly number[]
}

function withOwners(source: SourceText): OwnedLines {
  const cases = findTestCases(source)
  const lines = new Map<TestCase, number[]>(cases.map((each) => [each, []]))
  const shared: number[] = []
  const open: TestCase[] = []
  const upcoming = [...cases].sort((one, other) => one.first - other.first)
  let next = 0
  for (let line = 0; line < source.raw.length; line++) {
    for (let one = upcoming[next]; one !== undefined && one.first <= line; one = upcoming[next]) {
      open.push(one)
      next++
    }
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= line) open.pop()
    const owner = open.at(-1)
    if (owner === undefined) shared.push(line)
    else lines.get(owner)?.push(line)
  }
  return { source, cases, linesOf: (testCase) => lines.get(testCase) ?? [], shared }
}

function pairUp(
  old: OwnedLines,
  now: OwnedLines
): { readonly pairs: readonly (readonly [TestCase, TestCase])[]; readonly gone: readonly TestCase[] } {
  const byName = new Map<string, TestCase[]>()
  for (const each of now.cases) {
    const same = byName.get(each.name)
    if (same === undefined) byName.set(each.name, [each])
    else same.push(each)
  }
  const pairs: (readonly [TestCase, TestCase])[] = []
  const unmatched: TestCase[] = []
  const bodyOf = (owned: OwnedLines, each: TestCase): string =>
    normalLines(owned.source, owned.linesOf(each))
      .map(({ text }) => text)
      .join('\n')
  // Of several tests with one name, those that are the same word for word belong together.
  const byBody = new Map<string, TestCase[]>()
  const keyOf = (name: string, body: string): string => `${name}\n${body}`
  for (const each of [...now.cases].reverse()) {
    const key = keyOf(each.name, bodyOf(now, each))
    const same = byBody.get(key)
    if (same === undefined) byBody.set(key, [each])
    else same.push(each)
  }
  const taken = new Set<TestCase>()
  for (const each of old.cases) {
    const same = byBody.get(keyOf(each.name, bodyOf(old, each)))?.pop()
    if (same === undefined) unmatched.push(each)
    else {
      pairs.push([each, same])
      taken.add(same)
    }
  }
  const left = new Map(
    [...byName].map(([name, all]) => [name, all.filter((one) => !taken.has(one)).reverse()])
  )
  const gone = unmatched.filter((each) => {
    const other = left.get(each.name)?.pop()
    if (other !== undefined) pairs.push([each, other])
    return other === undefined
  })
  return { pairs, gone }
}

interface SharedComparison {
  readonly syntax: TestSyntax
  readonly before: SourceText
  readonly old: OwnedLines
  readonly after: SourceText
  readonly scope: TestScope
}

/** Helpers, hooks and tables outside the tests: a line that is nowhere any more is a finding, one for the file. */
function sharedTroubles({ syntax, before, old, after, scope }: SharedComparison): readonly TestTrouble[] {
  const importing = importLines(before, syntax)
  const counted = scope === 'file' ? undefined : testParts(before)
  const lines = old.shared.filter(
    (line) => !importing.has(line) && (counted === undefined || counted.has(line))
  )
  const everything = normalLines(
    after,
    after.raw.map((_, line) => line)
  )
  const left = countOf(everything.map(({ text }) => text))
  const missing = normalLines(before, lines).filter(({ text }) => !take(left, text))
  const isKept = keptRows(syntax, before, everything)
  const first = missing.find((line) => !isKept(line))
  if (first === undefined) return []
  return [
    {
      rule: 'loosened-expectation',
      line: first.line,
      evidence: `what the tests share was edited: was ${first.text.slice(0, 100)}`
    }
  ]
}

function importLines({ code }: SourceText, syntax: TestSyntax): ReadonlySet<number> {
  const lines = new Set<number>()
  let open = 0
  code.forEach((text, line) => {
    if (open <= 0 && !syntax.imports.test(text)) return
    lines.add(line)
    open = Math.max(0, open + balanceOf(text))
  })
  return lines
}

/** Rust keeps unit tests beside the code, in a module for tests alone. */
function testParts({ code }: SourceText): ReadonlySet<number> {
  const start = code.findIndex((text) => /^\s*#\[cfg\(test\)\]/.test(text))
  return new Set(start === -1 ? [] : code.map((_, line) => line).filter((line) => line >= start))
}

function assertionsLost(syntax: TestSyntax, before: SourceText, after: SourceText): number {
  const count = ({ code }: SourceText): number =>
    code.reduce((sum, text) => sum + (text.match(syntax.assertion)?.length ?? 0), 0)
  return count(before) - count(after)
}
