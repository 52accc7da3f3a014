import { credentialKinds, findCredentials } from './rules/credentials.js'
import { createCustomFinder, type RedactionPattern } from './rules/custom-patterns.js'
import { findDecoded } from './rules/decoded.js'
import { findKeyValues, isSensitiveValue } from './rules/key-values.js'
import { classifyKey, keyKinds } from './rules/keys.js'
import { findLabelledSecrets, LABELLED_SECRET } from './rules/labels.js'
import { createMarks, replacementFor, type MarkedText } from './rules/marks.js'
import { findAddresses, IP_ADDRESS, MAC_ADDRESS } from './rules/network.js'
import { createOwnSecretFinder, OWN_SECRET } from './rules/own-secrets.js'
import { findPersonalData, personalKinds } from './rules/personal.js'
import { findPresetCredentials, presetKinds } from './rules/preset.js'
import { mergeSpans, type Span, type SpanFinder } from './rules/span.js'
import { findUrlCredentials, URL_CREDENTIALS } from './rules/urls.js'

export type { RedactionPattern } from './rules/custom-patterns.js'

/** `strict` asks whoever composes a text to write the normalised template of a message and never the message. */
export type RedactionMode = 'standard' | 'strict'

export interface RedactorOptions {
  readonly mode: RedactionMode
  /** The user's own patterns, in RE2 syntax. */
  readonly patterns: readonly RedactionPattern[]
  /** Credentials of this run, as they are; removed in every form in which they travel. Four characters at least count. */
  readonly secrets: readonly string[]
}

/** A redacted text, and how much of each kind was taken out of it; what was redacted before does not count. */
export interface RedactionReport {
  readonly text: string
  readonly found: Readonly<Record<string, number>>
}

/**
 * Takes credentials and personal data out of text: `[redacted:email]` stands where an address was.
 *
 * Pure; never throws; a second pass changes nothing; the order of the rules does not matter; the time is linear in the text.
 * The answer is at most twelve times as long as the text, and one replacement more, unless a pattern of the user's own
 * matches less than six characters. Text from outside goes through `sanitiseText` first, since a zero-width character inside
 * a token hides it from every rule, and is cut afterwards, since half a token is harder to tell.
 */
export interface Redactor {
  readonly mode: RedactionMode
  readonly redact: (text: string) => string
  readonly redactWithReport: (text: string) => RedactionReport
  /**
   * The strings of a JSON value, redacted, and whole values under keys such as `password`, `authorization` or `email`;
   * keys stay. What is nested deeper than 64 levels is replaced.
   */
  readonly redactDeep: <T>(value: T) => T
}

const BLANKED = 'unstable-text'
const TOO_DEEP = 'too-deep'
const builtInKinds: readonly string[] = [
  OWN_SECRET,
  URL_CREDENTIALS,
  'url-secret',
  LABELLED_SECRET,
  IP_ADDRESS,
  MAC_ADDRESS,
  BLANKED,
  TOO_DEEP,
  ...keyKinds,
  ...credentialKinds,
  ...presetKinds,
  ...personalKinds
]

// A replacement changes what is around it, which can show a rule something new, so the rules run until they find nothing.
// Two rounds are the rule; a text that is not done by then was written to keep them busy, and goes as a whole.
const MAX_ROUNDS = 8
const MAX_DEPTH = 64

/** A redactor. Throws a `ConfigurationError` for patterns that do not compile; nothing else is compiled before it is used. */
export function createRedactor(options: RedactorOptions): Redactor {
  const kinds = [...new Set([...builtInKinds, ...options.patterns.map((pattern) => pattern.name)])]
  const marks = createMarks(kinds)
  const findOwnSecrets = createOwnSecretFinder(options.secrets)
  const findCustom = createCustomFinder(options.patterns)
  const find: SpanFinder = (text) => {
    const urls = findUrlCredentials(text)
    return [
      ...findOwnSecrets(text),
      ...urls,
      ...findKeyValues(text),
      ...(text.includes('%25') ? findDecoded(text, findByNotation) : []),
      ...withoutHosts(findDecoded(text, findByForm), text, urls),
      ...findCustom(text)
    ]
  }
  const redactWithReport = (text: string): RedactionReport => redactText(text, find, marks)
  const redact = (text: string): string => redactWithReport(text).text
  return {
    mode: options.mode,
    redact,
    redactWithReport,
    redactDeep: <T>(value: T): T => redactValue(value, redact, 0) as T
  }
}

// These read one level of percent-encoding themselves.
function findByNotation(text: string): Span[] {
  return [...findUrlCredentials(text), ...findKeyValues(text)]
}

function findByForm(text: string): Span[] {
  return [
    ...findCredentials(text),
    ...findLabelledSecrets(text),
    ...findPresetCredentials(text),
    ...findPersonalData(text),
    ...findAddresses(text)
  ]
}

// The password and the host of a URL read like an address; the host may stay.
function withoutHosts(spans: readonly Span[], text: string, urls: readonly Span[]): Span[] {
  const hosts = new Set(urls.map((url) => url.end))
  const sign = ({ start, end }: Span): number => start + text.slice(start, end).indexOf('@')
  return spans.filter((span) => span.kind !== 'email' || !hosts.has(sign(span)))
}

function redactText(original: string, find: SpanFinder, marks: MarkedText): RedactionReport {
  const found: Record<string, number> = {}
  let text = marks.mark(original)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const change = marks.replace(text, mergeSpans(find(text)))
    if (change === undefined) return { text: marks.unmark(text), found }
    text = change.text
    for (const { kind } of change.replaced) found[kind] = (found[kind] ?? 0) + 1
  }
  return { text: replacementFor(BLANKED), found: { [BLANKED]: 1 } }
}

function redactValue(value: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return replacementFor(TOO_DEEP)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      underSensitiveKey(key, item) ?? redactValue(item, redact, depth + 1)
    ])
  )
}

// Nothing and yes or no are no secret. A person is often an object under `user` or `name`, which is looked into.
function underSensitiveKey(key: string, value: unknown): string | undefined {
  const sensitive = classifyKey(key)
  if (sensitive === undefined || value === null || value === undefined || typeof value === 'boolean')
    return undefined
  if (typeof value === 'string') {
    return isSensitiveValue(value, sensitive) ? replacementFor(sensitive.kind) : undefined
  }
  const mayBePerson = sensitive.shape === 'name' || sensitive.shape === 'name-like'
  return mayBePerson ? undefined : replacementFor(sensitive.kind)
}
