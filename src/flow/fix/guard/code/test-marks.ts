import type { GuardRule } from '../guard-verdict.js'
import { indentOf } from './brackets.js'
import type { SourceText } from './source-text.js'
import { findTestCases } from './test-cases.js'
import type { TestCase } from './test-cases.js'
import { testSyntaxes } from './test-syntax.js'
import type { TestSyntax } from './test-syntax.js'

export interface MarkedTest {
  readonly rule: GuardRule
  /** From 0, in the new text. */
  readonly line: number
  readonly evidence: string
}

/** Added lines that keep a test from running, from running to its end, or all other tests from running. */
export function findTestMarks(source: SourceText, added: ReadonlySet<number>): readonly MarkedTest[] {
  const syntax: TestSyntax = testSyntaxes[source.language]
  const marks = [...added].flatMap((line): readonly MarkedTest[] => {
    const code = source.code[line] ?? ''
    const evidence = (source.raw[line] ?? '').trim().slice(0, 100)
    if (syntax.skip.test(code) || isBuildTag(source, line)) return [{ rule: 'skipped-test', line, evidence }]
    if (syntax.focus?.test(code) === true) return [{ rule: 'focused-test', line, evidence }]
    return []
  })
  return [...marks, ...findTestCases(source).flatMap((each) => earlyEnds(source, each, added))]
}

/** A Go file with a build tag is left out of a run without it. */
function isBuildTag({ language, raw }: SourceText, line: number): boolean {
  return language === 'go' && /^\/\/(?:go:build|\s?\+build)\s/.test(raw[line] ?? '')
}

const bareReturn = /^\s*return(?:\s+(?:nil|None|null|undefined|Ok\(\(\)\)|true|:ok))?\s*;?\s*$/
const neverTrue =
  /\b(?:if|unless|while)\s?\(?\s?(?:false|False|0|!true|not True)\s?(?:\)|:|\{|$|&&|and\b)|\bunless\s+true\b/

function earlyEnds(
  { code, raw }: SourceText,
  test: TestCase,
  added: ReadonlySet<number>
): readonly MarkedTest[] {
  const body: number[] = []
  for (let line = test.head + 1; line < test.end; line++)
    if ((code[line] ?? '').trim() !== '') body.push(line)
  const depth = indentOf(code[body[0] ?? test.head] ?? '')
  const last = body.filter((line) => indentOf(code[line] ?? '') === depth).at(-1)
  const stop = body.find((line) => {
    const text = code[line] ?? ''
    if (!added.has(line)) return false
    if (neverTrue.test(text)) return true
    return line !== last && indentOf(text) === depth && bareReturn.test(text)
  })
  if (stop === undefined) return []
  return [
    {
      rule: 'skipped-test',
      line: stop,
      evidence: `the test ends early: ${(raw[stop] ?? '').trim().slice(0, 80)}`
    }
  ]
}
