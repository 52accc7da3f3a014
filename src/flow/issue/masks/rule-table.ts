import { other, telling, type MaskRule } from './mask-rule.js'

/** A rule with the characters it needs as bits. */
export interface TableRule {
  readonly rule: MaskRule
  readonly needs: number
}

/** Which rules to try where. */
export interface RuleTable {
  readonly byStart: readonly (readonly TableRule[])[]
  readonly byWord: ReadonlyMap<number, readonly TableRule[]>
}

const none: readonly TableRule[] = []
const otherCode = other.charCodeAt(0)

/** Sorts rules by what their matches start with, so that most places need few of them. */
export function ruleTable(rules: readonly MaskRule[]): RuleTable {
  const all = rules.map((rule) => ({ rule, needs: bitsOf(rule.needs ?? '') }))
  const byStart = Array.from({ length: otherCode + 1 }, (_, code) =>
    all.filter(({ rule }) => rule.starts.includes(String.fromCharCode(code)))
  )
  const words = new Set(
    all.flatMap(({ rule }) => (rule.words ?? []).map((word) => keyOf(word, 0, word.length)))
  )
  const byWord = [...words].map((key): [number, readonly TableRule[]] => [
    key,
    all.filter(({ rule }) => rule.words?.some((word) => keyOf(word, 0, word.length) === key))
  ])
  return { byStart, byWord: new Map(byWord) }
}

/** Rules for what starts at a place. */
export function rulesAt(table: RuleTable, text: string, at: number): readonly TableRule[] {
  return table.byStart[Math.min(text.charCodeAt(at), otherCode)] ?? none
}

/** Rules for a plain word. */
export function rulesOfWord(
  table: RuleTable,
  text: string,
  start: number,
  end: number
): readonly TableRule[] {
  return end - start < 2 ? none : (table.byWord.get(keyOf(text, start, end)) ?? none)
}

/** First and second letter, in either case, and length: enough to pass over nearly all words. */
function keyOf(text: string, start: number, end: number): number {
  return (end - start) * 1024 + (text.charCodeAt(start) & 31) * 32 + (text.charCodeAt(start + 1) & 31)
}

function bitsOf(characters: string): number {
  return [...characters].reduce((bits, character) => bits | (1 << telling.indexOf(character)), 0)
}

const wordFlag = 1
const breakFlag = 2
const plainEndFlag = 4
const flags = Uint8Array.from({ length: otherCode }, (_, code) => {
  const character = String.fromCharCode(code)
  return (
    (/[\w$]/.test(character) ? wordFlag : 0) |
    (character === ' ' ? breakFlag : 0) |
    (/[ ,;:.)\]!?]/.test(character) ? plainEndFlag : 0)
  )
})
const bits = Uint16Array.from({ length: otherCode }, (_, code) => {
  const character = String.fromCharCode(code)
  return telling.includes(character) || /\d/.test(character)
    ? bitsOf(/\d/.test(character) ? '0' : character)
    : 0
})

/** A piece of text up to the next space. */
export interface Chunk {
  readonly end: number
  /** Its telling characters, as bits; a full stop or colon that ends it does not count. */
  readonly telling: number
  /** A word, and at most one sign behind it. */
  readonly isWord: boolean
}

export function chunkAt(text: string, start: number): Chunk {
  let at = start
  let before = 0
  let found = 0
  let signs = 0
  let sign = start
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const flag = flags[code] ?? 0
    if ((flag & breakFlag) !== 0) break
    before = found
    found |= bits[code] ?? 0
    if ((flag & wordFlag) === 0) {
      signs += 1
      sign = at
    }
  }
  const last = text.charCodeAt(at - 1)
  const telling = last === fullStop || last === colon ? before : found
  const endsWithSign = signs === 1 && sign > start && sign === at - 1 && (flags[last] ?? 0) >= plainEndFlag
  return { end: at, telling, isWord: telling === 0 && (signs === 0 || endsWithSign) }
}

const fullStop = '.'.charCodeAt(0)
const colon = ':'.charCodeAt(0)

/** After the letters, digits, underscores and dollars that stand at a place; the place itself where none do. */
export function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length && (flags[text.charCodeAt(at)] ?? 0) & wordFlag) at += 1
  return at
}
