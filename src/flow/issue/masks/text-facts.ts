import { other, telling, type Opener } from './mask-rule.js'

export const otherCode = other.charCodeAt(0)

/** Stands for the code of a character before the start of a text, or after its end. */
export const endCode = otherCode + 1

/** One character of each kind of codes that rules tell apart. */
export function characterAt(code: number): string {
  return String.fromCharCode(code)
}

/** The code at a place, where all that are not ASCII are one. */
export function codeAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return endCode
  return Math.min(text.charCodeAt(at), otherCode)
}

/** The kinds of words, each where `openerOf` says. */
export const openers: readonly Opener[] = ['sign', 'letters', 'digits', 'both']

/** Above the bits of `telling`. */
const lettersBit = 1 << telling.length
const digitsBit = lettersBit << 1
const signBit = digitsBit << 1
const plainEndBit = signBit << 1
const breakBit = plainEndBit << 1
const wordBits = lettersBit | digitsBit
const tellingBits = lettersBit - 1

/** What characters are, as bits, by code. */
const facts = Uint16Array.from({ length: otherCode + 1 }, (_, code) => {
  const character = characterAt(code)
  const digit = /\d/.test(character)
  const word = /[\w$]/.test(character)
  const sign = telling.indexOf(digit ? '0' : character)
  return (
    (sign < 0 ? 0 : 1 << sign) |
    (digit ? digitsBit : 0) |
    (word && !digit ? lettersBit : 0) |
    (word ? 0 : signBit) |
    (/[ ,;:.)\]!?]/.test(character) ? plainEndBit : 0) |
    (character === ' ' ? breakBit : 0)
  )
})

function factsAt(text: string, at: number): number {
  return facts[Math.min(text.charCodeAt(at), otherCode)] ?? 0
}

/** The word at a place. One for each text, written anew for each word: most of a text is words, and objects take time. */
export interface Word {
  /** After its letters, digits, underscores and dollars; the place itself where none stand there. */
  end: number
  /** Where in `openers`. */
  opener: number
}

export function readWord(word: Word, text: string, start: number): void {
  let at = start
  let found = 0
  for (; at < text.length; at += 1) {
    const fact = factsAt(text, at)
    if ((fact & wordBits) === 0) break
    found |= fact
  }
  word.end = at
  word.opener = (found & wordBits) / lettersBit
}

/** A piece of text up to the next space. One for each text, as `Word` is. */
export interface Chunk {
  end: number
  /** Its telling characters, as bits; a full stop or colon that ends it does not count. */
  telling: number
  /** A word, and at most one sign behind it. */
  isWord: boolean
}

export function readChunk(chunk: Chunk, text: string, start: number): void {
  let at = start
  let before = 0
  let found = 0
  let last = 0
  let firstSign = -1
  for (; at < text.length; at += 1) {
    const fact = factsAt(text, at)
    if ((fact & breakBit) !== 0) break
    before = found
    found |= last = fact
    if (firstSign < 0 && (fact & signBit) !== 0) firstSign = at
  }
  const lastCode = text.charCodeAt(at - 1)
  chunk.end = at
  chunk.telling = (lastCode === fullStop || lastCode === colon ? before : found) & tellingBits
  const endsWithSign = firstSign > start && firstSign === at - 1 && (last & plainEndBit) !== 0
  chunk.isWord = chunk.telling === 0 && (firstSign < 0 || endsWithSign)
}

const fullStop = '.'.charCodeAt(0)
const colon = ':'.charCodeAt(0)
