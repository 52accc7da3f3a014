import type { ValueShape } from './keys.js'

/** Where a value is, `[start, end)`, and what was around it. */
export interface FoundValue {
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

const MARK = '\\ufdd0-\\ufdef'
const QUOTE =
  /(?:string\(\d{1,6}\) )?(?:[bBuUrRfF]{0,2}(?=\\{0,8}["']))?(\\{0,8}["'`]|%22|&quot;|&#34;|&#39;)/y

// A word ends at white space and quotes; at a comma, semicolon or ampersand only where another key or nothing follows,
// since passwords have them too.
const WORD = /(?:[^\s"'`<>,;&|]|[,;&|](?!\s|$|["'\w.-]{1,64}\s?[=:]))+/y
const DIGITS = new RegExp(`[A-Za-z]{0,2}[+(]?\\d(?:[\\d ()./-]{0,30}\\d)?|[${MARK}]+`, 'y')
const NAME = new RegExp(
  `\\d[\\p{L}\\p{M}\\d’'._@+%-]{0,64}|[\\p{L}%][\\p{L}\\p{M}\\d’'._@+%-]{0,64}(?: \\p{Lu}[\\p{L}\\p{M}’'.-]{0,64}){0,3}|[${MARK}]+`,
  'uy'
)
const NUMBER = /[A-Za-z0-9](?:(?:[ ./+-]|%20)?[A-Z0-9]){2,30}/y
const ADDRESS =
  /(?:\d{1,5}[A-Za-z]?(?:[ ,+]{1,2}|%20))?\p{Lu}[\p{L}\d.'’%+-]{0,80}(?: \p{L}[\p{L}.'’-]{0,40}){0,4}(?:[ ,]{1,2}\d{1,5}[A-Za-z]?(?![\p{L}\d]))?(?:, (?![\w.-]{1,64}\s?[=:])[\p{L}\d][\p{L}\d .'’-]{1,40}){0,3}/uy
const SCHEMED = /(?:(?:Basic|Bearer|Token|ApiKey|Api-Key|Key|Negotiate|NTLM|GenieKey|SSWS|JWT)[ \t]{1,4})?/iy
// A quoted parameter belongs to the header, also where its quotes are escaped, or where the text was cut before the last one.
const HEADER_LINE = /(?:=\\{0,8}(?:"[^"\r\n]*"?|'[^'\r\n]*'?)|[^\r\n"'`])+/y

const PATTERNS = {
  secret: WORD,
  token: WORD,
  email: WORD,
  digits: DIGITS,
  number: NUMBER,
  name: NAME,
  'name-like': NAME,
  address: ADDRESS,
  'address-like': ADDRESS
} as const satisfies Record<Exclude<ValueShape, 'header'>, RegExp>

/** The value that starts at a place behind a key's separator; `undefined` where none does. */
export function valueAt(text: string, position: number, shape: ValueShape): FoundValue | undefined {
  const quote = matchAt(QUOTE, text, position)
  if (quote !== undefined) return quotedValue(text, quote.end, quote.group)
  if (shape === 'header') return headerValue(text, position)
  // Postgres says `Key (email)=(someone) already exists`.
  const found = matchAt(PATTERNS[shape], text, text[position] === '(' ? position + 1 : position)
  if (found === undefined) return undefined
  const value = found.text.replace(/[\\()[\]{},.;:|]*$/, '')
  return value === '' ? undefined : { start: found.start, end: found.start + value.length, quoted: false }
}

// Up to the same quote with the same number of backslashes: `{\"password\":\"a\\\"b\"}` is JSON inside a JSON string.
// Where there is none, the value ends with its line.
function quotedValue(text: string, start: number, quote: string): FoundValue | undefined {
  const sign = quote.replace(/^\\+/, '')
  const depth = quote.length - sign.length
  let slashes = 0
  let end = start
  for (; end < text.length && text[end] !== '\n'; end += 1) {
    if (text[end] === '\\') {
      slashes += 1
      continue
    }
    const closes = depth === 0 ? slashes % 2 === 0 : slashes <= depth
    // YAML and SQL write the quote itself twice.
    if (
      closes &&
      depth === 0 &&
      end > start &&
      text[end] === sign &&
      text[end + 1] === sign &&
      /\w/.test(text[end + 2] ?? '')
    ) {
      end += 1
      continue
    }
    if (closes && text.startsWith(sign, end)) {
      end -= depth === 0 ? 0 : slashes
      break
    }
    slashes = 0
  }
  return end > start ? { start, end, quoted: true } : undefined
}

// A scheme that takes one word ends with it; what is not known (Digest, AWS4-HMAC-SHA256, cookies) ends with the line.
function headerValue(text: string, position: number): FoundValue | undefined {
  const scheme = matchAt(SCHEMED, text, position)
  if (scheme !== undefined && scheme.text !== '') {
    const credentials = matchAt(WORD, text, scheme.end)
    return credentials && { start: position, end: credentials.end, quoted: false }
  }
  const line = matchAt(HEADER_LINE, text, position)
  return line && { start: line.start, end: line.end, quoted: false }
}

interface Match {
  readonly text: string
  readonly group: string
  readonly start: number
  readonly end: number
}

function matchAt(pattern: RegExp, text: string, position: number): Match | undefined {
  pattern.lastIndex = position
  const match = pattern.exec(text)
  return match === null
    ? undefined
    : { text: match[0], group: match[1] ?? '', start: position, end: position + match[0].length }
}
