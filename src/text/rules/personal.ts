import { ibanLength, passesMod97 } from './checksums.js'
import { findNumbers, numberKinds } from './numbers.js'
import { findByPatterns, type PatternRule, type Span } from './span.js'

// Found by the sign in the middle; what is before it is looked for to the left.
const EMAIL =
  /@(?<=([\p{L}\p{N}._%+-]{1,128})@)((?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}(?:xn--[a-z0-9-]{2,30}|\p{L}{2,24}))(?=(:\d)?(:\d{1,9}:\d)?)/giu
// `icon@2x.png`, `render@bundle.js:12:3` and `next@14.0.0-canary.next` are no addresses.
const FILE_ENDING =
  /\.(?:jsx?|tsx?|[cm]js|css|scss|png|jpe?g|gif|svg|webp|json|html?|map|vue|php|java|kt|go|cs|cpp|ya?ml|lock|bundle|jsbundle|wasm|dart)$/i
const SOURCE_ENDING = /\.(?:py|rs|rb|sh|pl|cc|so|swift|md|scala|dart|ex|exs|lua)$/i
const VERSION_DOMAIN = /^\d+\.\d+\./

// Here and below, what may not stand before is looked at behind the first sign: in front of it, it would be looked at
// everywhere.
const INTERNATIONAL = /[+0](?<![\w+.][+0])(?:(?<=\+)|(?<=0)0(?=[1-9]\d{0,2}[ -]))[1-9][\d ().-]{6,30}/g
const IBAN_START = /[A-Z](?<![A-Za-z0-9][A-Z])[A-Z]\d{2}(?=[ ]?[A-Z0-9]{4})/g

// Phone numbers with the area code in brackets.
const rules: readonly PatternRule[] = [
  {
    kind: 'phone',
    pattern:
      /\((?<![\w.+-]\()(?:[2-9]\d{2}\)[ -]?[2-9]\d{2}[ .-]\d{4}|0[1-9]\d{1,3}\)[ -]\d{3,4}[ -]?\d{3,4})(?![\w-]|[.:]\d)/g
  }
]

/** Kinds of personal data that are found by how they are written. */
export const personalKinds: readonly string[] = [
  'email',
  'iban',
  ...new Set([...numberKinds, ...rules.map((rule) => rule.kind)])
]

/** Mail addresses, phone numbers, payment cards, bank accounts and national numbers, wherever they stand. */
export function findPersonalData(text: string): Span[] {
  return [
    ...findEmails(text),
    ...findInternationalNumbers(text),
    ...findIbans(text),
    ...findNumbers(text),
    ...findByPatterns(rules, text)
  ]
}

function findEmails(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(EMAIL)) {
    const [sign, local = '', domain = '', lineNumber, lineAndColumn] = match
    const isFile =
      lineAndColumn !== undefined ||
      FILE_ENDING.test(domain) ||
      (lineNumber !== undefined && SOURCE_ENDING.test(domain))
    // git@host:path is how git writes a remote; the name says nothing.
    const isRemote = local === 'git' && /[:/]/.test(text[match.index + sign.length] ?? '')
    if (isFile || isRemote || VERSION_DOMAIN.test(domain)) continue
    spans.push({ start: match.index - local.length, end: match.index + sign.length, kind: 'email' })
  }
  return spans
}

// E.164 allows 15 digits; what a longer run starts with counts, up to the last separator that keeps to it.
function findInternationalNumbers(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(INTERNATIONAL)) {
    let digits = 0
    let end = 0
    for (const group of match[0].matchAll(/\d+/g)) {
      const groupEnd = group.index + group[0].length
      const next = text.slice(match.index + groupEnd, match.index + groupEnd + 2)
      if (/^\w|^:\d/.test(next) || digits + group[0].length > 15) break
      digits += group[0].length
      end = groupEnd
    }
    if (digits >= 8) spans.push({ start: match.index, end: match.index + end, kind: 'phone' })
  }
  return spans
}

function findIbans(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(IBAN_START)) {
    const end = ibanEnd(text, match.index)
    if (end !== undefined) spans.push({ start: match.index, end, kind: 'iban' })
  }
  return spans
}

// As many letters and digits as the country has, with at most one space between two of them.
function ibanEnd(text: string, start: number): number | undefined {
  const length = ibanLength(text.slice(start, start + 2))
  if (length === undefined) return undefined
  let iban = ''
  let end = start
  for (; iban.length < length; end += 1) {
    const character = text[end] ?? ''
    if (/[A-Z0-9]/.test(character)) iban += character
    else if (character !== ' ' || text[end - 1] === ' ') return undefined
  }
  return /[A-Za-z0-9]/.test(text[end] ?? '') || !passesMod97(iban) ? undefined : end
}
