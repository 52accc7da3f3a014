import type { Span } from './span.js'

/** Kind of a credential that a sentence names: `the API key is …`. */
export const LABELLED_SECRET = 'labelled-secret'

// `key` alone is also a column's and a cache's, so another word has to say which key it is.
const LABEL =
  /\b(?:(?:api|access|secret|app|application|admin|account|private|encryption|signing|master|subscription|storage|licen[cs]e|integration|service|auth|client|datadog|dd)[ _-](?:key|id)|session id|token|secret|pass(?:word|phrase|code|wd)|credentials?)["'`]?(?:[ \t]{0,2}[:=][ \t]{0,2}|[ \t]{1,2}(?:(?:is|was|of|value)[: ]{1,2})?|(?=\())["'`(<[]{0,2}(?<secret>[^\s"'`()<>[\]{},;&]{8,512})/gi
const SEPARATED_WORDS = /^(?:[A-Z]?[a-z]+|[A-Z]+)\d{0,4}(?:[_.-](?:[A-Z]?[a-z]*|[A-Z]*)\d{0,4})+$/
const CHANGES = /[a-z](?=[A-Z\d])|\d(?=[A-Za-z])|[A-Z](?=\d)/g

/** Credentials that a sentence names and that look like none of a vendor's: `No match for API key 0a1b2c…`. */
export function findLabelledSecrets(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(LABEL)) {
    const written = match.groups?.['secret'] ?? ''
    const secret = written.replace(/[.:!?}|]+$/, '')
    if (!looksRandom(secret)) continue
    const start = match.index + match[0].length - written.length
    spans.push({ start, end: start + secret.length, kind: LABELLED_SECRET })
  }
  return spans
}

// Letters and digits that take turns, or a sign between them, as passwords have it.
function looksRandom(secret: string): boolean {
  if (!/[A-Za-z]/.test(secret)) return false
  if (SEPARATED_WORDS.test(secret) || /:\/\/|^[/.]|\.[a-z]{2,4}(?::\d+)*$/.test(secret)) return false
  const changes = (secret.match(CHANGES) ?? []).length
  if (!/\d/.test(secret)) return secret.length >= 20 && changes >= 5
  return changes >= 3 || (changes >= 1 && /[!#$%^*~&?]/.test(secret))
}
