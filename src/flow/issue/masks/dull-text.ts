import { kinds, other, type MaskRule } from './mask-rule.js'

/**
 * Matches what no rule can match from where a chunk starts, so that most of a message takes one step: characters that no match
 * starts with, plain words and placeholders up to the next space. Not the words that begin as a word of the rules. Bounded, as
 * a regular expression remembers all the steps that it could take back.
 */
export function dullText(rules: readonly MaskRule[]): RegExp {
  const starts = new Set(rules.flatMap((rule) => [...rule.starts]))
  const ascii = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code))
  const noStart = `[${ascii
    .filter((character) => !starts.has(character))
    .map(escaped)
    .join('')}${starts.has(other) ? '' : '\\x80-\\uffff'}]`
  const beginnings = [...new Set(rules.flatMap(({ words }) => words ?? []).map(beginningOf))].sort()
  const plainWord = `(?!${beginnings.join('|')})[a-z_$]+`
  const end = '[,;:.)\\]!?]?(?: |$)'
  return new RegExp(`(?:${plainWord}${end}|${noStart}|<(?:${kinds})>${end}){1,400}`, 'iy')
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}

function beginningOf(word: string): string {
  return word.length < 3 ? `${word}(?![a-z_$])` : word.slice(0, 3)
}
