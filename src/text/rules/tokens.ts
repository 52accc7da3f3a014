import type { Span } from './span.js'
import { platformTokens } from './token-rules.js'
import { serviceTokens } from './token-rules-services.js'

/** A token that its issuer starts with the same signs each time. */
export interface TokenRule {
  readonly kind: string
  readonly prefixes: readonly string[]
  /** What stands before the prefix and goes with it, of a token that has its sign in the middle; bounded. */
  readonly before?: string
  /**
   * What follows, as the source of a regular expression. Repetitions are bounded, or of signs of which each is read at one
   * place alone.
   */
  readonly rest: string
  /** The prefix is rare enough to count in the middle of a word. Absent: it starts one. */
  readonly inside?: true
  /** The prefix is so common that not even `_`, `-` or `.` may stand before it. */
  readonly alone?: true
}

const rules: readonly TokenRule[] = [...platformTokens, ...serviceTokens]

/** The kinds of tokens that are told by their prefix. */
export const tokenKinds: readonly string[] = [...new Set(rules.map((rule) => rule.kind))]

interface Reading {
  readonly rule: TokenRule
  readonly rest: RegExp
  readonly before: RegExp | undefined
}

const readings = new Map<string, Reading[]>()
for (const rule of rules) {
  const before = rule.before === undefined ? undefined : new RegExp(`(?:${rule.before})$`)
  const reading = { rule, rest: new RegExp(rule.rest, 'y'), before }
  for (const prefix of rule.prefixes) readings.set(prefix, [...(readings.get(prefix) ?? []), reading])
}

// One search for all prefixes that start a word and one for the others: a search for each would read the text a hundred
// times. The longest comes first, since `sk-proj-` starts with `sk-` too.
const prefixes = [...readings.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
const PREFIXES = [
  new RegExp(`\\b(?:${anyOf(prefixes.filter((prefix) => !isInside(prefix)))})`, 'g'),
  new RegExp(anyOf(prefixes.filter(isInside)), 'g')
]

function isInside(prefix: string): boolean {
  return (readings.get(prefix) ?? []).some(({ rule }) => rule.inside === true || rule.before !== undefined)
}

function anyOf(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[.$*+?^()|[\]{}\\]/g, '\\$&')).join('|')
}

/** Tokens by the prefixes that their issuers document. */
export function findTokens(text: string): Span[] {
  return PREFIXES.flatMap((pattern) => findPrefixed(text, pattern))
}

function findPrefixed(text: string, pattern: RegExp): Span[] {
  const spans: Span[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const span = firstReading(text, match.index, match[0])
    if (span !== undefined) spans.push(span)
    pattern.lastIndex = Math.max(match.index + 1, span?.end ?? 0)
  }
  return spans
}

/** Longest that stands before a sign in the middle of a token. */
const MAX_BEFORE_CHARS = 96

function firstReading(text: string, sign: number, prefix: string): Span | undefined {
  for (const { rule, rest, before } of readings.get(prefix) ?? []) {
    rest.lastIndex = sign + prefix.length
    if (!rest.test(text)) continue
    const head = before?.exec(text.slice(Math.max(0, sign - MAX_BEFORE_CHARS), sign))?.[0]
    const starts = before === undefined ? mayStart(text[sign - 1] ?? '', rule) : head !== undefined
    if (starts) return { start: sign - (head?.length ?? 0), end: rest.lastIndex, kind: rule.kind }
  }
  return undefined
}

function mayStart(before: string, { inside, alone }: TokenRule): boolean {
  return inside === true || !(alone === true ? /[\w.-]/ : /\w/).test(before)
}
