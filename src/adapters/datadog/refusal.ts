import { VendorError } from '../../errors.js'
import { nameOfPlace, type Endpoint, type Place } from './endpoint.js'
import { wellFormed } from './text-bounds.js'

/** An answer as it came over the wire. */
export interface Reply {
  readonly status: number
  /** A header by its name in lower case. */
  readonly header: (name: string) => string | undefined
  readonly text: string
}

/** Enough to recognise the problem; a whole page of HTML would bury it. */
const longestDetail = 300

/** Turns an answer that is not a success into the error that tells the user what to do. */
export function readRefusal(reply: Reply, endpoint: Endpoint, place: Place, now: number): VendorError {
  const retryAfterMs = readWait(reply, now)
  const retryable = reply.status === 408 || reply.status === 429 || reply.status >= 500
  return new VendorError(wordRefusal(reply, endpoint, place, retryAfterMs), {
    vendor: 'Datadog',
    status: reply.status,
    retryable,
    retryAfterMs
  })
}

/** A success that is not JSON: a log-in page, a proxy's page. */
export function unreadableReply(reply: Reply, endpoint: Endpoint, place: Place): VendorError {
  return new VendorError(
    `Datadog answered the request to ${endpoint.purpose} with ${describe(reply.text)} instead of JSON on ${nameOfPlace(place)}: ` +
      'check datadog-site and datadog-api-url, and whether a proxy answers in its place',
    { vendor: 'Datadog', status: reply.status, retryable: false }
  )
}

/** JSON that lacks what we need; `where` names the field and never its value. */
export function malformedReply(endpoint: Endpoint, where: string): VendorError {
  return new VendorError(
    `Datadog answered the request to ${endpoint.purpose} with JSON that cannot be read: ${where}`,
    {
      vendor: 'Datadog',
      retryable: false
    }
  )
}

/** No answer at all: time limit, connection reset, unknown host. */
export function lostConnection(
  error: unknown,
  endpoint: Endpoint,
  place: Place,
  deadlineMs: number
): VendorError {
  // Nobody but the deadline aborts a request.
  const timedOut = fieldOf(error, 'name') === 'AbortError'
  const what = timedOut
    ? `gave no answer within ${deadlineMs / 1000} s`
    : `could not be reached (${causeOf(error)})`
  return new VendorError(`Datadog ${what} when asked to ${endpoint.purpose} on ${nameOfPlace(place)}`, {
    vendor: 'Datadog',
    retryable: true,
    cause: error
  })
}

/** The answer as JSON; `undefined` when it is not JSON. */
export function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function wordRefusal(
  reply: Reply,
  { purpose, scope }: Endpoint,
  place: Place,
  waitMs: number | undefined
): string {
  const { status } = reply
  const where = nameOfPlace(place)
  if (status === 401 || status === 403) {
    return (
      `Datadog refused to ${purpose} on ${where} (${status}): datadog-api-key and datadog-app-key must be valid keys of ` +
      `this site, and the application key (datadog-app-key) needs the scope ${scope}`
    )
  }
  if (status === 429) {
    const wait = waitMs === undefined ? '' : `; the limit resets in ${Math.ceil(waitMs / 1000)} s`
    return `Datadog's rate limit was reached on the request to ${purpose} on ${where} (429)${wait}`
  }
  if (status >= 300 && status < 400) {
    return `Datadog answered the request to ${purpose} on ${where} with a redirect (${status}): check datadog-site and datadog-api-url`
  }
  return `Datadog failed to ${purpose} on ${where} (${status}): ${describe(reply.text)}`
}

/** Datadog words `errors` as a list of strings or of JSON:API error objects. */
function describe(text: string): string {
  const errors = fieldOf(parseJson(text)?.json, 'errors')
  if (Array.isArray(errors)) {
    const words = errors.map(wordError).filter((word) => word !== '')
    if (words.length > 0) return shorten(words.join('; '))
  }
  if (text.trim() === '') return 'an empty body'
  if (!/^\s*</.test(text)) return shorten(text)
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim()
  return title === undefined || title === '' ? 'an HTML page' : `an HTML page titled "${shorten(title)}"`
}

function wordError(error: unknown): string {
  if (typeof error === 'string') return error
  const words = fieldOf(error, 'detail') ?? fieldOf(error, 'title')
  return typeof words === 'string' ? words : ''
}

// Redaction comes later, and no rule tells half of a credential, nor some of a number's groups: what the cut would divide goes
// as a whole.
function shorten(text: string): string {
  const line = wellFormed(text).replace(/\s+/g, ' ').trim()
  if (line.length <= longestDetail) return line
  const head = line.slice(0, longestDetail).replace(/[^\s"',;&]*$/, '')
  return `${head.replace(/[\s\d()+./-]*$/, '')}…`
}

/**
 * `X-RateLimit-Reset` counts seconds, and comes with every answer of a limited endpoint, so that it is a wait only on a 429
 * (https://docs.datadoghq.com/api/latest/rate-limits/). `Retry-After`, which a proxy may send, counts seconds or names a date.
 */
function readWait({ status, header }: Reply, now: number): number | undefined {
  const reset = status === 429 ? readSeconds(header('x-ratelimit-reset')) : undefined
  if (reset !== undefined) return reset
  const after = header('retry-after')
  const seconds = readSeconds(after)
  if (seconds !== undefined || after === undefined) return seconds
  const date = Date.parse(after)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * What is left of a limited endpoint's requests; `undefined` where the reply does not say.
 * https://docs.datadoghq.com/api/latest/rate-limits/
 */
export function readAllowance({
  header
}: Reply): { readonly remaining: number; readonly waitMs: number } | undefined {
  const remaining = header('x-ratelimit-remaining')
  const waitMs = readSeconds(header('x-ratelimit-reset'))
  if (waitMs === undefined || remaining === undefined || !/^\d+$/.test(remaining.trim())) return undefined
  return { remaining: Number(remaining), waitMs }
}

function readSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : undefined
}

function causeOf(error: unknown): string {
  const word = fieldOf(error, 'code') ?? fieldOf(error, 'message')
  return typeof word === 'string' && word !== '' ? shorten(word) : 'no reason given'
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined
}
