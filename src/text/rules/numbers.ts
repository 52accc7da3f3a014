import { contactNumbers } from './contact-numbers.js'
import { nationalNumbers } from './national-numbers.js'
import type { Span } from './span.js'

/** A number of a person or an account, told by its shape, its check digits and the words before it. */
export interface NumberRule {
  readonly kind: string
  /** `9` is a digit, `A` a capital letter, anything else itself: `999-99-9999`. */
  readonly shapes: readonly string[]
  /** Stands within a few words before the number. Absent: shape and check are enough. */
  readonly words?: RegExp
  /** The check digits and what else is known of the number, without its separators. Absent: any will do. */
  readonly accept?: (plain: string) => boolean
}

const rules: readonly NumberRule[] = [...nationalNumbers, ...contactNumbers]

/** Kinds of numbers of people and accounts. */
export const numberKinds: readonly string[] = [...new Set(rules.map((rule) => rule.kind))]

const byShape = new Map<string, NumberRule[]>()
for (const rule of rules) {
  for (const shape of rule.shapes) byShape.set(shape, [...(byShape.get(shape) ?? []), rule])
}
const SHORTEST = Math.min(...[...byShape.keys()].map((shape) => shape.length))
const MOST_GROUPS = Math.max(...[...byShape.keys()].map((shape) => shape.split(/[^A9]/).length))

// Digits and capital letters, with single separators between: what such a number is written in, alone or among others. The
// search is for the first digit, since a text has fewer digits than words.
const STRETCH = /\d(?=[A-Z0-9 ./+-]{4})[A-Z0-9]*(?:[ ./+-][A-Z0-9]+)*(?!\w)/g
const LETTERS_BEFORE = /(?<![\w-])[A-Z]{1,16}[ -]?$/
const WORD_BEFORE = /[\w-]$|\d:$/
const TIME_AFTER = /^:\d/
/** Numbers as long as a card's do not come about by chance. */
const LONG_CHARS = 16
/** How far back the words may be that say what a number is. */
const CONTEXT_CHARS = 48

/** Numbers of people and of bank accounts. */
export function findNumbers(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(STRETCH)) {
    const end = match.index + match[0].length
    const before = text.slice(Math.max(0, match.index - 20), match.index)
    const start = match.index - (LETTERS_BEFORE.exec(before)?.[0].length ?? 0)
    if (end - start < SHORTEST) continue
    const cutsWord = WORD_BEFORE.test(text.slice(Math.max(0, start - 2), start))
    findInStretch(text, { start, end, cutsWord }, spans)
  }
  return spans
}

interface Stretch {
  readonly start: number
  readonly end: number
  /** What stands before it belongs to its first group. */
  readonly cutsWord: boolean
}

function findInStretch(
  text: string,
  { start: offset, end: stretchEnd, cutsWord }: Stretch,
  spans: Span[]
): void {
  const stretch = text.slice(offset, stretchEnd)
  const isTime = TIME_AFTER.test(text.slice(stretchEnd, stretchEnd + 2))
  const { shape, starts, ends } = groupsOf(stretch)
  for (let first = 0; first < starts.length; first += 1) {
    const start = starts[first] ?? 0
    if (first > 0 ? /[.+-]/.test(stretch[start - 1] ?? '') : cutsWord) continue
    for (let last = Math.min(first + MOST_GROUPS, starts.length) - 1; last >= first; last -= 1) {
      const end = ends[last] ?? 0
      const known = byShape.get(shape.slice(start, end))
      if (known === undefined || isCut(stretch, start, end) || (isTime && end === stretch.length)) continue
      const before = text.slice(Math.max(0, offset + start - CONTEXT_CHARS), offset + start)
      const rule = ruleFor(known, stretch.slice(start, end), before)
      if (rule === undefined) continue
      spans.push({ start: offset + start, end: offset + end, kind: rule.kind })
      first = last
      break
    }
  }
}

interface Groups {
  readonly shape: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function groupsOf(stretch: string): Groups {
  const starts: number[] = []
  const ends: number[] = []
  let shape = ''
  let inside = false
  for (let at = 0; at <= stretch.length; at += 1) {
    const character = stretch[at] ?? ''
    const sign = character >= '0' && character <= '9' ? '9' : character >= 'A' && character <= 'Z' ? 'A' : ''
    if (sign !== '' && !inside) starts.push(at)
    if (sign === '' && inside) ends.push(at)
    inside = sign !== ''
    shape += sign || character
  }
  return { shape, starts, ends }
}

// Part of something longer: `1.2.3-4`, or groups of one length beside which stand more of that length.
function isCut(stretch: string, start: number, end: number): boolean {
  if (/[.+-]/.test(stretch[end] ?? '')) return true
  const groups = stretch.slice(start, end).split(' ')
  const length = groups[0]?.length ?? 0
  if (groups.length === 1 || end - start >= LONG_CHARS || groups.some((group) => group.length !== length))
    return false
  const before = /(\d+) $/.exec(stretch.slice(Math.max(0, start - 8), start))?.[1]
  const after = /^ (\d+)/.exec(stretch.slice(end, end + 8))?.[1]
  return before?.length === length || after?.length === length
}

function ruleFor(rules: readonly NumberRule[], written: string, before: string): NumberRule | undefined {
  const plain = written.replace(/[^A-Z0-9]/g, '')
  return rules.find(
    ({ words, accept }) =>
      (accept === undefined || accept(plain)) && (words === undefined || words.test(before))
  )
}
