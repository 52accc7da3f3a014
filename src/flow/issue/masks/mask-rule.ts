/** Where a match stands. */
export interface Place {
  /** What the template has before the match, up to `lookBehind` characters. */
  readonly before: string
  /** The whole text, and where the match ends in it. */
  readonly text: string
  readonly end: number
}

/** Rules look no further back than this. */
export const lookBehind = 48

/** One kind of text that a rule knows. */
export interface MaskRule {
  readonly name: string
  /** The characters a match starts with; `other` stands for all that are not ASCII. */
  readonly starts: string
  /** Sticky, and bounded where it could fail late, so that a message takes linear time. */
  readonly pattern: RegExp
  /** Decides between two rules that match the same text: the lower wins. The longer match wins before that. */
  readonly rank: number
  /** Characters of `telling` without which nothing up to the next white space can match; `0` stands for any digit. Saves time alone. */
  readonly needs?: string
  /** What the word that a match starts with is like. Saves time alone. */
  readonly opening?: Opening
  /** Words in lower case that a match can start with where no other rule needs to look: plain words before a space or a comma. */
  readonly words?: readonly string[]
  /** What the template has for the match: a placeholder, or the match itself where it must stay. `undefined`: not of this kind. */
  readonly replace: (match: string, place: Place) => string | undefined
}

/**
 * The word that stands at a place: its letters, digits, underscores and dollars, up to what is none. All that is left out is
 * free. A match that starts with a sign has no word, and only `then.sign` is about it.
 */
export interface Opening {
  /** Characters of the word. */
  readonly atLeast?: number
  readonly atMost?: number
  /** What can stand behind the word, by what it is made of: `''` where no match starts with such a word. */
  readonly then?: Partial<Readonly<Record<Opener, string>>>
}

/** What a word is made of; for `sign`, no word, `then` is about the character behind that sign. */
export type Opener = 'letters' | 'digits' | 'both' | 'sign'

/** The same behind words of any kind. */
export function thenAll(signs: string): NonNullable<Opening['then']> {
  return { letters: signs, digits: signs, both: signs }
}

/** Behind words of letters, or of digits; no match starts with others. */
export function thenOf(opener: 'letters' | 'digits', signs: string): NonNullable<Opening['then']> {
  return { ...thenAll(''), [opener]: signs }
}

/** Whether a text ends as a sticky pattern of the form `(?<=...)$` says, which is asked at the end of the text alone. */
export function endsWith(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = text.length
  return pattern.test(text)
}

/** Ranks, from the most certain kind to the catch-all. */
export const rank = {
  code: 1,
  exact: 2,
  date: 3,
  address: 4,
  path: 5,
  phrase: 6,
  number: 7,
  word: 8
} as const

export const digits = '0123456789'
export const upperCase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const letters = `${upperCase}${upperCase.toLowerCase()}`
export const wordStarts = `${letters}${digits}_$`
export const other = '\u0080'

/** What most kinds of values have somewhere and plain words have not. */
export const telling = '@/\\:.=-+0'

/** What people see in tickets, between angle brackets. */
export const kinds = 'uuid|num|hex|date|duration|size|url|email|path|str|host|id|token'
const placeholder = new RegExp(`<(?:${kinds})>`)

export function hasPlaceholder(text: string): boolean {
  return placeholder.test(text)
}
