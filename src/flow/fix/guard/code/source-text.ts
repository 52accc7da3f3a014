import { languages } from './language.js'
import type { Language, LanguageName } from './language.js'

/** One text in three views of the same length: a column means the same place in each. */
export interface SourceText {
  readonly language: LanguageName
  readonly raw: readonly string[]
  /** Without comments. */
  readonly bare: readonly string[]
  /** Without comments and without what stands inside strings. */
  readonly code: readonly string[]
}

type Quote = Language['quotes'][number]
type Part = 'code' | 'string' | 'comment'

/** Reads roughly, in one pass: an odd literal may blur its line, never cost more than linear time. */
export function readSource(text: string, language: LanguageName): SourceText {
  const bare: string[] = []
  const code: string[] = []
  for (const { part, from, to } of partsOf(text, languages[language])) {
    const piece = text.slice(from, to)
    const blank = part === 'code' ? piece : piece.replace(/[^\n]/g, ' ')
    bare.push(part === 'comment' ? blank : piece)
    code.push(blank)
  }
  return {
    language,
    raw: text.split('\n'),
    bare: bare.join('').split('\n'),
    code: code.join('').split('\n')
  }
}

interface Span {
  readonly part: Part
  readonly from: number
  readonly to: number
}

/** Spans of strings leave out their quotes. */
function partsOf(text: string, language: Language): readonly Span[] {
  const spans: Span[] = []
  /** Braces that are open inside each hole of a template. */
  const holes: { readonly quote: Quote; depth: number }[] = []
  let from = 0
  let at = 0
  const cut = (part: Part, start: number, end: number): void => {
    spans.push({ part: 'code', from, to: start }, { part, from: start, to: end })
    from = end
    at = end
  }
  const openString = (quote: Quote, start: number): void => {
    const end = stringEnd(text, start, quote)
    cut('string', start, end.at)
    if (end.kind === 'hole') {
      holes.push({ quote, depth: 0 })
      at = end.at + 2
    } else if (end.kind === 'mark') at = end.at + quote.mark.length
  }
  while (at < text.length) {
    const comment = commentEnd(text, at, language)
    if (comment !== undefined) {
      cut('comment', at, comment)
      continue
    }
    const quote = language.quotes.find((each) => opens(each, text, at))
    const hole = holes.at(-1)
    const character = text[at]
    if (quote !== undefined) openString(quote, at + quote.mark.length)
    else if (character === '/' && language.regexLiterals && mayBeValue(text, at)) {
      const end = regexEnd(text, at)
      if (end === undefined) at++
      else cut('string', at + 1, end)
    } else if (hole !== undefined && character === '}' && hole.depth === 0) {
      holes.pop()
      openString(hole.quote, at + 1)
    } else {
      if (hole !== undefined && character === '{') hole.depth++
      if (hole !== undefined && character === '}') hole.depth--
      at++
    }
  }
  spans.push({ part: 'code', from, to: text.length })
  return spans
}

function opens(quote: Quote, text: string, at: number): boolean {
  if (!text.startsWith(quote.mark, at)) return false
  return quote.oneCharacter !== true || text[at + 1] === '\\' || text[at + 2] === quote.mark
}

/** `undefined`: no comment starts here. */
function commentEnd(text: string, at: number, language: Language): number | undefined {
  if (language.blockComments && text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2)
    return end === -1 ? text.length : end + 2
  }
  const mark = language.lineComments.find((each) => text.startsWith(each, at))
  // `#[` is an attribute of PHP; `#{` opens a value in Ruby and Elixir.
  if (mark === undefined || (mark === '#' && (text[at + 1] === '[' || text[at + 1] === '{'))) return undefined
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

function stringEnd(
  text: string,
  start: number,
  quote: Quote
): { readonly kind: 'mark' | 'hole' | 'line'; readonly at: number } {
  let at = start
  while (at < text.length) {
    const character = text[at]
    if (character === '\n' && !quote.manyLines) return { kind: 'line', at }
    if (character === '\\' && quote.escapes) at += text[at + 1] === '\n' ? 1 : 2
    else if (quote.hole !== undefined && text.startsWith(quote.hole, at)) return { kind: 'hole', at }
    else if (text.startsWith(quote.mark, at)) return { kind: 'mark', at }
    else at++
  }
  return { kind: 'line', at: text.length }
}

const farthestBack = 24
const longestRegex = 300

/** A division has a value at its left, a regular expression has not. */
function mayBeValue(text: string, at: number): boolean {
  const left = text.slice(Math.max(0, at - farthestBack), at).trimEnd()
  return left === '' || /[(,=:[!&|?{};+>\n]$|\b(?:return|typeof|case|in|of|await|yield)$/.test(left)
}

/** Where the closing slash stands; `undefined`: none on this line. */
function regexEnd(text: string, at: number): number | undefined {
  let inClass = false
  for (let next = at + 1; next < Math.min(text.length, at + longestRegex); next++) {
    const character = text[next]
    if (character === '\n') return undefined
    if (character === '\\') next++
    else if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (character === '/' && !inClass) return next
  }
  return undefined
}
