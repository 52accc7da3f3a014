import type { GuardRule } from '../guard-verdict.js'
import { balanceOf } from './brackets.js'
import { countOf, take } from './line-changes.js'
import type { SourceText } from './source-text.js'
import type { TestSyntax } from './test-syntax.js'

export interface TestTrouble {
  readonly rule: GuardRule
  /** From 0, in the old text: what was there stood there. */
  readonly line: number
  readonly evidence: string
}

export interface NormalLine {
  /** From 0. */
  readonly line: number
  readonly text: string
}

/** Lines that say something, without comments, indentation, closing punctuation, and what only marks a test. */
export function normalLines({ bare, code }: SourceText, lines: readonly number[]): readonly NormalLine[] {
  return lines
    .map((line) => ({ line, text: normal(bare[line] ?? '', /[,;]\s{0,20}$/.test(code[line] ?? '')) }))
    .filter(({ text }) => !/^(?:[\s(){}[\],;]*|end)$/.test(text.slice(0, 200)))
}

/** `skip` and `only` are findings of their own; a test that becomes asynchronous is the same test. */
function normal(line: string, hasTail: boolean): string {
  const text = hasTail ? line.trim().replace(/[,;]$/, '') : line.trim()
  if (
    !/^(?:[xf]?(?:it|test|describe|context|specify|suite)\b|@|#\[|\[|async\b|(?:public|export|def|func)\b)/.test(
      text
    )
  )
    return text
  return text
    .replace(/^[xf](?=(?:it|test|describe|context|specify|suite)\b)/, '')
    .replace(/\.(?:only|skip|todo|fixme|failing)\b/, '')
    .replace(/\basync\s/, '')
}

interface Bodies {
  readonly name: string
  readonly syntax: TestSyntax
  readonly before: SourceText
  /** Lines of the test, from 0. */
  readonly was: readonly number[]
  readonly after: SourceText
  readonly is: readonly number[]
}

/** One test, before and after. */
export function compareBodies({ name, syntax, before, was, after, is }: Bodies): readonly TestTrouble[] {
  const old = normalLines(before, was)
  const now = normalLines(after, is)
  const lost = countAssertions(syntax, before, was) - countAssertions(syntax, after, is)
  const title = `"${name.slice(0, 80)}"`
  const troubles: TestTrouble[] = []
  if (lost > 0)
    troubles.push({ rule: 'fewer-assertions', line: was[0] ?? 0, evidence: `${title} asserts ${lost} fewer` })
  if (inOrder(old, now) || squeezed(before, was) === squeezed(after, is)) return troubles
  const left = countOf(now.map(({ text }) => text))
  const absent = old.filter(({ text }) => !take(left, text))
  const isKept = keptRows(syntax, before, now)
  const missing = absent.filter((line) => !isKept(line))
  const recorded = inlineSnapshots(before, was)
  const snapshot = missing.find(({ line }) => recorded.has(line))
  const plain = missing.filter(({ line }) => !recorded.has(line))
  const asserting = plain.find(({ line }) => isAssertion(syntax, before.code[line]))
  const other = plain.find(({ line }) => !isAssertion(syntax, before.code[line]))
  const find = (rule: GuardRule, { line, text }: NormalLine, what: string): void => {
    troubles.push({ rule, line, evidence: `${what}: was ${text.slice(0, 100)}` })
  }
  if (snapshot !== undefined) find('changed-snapshot', snapshot, `${title} records another snapshot`)
  if (asserting !== undefined && lost <= 0)
    find('loosened-expectation', asserting, `an expectation of ${title} was rewritten`)
  if (other !== undefined && troubles.length === 0)
    find('loosened-expectation', other, `an existing test was edited, ${title}`)
  if (absent.length === 0) {
    const evidence = `the lines of an existing test were put in another order, ${title}`
    troubles.push({ rule: 'loosened-expectation', line: was[0] ?? 0, evidence })
  }
  return troubles
}

function inOrder(old: readonly NormalLine[], now: readonly NormalLine[]): boolean {
  let at = 0
  for (const { text } of now) if (at < old.length && old[at]?.text === text) at++
  return at === old.length
}

/** The same words laid out on other lines are the same test. */
function squeezed({ bare }: SourceText, lines: readonly number[]): string {
  const text = lines
    .map((line) => (bare[line] ?? '').trim())
    .filter((line) => line !== '')
    .join(' ')
  const strings = text.match(/"[^"]{0,500}"|'[^']{0,500}'|`[^`]{0,500}`/g) ?? []
  const words = text.replace(/(?<=[()[\]{},.]) | (?=[()[\]{},.])/g, '').replace(/[,;](?=[)\]} ]|$)/g, '')
  return [words, ...strings].join('\n')
}

function isAssertion(syntax: TestSyntax, code: string | undefined): boolean {
  return (code ?? '').search(syntax.assertion) !== -1
}

function countAssertions(syntax: TestSyntax, source: SourceText, lines: readonly number[]): number {
  return lines.reduce(
    (sum, line) => sum + ((source.code[line] ?? '').match(syntax.assertion)?.length ?? 0),
    0
  )
}

const mostRows = 200

/** Of a list of cases on one line: whether all that stood there still does, with more put in at one place. */
export function keptRows(
  syntax: TestSyntax,
  before: SourceText,
  now: readonly NormalLine[]
): (line: NormalLine) => boolean {
  const rows = now.filter(({ text }) => syntax.rows?.test(text) === true).slice(0, mostRows)
  return ({ line, text }) =>
    syntax.rows?.test(before.code[line] ?? '') === true && rows.some((row) => grewFrom(text, row.text))
}

function grewFrom(was: string, is: string): boolean {
  if (is.length <= was.length) return false
  let start = 0
  while (start < was.length && was[start] === is[start]) start++
  let end = 0
  while (end < was.length - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end++
  return start + end === was.length && is.slice(start, is.length - end).includes(',')
}

/** Lines that hold what a test recorded inside itself. */
function inlineSnapshots({ code }: SourceText, lines: readonly number[]): ReadonlySet<number> {
  const recorded = new Set<number>()
  let open = 0
  for (const line of lines) {
    const text = code[line] ?? ''
    const at = text.search(
      /\b(?:toMatch\w{0,10}InlineSnapshot|toThrowErrorMatchingInlineSnapshot|assert_\w{0,20}snapshot!|snapshot)\s?\(/
    )
    if (open <= 0 && at === -1) continue
    recorded.add(line)
    open = Math.max(0, open + balanceOf(open > 0 ? text : text.slice(at)))
  }
  return recorded
}
