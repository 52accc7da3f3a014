import type { WebhookAddress, WebhookAuthorization, WebhookPayload } from '../../check-up/datadog/facts.js'
import { boundLine } from './examine-request.js'
import { parseJson } from './refusal.js'

/** Paths of GitHub's REST API that concern one repository, of github.com and of an Enterprise Server. */
const REPOSITORY_PATH = /^(?:\/api\/v3)?\/repos\/[\w.-]{1,100}\/[\w.-]{1,100}\/[\w./-]{1,120}$/

/** What a run reads of the payload, and how much of it is looked at, in characters. */
const FIELDS = {
  schema: 80,
  issue_id: 80,
  text: 2000,
  scope: 2000,
  monitor_id: 80,
  monitor_kind: 80,
  transition: 80,
  cycle_key: 80
} as const
const LONGEST_EVENT_TYPE = 80
/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4, with a port */
const LONGEST_HOST = 261
/** Longer headers and payloads than Datadog takes. */
const LONGEST_JSON = 100_000

/** Addresses may hold secrets, in the path too: only that of a repository is kept, and of it no query. */
export function addressOf(text: string): WebhookAddress {
  // A variable is filled in when the alert is sent.
  if (text.includes('$') || !URL.canParse(text)) return { kind: 'unreadable' }
  const { origin, host, pathname } = new URL(text)
  return REPOSITORY_PATH.test(pathname)
    ? { kind: 'repository', url: `${origin}${pathname}` }
    : { kind: 'elsewhere', host: boundLine(host, LONGEST_HOST) }
}

/** How the token is given; never the token. */
export function authorizationOf(customHeaders: string): WebhookAuthorization {
  if (customHeaders.trim() === '') return { kind: 'missing' }
  const headers = objectOf(customHeaders)
  if (headers === undefined) return { kind: 'unreadable' }
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  if (typeof header !== 'string' || header.trim() === '') return { kind: 'missing' }
  const name = /^(?:(?:bearer|token)\s{1,3})?\$([A-Za-z0-9_]{1,100})$/i.exec(header.trim())?.[1]
  return name === undefined ? { kind: 'literal' } : { kind: 'variable', name }
}

/** The payload as it is configured, variables unfilled. */
export function payloadOf(text: string): WebhookPayload {
  if (text.trim() === '') return { kind: 'default' }
  const payload = objectOf(text)
  if (payload === undefined) return { kind: 'unreadable' }
  const eventType = payload['event_type']
  const sent = recordOf(payload['client_payload']) ?? recordOf(payload['inputs']) ?? {}
  const fields = Object.entries(FIELDS).flatMap(([name, limit]) => {
    const value = sent[name]
    if (typeof value !== 'string' && typeof value !== 'number') return []
    return [[name, boundLine(String(value), limit)] as const]
  })
  return {
    kind: 'json',
    eventType: typeof eventType === 'string' ? boundLine(eventType, LONGEST_EVENT_TYPE) : undefined,
    hasRef: typeof payload['ref'] === 'string' && payload['ref'] !== '',
    size: Object.keys(sent).length,
    fields: Object.fromEntries(fields)
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  return text.length > LONGEST_JSON ? undefined : recordOf(parseJson(text)?.json)
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}
