import { findTokens, tokenKinds } from './tokens.js'
import { findByPatterns, type PatternRule, type Span } from './span.js'

const PRIVATE_KEY = 'private-key'
const KEY_START = /-----BEGIN[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const KEY_BODY = /(?:[A-Za-z0-9+/=\s]|\\[nr])*/y
// More than the largest key in use, and short enough that a key without an end does not take the text with it.
const MAX_KEY_CHARS = 16_384

// What the preset does not know, or knows only whole: a cut token is still worth hiding.
const rules: readonly PatternRule[] = [
  { kind: 'jwt', pattern: /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g },
  { kind: 'jwt', pattern: /\.eyJ(?<=(?<before>eyJ[\w-]{8,})\.eyJ)[\w-]{4,}(?:\.[\w-]*){0,3}/g },
  {
    kind: 'bearer-token',
    pattern: /\bBearer[ \t]{1,4}(?<secret>[\w.~+/-]{8,}={0,2})/gi,
    accept: isTokenLike
  },
  {
    kind: 'basic-credentials',
    pattern: /\bBasic[ \t]{1,4}(?<secret>[A-Za-z0-9+/_-]{6,}={0,2})/gi,
    accept: isUserAndPassword
  },
  {
    kind: 'basic-credentials',
    pattern: /(?<![\w-])(?:-u|--user)[ =]?["']?(?<secret>[^\s:"'=-][^\s:"']{0,128}:[^\s"']{1,256})/g
  },
  // https://discord.com/developers/docs/reference#authentication
  { kind: 'discord-token', pattern: /[MNO](?<![\w-][MNO])[\w-]{22,27}\.[\w-]{6}\.[\w-]{27,}/g },
  // https://developers.asana.com/docs/personal-access-token
  {
    kind: 'asana-token',
    pattern: /[012]\/(?<![\w/][012]\/)\d{10,20}(?:\/\d{10,20})?:[a-f0-9]{32}(?![A-Za-z0-9])/g
  },
  {
    // 32 or 40 hexadecimal digits are a fingerprint or a commit as well, so the words before have to say what they are.
    kind: 'datadog-key',
    pattern:
      /(?:datadog|\bdd)[\w .-]{0,24}?key["']?[\s:=]{1,4}(?:is[ :]{1,2})?["']?(?<secret>[a-f0-9]{40}|[a-f0-9]{32})(?![A-Za-z0-9])/gi
  }
]

/** Kinds of credential that this file finds. */
export const credentialKinds: readonly string[] = [
  PRIVATE_KEY,
  ...new Set([...rules.map((rule) => rule.kind), ...tokenKinds])
]

/** Credentials by how they are written, and private keys, whole or cut. */
export function findCredentials(text: string): Span[] {
  return [...findPrivateKeys(text), ...findTokens(text), ...findByPatterns(rules, text)]
}

function findPrivateKeys(text: string): Span[] {
  const spans: Span[] = []
  let keyEnd = -1
  for (const match of text.matchAll(KEY_START)) {
    const bodyStart = match.index + match[0].length
    // Looked for once for all the starts before it: a text of nothing but starts would take long otherwise.
    if (keyEnd < bodyStart && keyEnd !== Infinity) keyEnd = indexOrNever(text, '-----END', bodyStart)
    const end = keyEnd - bodyStart <= MAX_KEY_CHARS ? lineEnd(text, keyEnd) : bodyEnd(text, bodyStart)
    spans.push({ start: match.index, end, kind: PRIVATE_KEY })
  }
  return spans
}

function indexOrNever(text: string, part: string, start: number): number {
  const index = text.indexOf(part, start)
  return index < 0 ? Infinity : index
}

function lineEnd(text: string, start: number): number {
  const closing = text.indexOf('-----', start + '-----END'.length)
  return closing < 0 || closing - start > 80 ? start + '-----END'.length : closing + '-----'.length
}

function bodyEnd(text: string, start: number): number {
  KEY_BODY.lastIndex = start
  const body = KEY_BODY.exec(text)?.[0] ?? ''
  return start + Math.min(body.length, MAX_KEY_CHARS)
}

// "Bearer authentication failed" is no credential.
function isTokenLike(secret: string): boolean {
  return /\d/.test(secret) || secret.length >= 24
}

function isUserAndPassword(secret: string): boolean {
  const whole = secret.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  return whole.length % 4 !== 1 && atob(whole).includes(':')
}
