import { indentOf } from './brackets.js'
import type { SourceText } from './source-text.js'
import { testSyntaxes } from './test-syntax.js'
import type { TestSyntax } from './test-syntax.js'

/** One test of a file, from the first line of its marks to its last. */
export interface TestCase {
  readonly name: string
  /** From 0. */
  readonly first: number
  /** Where it opens: below its marks. */
  readonly head: number
  /** The line past its last. */
  readonly end: number
}

/** How far a name may stand below its test's first line, and a test below its mark. */
const nameReach = 4
const markReach = 25

/** Finds the tests of a file by their heads, and their ends by indentation. */
export function findTestCases(source: SourceText): readonly TestCase[] {
  const syntax: TestSyntax = testSyntaxes[source.language]
  const cases: TestCase[] = []
  const indents = source.code.map(indentOf)
  let marked: number | undefined
  for (let line = 0; line < source.code.length; line++) {
    const text = source.code[line] ?? ''
    if (text.trim() === '') continue
    if (marked === undefined && syntax.mark?.test(text) === true) marked = line
    const byMark = marked === undefined ? undefined : syntax.marked?.exec(text)
    const byHead = byMark === undefined || byMark === null ? syntax.head?.exec(text) : undefined
    const found = byMark ?? byHead
    if (found !== null && found !== undefined) {
      const head = line
      cases.push({
        name: found[1] ?? firstString(source, head),
        first: firstOf(source, head),
        head,
        end: endOf(source.code, indents, head)
      })
      marked = undefined
    } else if (marked !== undefined && line - marked > markReach) marked = undefined
  }
  return cases
}

function firstString(source: SourceText, head: number): string {
  const table = testTable.test(source.code[head] ?? '') ? pastTable(source, head) : undefined
  if (table !== undefined) return table
  for (let line = head; line < head + nameReach; line++) {
    const text = source.bare[line] ?? ''
    const quoted = /(["'`])(.{1,300}?)\1/.exec(text.slice(0, 600))?.[2]
    if (quoted !== undefined) return quoted
  }
  return (source.bare[head] ?? '').trim().slice(0, 200)
}

const testTable = /\.(?:each|for)\b/
const tableReach = 200

/** The name of a test with a table of rows stands behind its rows. */
function pastTable({ code, bare }: SourceText, head: number): string | undefined {
  for (let line = head; line < Math.min(code.length, head + tableReach); line++) {
    const text = (code[line] ?? '').slice(0, 2000)
    const at = text.search(/[)`]\s?\(\s?["'`]/)
    if (at !== -1) return /(["'`])(.{1,300}?)\1/.exec((bare[line] ?? '').slice(at + 1, at + 600))?.[2]
    if (/[)`]\s?\(\s*$/.test(text))
      return /(["'`])(.{1,300}?)\1/.exec((bare[line + 1] ?? '').slice(0, 600))?.[2]
  }
  return undefined
}

/** Marks, decorators and what they hold stand above at the same depth or deeper, without a blank line. */
function firstOf({ code, bare }: SourceText, head: number): number {
  const indent = indentOf(code[head] ?? '') ?? 0
  let first = head
  for (let line = head - 1; line >= Math.max(0, head - markReach); line--) {
    const depth = indentOf(bare[line] ?? '')
    if (depth === undefined || depth < indent) break
    const text = (bare[line] ?? '').trim()
    if (depth === indent && /^(?:@|#\[|\[)/.test(text)) first = line
    else if (depth === indent && !/^[)\]]/.test(text)) break
  }
  return first
}

function endOf(code: readonly string[], indents: readonly (number | undefined)[], head: number): number {
  const indent = indents[head] ?? 0
  let opened = false
  for (let line = head + 1; line < code.length; line++) {
    const depth = indents[line]
    if (depth === undefined) continue
    if (depth > indent) {
      opened = true
      continue
    }
    const word = (code[line] ?? '').trim()
    if (!opened && word.startsWith('{')) {
      opened = true
      continue
    }
    if (depth === indent && /^(?:[)}\]`]|end\b|["'])/.test(word)) {
      if (/(?:[{([,:]|=>|\bdo)$/.test(word)) continue
      return line + 1
    }
    if (depth === indent && /^(?:rescue|ensure|else|catch|finally)\b/.test(word)) continue
    return line
  }
  return code.length
}
