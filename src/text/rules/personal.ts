import { ibanLength, passesLuhn, passesMod97, passesNhsCheck } from './checksums.js'
import { findByPatterns, type PatternRule, type Span } from './span.js'

// Found by the sign in the middle; what is before it is looked for to the left.
const EMAIL =
  /(?:@|%40|\\u0040|&#64;)(?<=([\p{L}\p{N}._%+-]{1,128})(?:@|%40|\\u0040|&#64;))((?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}(?:xn--[a-z0-9-]{2,30}|\p{L}{2,24}))(?=(:\d)?)/giu
// `icon@2x.png`, `render@bundle.js:12:3` and `next@14.0.0-canary.next` are no addresses.
const FILE_ENDING =
  /\.(?:jsx?|tsx?|[cm]js|css|scss|png|jpe?g|gif|svg|webp|json|html?|map|vue|php|java|kt|go|cs|cpp|ya?ml|lock)$/i
const SOURCE_ENDING = /\.(?:py|rs|rb|sh|pl|cc|so|swift|md|scala|dart|ex|exs|lua)$/i
const VERSION_DOMAIN = /^\d+\.\d+\./

const INTERNATIONAL = /(?<![\w+.])(?:\+|00(?=[1-9]\d{0,2}[ -]))[1-9][\d ().-]{6,30}/g
const IBAN_START = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?=[ ]?[A-Z0-9]{4})/g

const rules: readonly PatternRule[] = [
  // North America, with the area code in brackets or separated by dashes or dots.
  {
    kind: 'phone',
    pattern:
      /(?<![\w.+-])(?:1[ .-])?(?:\([2-9]\d{2}\)[ -]?[2-9]\d{2}[ .-]|[2-9]\d{2}([.-])[2-9]\d{2}\1)\d{4}(?![\w-]|\.\d)/g
  },
  // National numbers with a leading zero: 020 7946 0958, 07700 900123, 06 12 34 56 78.
  {
    kind: 'phone',
    pattern: /(?<![\w.+:-])(?:\(0[1-9]\d{1,3}\)|0[1-9]\d{1,3})[ -]\d{3,4}[ -]?\d{3,4}(?![\w-]|[.:]\d)/g
  },
  { kind: 'phone', pattern: /(?<![\w.+:-])(?<!\d[ .])0[1-9](?:([ .])\d{2})(?:\1\d{2}){3}(?![\w:-]|[ .]\d)/g },
  // https://www.ssa.gov/employer/randomization.html says which numbers are never given out.
  { kind: 'us-ssn', pattern: /(?<![\w-]|\d\.)(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g },
  {
    kind: 'payment-card',
    pattern:
      /(?<!\w|\d\.)(?:[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5}|3[0689]\d{2}([ -])\d{6}\3\d{4}|[2-6]\d{12,15})(?!\w|\.\d)/g,
    accept: (number) => isCard(number)
  },
  {
    kind: 'nhs-number',
    pattern: /(?<![\w.-])[34679]\d{2}([ -])\d{3}\1\d{4}(?!\w|[.-]\d)/g,
    accept: (number) => passesNhsCheck(digitsOf(number))
  },
  {
    kind: 'nhs-number',
    pattern: /\bNHS(?:[ _-]?(?:number|no|num|id))?\.?["']?[ :#=]{1,3}["']?(?<secret>\d{10})(?!\d)/gi,
    accept: (number) => passesNhsCheck(number)
  }
]

/** Kinds of personal data that are found by how they are written. */
export const personalKinds: readonly string[] = ['email', 'iban', ...new Set(rules.map((rule) => rule.kind))]

/** Mail addresses, phone numbers, payment cards, bank accounts and national numbers, wherever they stand. */
export function findPersonalData(text: string): Span[] {
  return [
    ...findEmails(text),
    ...findInternationalNumbers(text),
    ...findIbans(text),
    ...findByPatterns(rules, text)
  ]
}

function findEmails(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(EMAIL)) {
    const [sign, local = '', domain = '', lineNumber] = match
    const isFile = FILE_ENDING.test(domain) || (lineNumber !== undefined && SOURCE_ENDING.test(domain))
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
      const isTime = /^:\d/.test(
        text.slice(match.index + group.index + group[0].length, match.index + match[0].length + 2)
      )
      if (isTime || digits + group[0].length > 15) break
      digits += group[0].length
      end = group.index + group[0].length
    }
    const next = text[match.index + end] ?? ''
    if (digits >= 8 && !/\w/.test(next)) {
      spans.push({ start: match.index, end: match.index + end, kind: 'phone' })
    }
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

// Sixteen digits that pass are one in ten by chance, so the brand's prefix and length have to fit as well.
function isCard(number: string): boolean {
  const digits = digitsOf(number)
  const prefix = Number(digits.slice(0, 4))
  const fits =
    (digits.startsWith('4') && (digits.length === 16 || digits.length === 13)) ||
    (digits.length === 16 && ((prefix >= 5100 && prefix <= 5599) || (prefix >= 2221 && prefix <= 2720))) ||
    (digits.length === 16 && /^(?:6011|64[4-9]|65|62|35|50|5[6-9]|63|67)/.test(digits)) ||
    (digits.length === 15 && /^3[47]/.test(digits)) ||
    (digits.length === 14 && /^3(?:0[0-5]|[689])/.test(digits))
  return fits && passesLuhn(digits)
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, '')
}
