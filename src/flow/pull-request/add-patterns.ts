import { isMap, isScalar, isSeq, parseDocument, stringify, type Document } from 'yaml'
import type { ProposedPattern } from './pattern-proposals.js'

export interface AddedPatterns {
  readonly text: string
  /** Names of those that were not there yet. */
  readonly added: readonly string[]
}

/**
 * The config file with the patterns at the end of its list `patterns`, every other character as people wrote it. A pattern is there
 * already when one of its name, or one of its fingerprint, is. `undefined` when the file cannot be read, or the list is none.
 */
export function addPatterns(text: string, patterns: readonly ProposedPattern[]): AddedPatterns | undefined {
  const document = parse(text)
  if (document === undefined) return undefined
  const present = entriesOf(document)
  if (present === undefined) return undefined
  const missing = patterns.filter((pattern) => !present.some((entry) => isSame(entry, pattern)))
  const added = missing.map(({ name }) => name)
  if (missing.length === 0) return { text, added }
  // What was spliced in is read back: in a file of unusual form the document writes itself anew, comments included.
  const spliced = splice(text, document, missing)
  const whole =
    spliced !== undefined && holds(spliced, [...present, ...missing]) ? spliced : rewrite(document, missing)
  return holds(whole, [...present, ...missing]) ? { text: whole, added } : undefined
}

/** Path of the file that has the patterns, where the config file names one; `undefined`: the config file itself. */
export function patternsFileOf(text: string): string | undefined {
  const named: unknown = parse(text)?.get('patterns-file')
  return typeof named === 'string' ? named : undefined
}

/** Deeper than any list of patterns; the parser's own stack ends somewhere. */
const MOST_BRACKETS = 2_000

function parse(text: string): Document | undefined {
  if ((text.match(/[[{]/g) ?? []).length > MOST_BRACKETS) return undefined
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, logLevel: 'error' })
  const readable = document.errors.length === 0 && (document.contents === null || isMap(document.contents))
  return readable ? document : undefined
}

/** What the list holds by now; `undefined` when it is not a list. */
function entriesOf(document: Document): readonly unknown[] | undefined {
  const list: unknown = document.get('patterns', true)
  if (list === undefined || list === null || (isScalar(list) && list.value === null)) return []
  if (!isSeq(list)) return undefined
  const entries: unknown = list.toJS(document)
  return Array.isArray(entries) ? (entries as readonly unknown[]) : undefined
}

function isSame(entry: unknown, { name, match }: ProposedPattern): boolean {
  if (!isRecord(entry)) return false
  const [fingerprint] = match.fingerprints ?? []
  const listed = isRecord(entry['match']) ? entry['match']['fingerprints'] : undefined
  return (
    entry['name'] === name ||
    (fingerprint !== undefined && Array.isArray(listed) && listed.includes(fingerprint))
  )
}

/** The text with the entries put in where the list ends; `undefined` when that is no place for lines of their own. */
function splice(text: string, document: Document, patterns: readonly ProposedPattern[]): string | undefined {
  const list: unknown = document.get('patterns', true)
  if (list === undefined) {
    const end = text === '' || text.endsWith('\n') ? text : `${text}\n`
    return `${end}${end === '' ? '' : '\n'}patterns:\n${linesOf(patterns, '  ')}`
  }
  if (!isSeq(list) || list.flow === true || !list.range) return undefined
  const [start, valueEnd] = list.range
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  if (!/^ *$/.test(indent)) return undefined
  const lineEnd = text[valueEnd - 1] === '\n' ? valueEnd : endOfLine(text, valueEnd)
  const before = text.slice(0, lineEnd)
  return `${before}${before.endsWith('\n') ? '' : '\n'}${linesOf(patterns, indent)}${text.slice(lineEnd)}`
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

function linesOf(patterns: readonly ProposedPattern[], indent: string): string {
  return stringify(patterns, { lineWidth: 0 }).replace(/^(?=.)/gm, indent)
}

function rewrite(document: Document, patterns: readonly ProposedPattern[]): string {
  const list: unknown = document.get('patterns', true)
  if (isSeq(list)) {
    list.flow = false
    for (const pattern of patterns) list.add(document.createNode(pattern))
  } else document.set('patterns', document.createNode(patterns))
  return document.toString({ lineWidth: 0 })
}

/** Whether the text has exactly these patterns, in this order. */
function holds(text: string, patterns: readonly unknown[]): boolean {
  const document = parse(text)
  return document !== undefined && JSON.stringify(entriesOf(document)) === JSON.stringify(patterns)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
