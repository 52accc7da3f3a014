import type { Span, SpanFinder } from './span.js'

/** Kind of this run's own credentials. */
export const OWN_SECRET = 'own-credential'

/** Shorter values say nothing of themselves: they would take words and numbers out of every text. */
const MIN_SECRET_CHARS = 4
const MIN_ENCODED_CHARS = 6
const MIN_LINE_CHARS = 12
const MAX_RUN_CHARS = 512

/**
 * Finds given values in the forms in which they travel: as they are, URL-encoded, JSON-escaped once or twice, in base64
 * on their own or as part of something longer (`user:token`), in hexadecimal, and each long line of a value of many lines.
 */
export function createOwnSecretFinder(secrets: readonly string[]): SpanFinder {
  const values = secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= MIN_SECRET_CHARS)
  const plain = [...new Set(values.flatMap(writtenForms))]
  const encoded = [...new Set(values.flatMap(base64Forms))]
  return (text) => [
    ...plain.flatMap((form) => findForm(text, form)),
    ...encoded.flatMap((form) => findForm(text, form).map((span) => wholeRun(text, span)))
  ]
}

function writtenForms(secret: string): string[] {
  const once = JSON.stringify(secret).slice(1, -1)
  const urlEncoded = encodeURIComponent(secret.replace(/\p{Cs}/gu, '\ufffd'))
  return [
    secret,
    once,
    once.replaceAll('/', '\\/'),
    JSON.stringify(once).slice(1, -1),
    urlEncoded,
    urlEncoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    urlEncoded.replaceAll('%20', '+'),
    ...hexForms(secret),
    ...secret
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line.length >= MIN_LINE_CHARS && !line.startsWith('-----'))
  ]
}

function hexForms(secret: string): string[] {
  const hex = [...new TextEncoder().encode(secret)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex, hex.toUpperCase()]
}

/** The characters of base64 that the secret alone decides, for each of the three places in which it can start. */
function base64Forms(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)]
  return [0, 1, 2].flatMap((offset) => {
    const encoded = btoa(String.fromCharCode(...new Array<number>(offset).fill(0), ...bytes))
    const head = [0, 2, 3][offset] ?? 0
    const tail = [0, 3, 2][(offset + bytes.length) % 3] ?? 0
    const core = encoded.slice(head, encoded.length - tail)
    return core.length < MIN_ENCODED_CHARS ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

function findForm(text: string, form: string): Span[] {
  const spans: Span[] = []
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
    spans.push({ start, end: start + form.length, kind: OWN_SECRET })
  }
  return spans
}

// `user:` before the token is in the same run. A slash is left as the end of it, since paths have them too.
function wholeRun(text: string, { start, end, kind }: Span): Span {
  let from = start
  while (from > 0 && start - from < MAX_RUN_CHARS && /[\w+-]/.test(text[from - 1] ?? '')) from -= 1
  let to = end
  while (to - end < MAX_RUN_CHARS && /[\w+=-]/.test(text[to] ?? '')) to += 1
  return { start: from, end: to, kind }
}
