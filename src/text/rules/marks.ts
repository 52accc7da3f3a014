import type { Span } from './span.js'

// While the rules run, each replacement is a mark of four characters from U+FDD0..U+FDEF, which Unicode sets aside for a
// program's own use: no rule takes one for a letter, so what was replaced is not found again.
const OPEN = '\ufdd0'
const DIGITS =
  '\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb\ufddc\ufddd\ufdde\ufddf\ufde0'
const ANY_MARK_CHARACTER = /[\ufdd0-\ufdef]/g
const ONLY_MARKS = /^[\ufdd0-\ufdef]*$/
const MARK = /\ufdd0([\ufdd1-\ufde0]{3})/g
const TOKEN = /\[redacted:([a-z0-9-]{1,60})\]/g

/** Most kinds that marks can tell apart. */
export const MAX_KINDS = DIGITS.length ** 3

/** Text in which replacements are marks. */
export interface MarkedText {
  /** Replacements of known kinds as marks; a character reserved for marks becomes U+FFFD. */
  mark(text: string): string
  /** Marks as the replacements that a reader sees. */
  unmark(text: string): string
  /** Puts marks for spans that are in order and apart. Says `undefined` when all of them are marks already. */
  replace(
    text: string,
    spans: readonly Span[]
  ): { readonly text: string; readonly replaced: readonly Span[] } | undefined
}

/** What stands in the text where something was taken out. */
export function replacementFor(kind: string): string {
  return `[redacted:${kind}]`
}

/** Marks for a closed list of kinds. A replacement in the input that names any other kind is ordinary text. */
export function createMarks(kinds: readonly string[]): MarkedText {
  const marks = new Map(kinds.map((kind, index) => [kind, OPEN + digitsOf(index)]))
  const markOf = (kind: string): string => marks.get(kind) ?? ''
  return {
    mark: (text) =>
      text
        .replace(ANY_MARK_CHARACTER, '\ufffd')
        .replace(TOKEN, (token, kind: string) => marks.get(kind) ?? token),
    unmark: (text) => text.replace(MARK, (_, digits: string) => replacementFor(kinds[indexOf(digits)] ?? '')),
    replace: (text, spans) => {
      const replaced: Span[] = []
      let out = ''
      let position = 0
      for (const { start, end, kind } of spans) {
        const from = Math.max(position, markStart(text, start))
        const to = markEnd(text, end)
        if (to <= from || ONLY_MARKS.test(text.slice(from, to))) continue
        out += text.slice(position, from) + markOf(kind)
        position = to
        replaced.push({ start: from, end: to, kind })
      }
      return replaced.length === 0 ? undefined : { text: out + text.slice(position), replaced }
    }
  }
}

function digitsOf(index: number): string {
  const base = DIGITS.length
  return [Math.floor(index / base ** 2), Math.floor(index / base) % base, index % base]
    .map((digit) => DIGITS[digit])
    .join('')
}

function indexOf(digits: string): number {
  return [...digits].reduce((index, digit) => index * DIGITS.length + DIGITS.indexOf(digit), 0)
}

// A span that starts or ends inside a mark takes the whole of it.
function markStart(text: string, position: number): number {
  let start = position
  while (start > 0 && isDigit(text[start])) start -= 1
  return start
}

function markEnd(text: string, position: number): number {
  let end = position
  while (isDigit(text[end])) end += 1
  return end
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '\ufdd1' && character <= '\ufdef'
}
