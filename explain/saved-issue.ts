import type * as z from 'zod'
import { bucketsReply, eventsReply } from '../src/adapters/datadog/event-json.js'
import { issueReply, searchReply, type IssueResource } from '../src/adapters/datadog/issue-json.js'
import { suggest } from '../src/config/policy-source.js'
import { ConfigurationError } from '../src/errors.js'
import { isIssueId } from '../src/flow/event/issue-id.js'
import type { Track } from '../src/flow/issue/issue.js'
import { findJsonFault } from './json-position.js'

/** The replies of Datadog that a file may hold, by what they are called in it. */
export const replyKinds = ['issue', 'search', 'events', 'trend'] as const
export type ReplyKind = (typeof replyKinds)[number]

type Relationships = IssueResource['relationships']

export interface SavedIssue {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly lastSeen: number
  /** The file is Datadog's reply of the issue as it came, without others beside it. */
  readonly isBare: boolean
  /** The issue has owners, an assignee or a case, and the reply does not say who they are. */
  readonly lacksIncluded: boolean
  /** The product that the saved events are of; `undefined` without an event. */
  readonly eventsOf: Track | undefined
  /** As Datadog gave them, unread. */
  readonly replies: Readonly<Partial<Record<ReplyKind, unknown>>>
}

const schemas = {
  issue: issueReply,
  search: searchReply,
  events: eventsReply,
  trend: bucketsReply
} as const satisfies Record<ReplyKind, z.ZodType>

const meanings = {
  issue: 'an issue (GET /api/v2/error-tracking/issues/<id>)',
  search: 'an issue search (POST /api/v2/error-tracking/issues/search)',
  events: 'an event search (POST /api/v2/spans/events/search, or that of logs or rum)',
  trend: 'an aggregation (POST /api/v2/spans/analytics/aggregate, or that of logs or rum)'
} as const satisfies Record<ReplyKind, string>

/** The largest time that a date can hold. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const MAX_TIME_MS = 8.64e15

const eventTypes: Readonly<Record<string, Track>> = { spans: 'spans', span: 'spans', log: 'logs', rum: 'rum' }

/**
 * Reads a saved issue: Datadog's reply as it is, or `{ "issue", "search", "events", "trend" }` with one reply each, of which
 * only the issue is required. What cannot be read is a ConfigurationError that says what was seen and what to save instead.
 */
export function readSavedIssue(name: string, text: string): SavedIssue {
  const json = parseJson(name, text)
  const { isBare, replies } = repliesIn(name, json)
  const problems = replyKinds.flatMap((kind) => problemsWith(name, kind, replies[kind]))
  const issue = issueReply.safeParse(replies.issue).data
  if (issue === undefined || problems.length > 0) throw new ConfigurationError(problems)
  const { id, attributes } = issue.data
  if (!isIssueId(id))
    throw new ConfigurationError([`${name}: the id of the issue is no UUID; save the reply as it is.`])
  if (!(Math.abs(attributes.last_seen) <= MAX_TIME_MS))
    throw new ConfigurationError([`${name}: last_seen is no time in milliseconds; save the reply as it is.`])
  return {
    id,
    lastSeen: attributes.last_seen,
    isBare,
    lacksIncluded: isRelated(issue.data.relationships) && issue.included.length === 0,
    eventsOf: trackOf(replies.events),
    replies
  }
}

function parseJson(name: string, text: string): unknown {
  if (text.trim() === '') throw new ConfigurationError([`${name} is empty; save Datadog's reply into it.`])
  try {
    return JSON.parse(text)
  } catch {
    const { line, column, atEnd } = findJsonFault(text)
    const page = text.trimStart().startsWith('<')
      ? ' It looks like a web page: was the request sent to the API’s host, with both keys?'
      : ''
    const what = atEnd ? 'ends before its JSON does; save the whole reply' : 'is not JSON'
    throw new ConfigurationError([`${name} line ${line} column ${column}: the file ${what}.${page}`])
  }
}

function repliesIn(name: string, json: unknown): Pick<SavedIssue, 'isBare' | 'replies'> {
  if (!isObject(json)) throw new ConfigurationError([`${name} holds ${kindOf(json)}. ${advice}`])
  if ('issue' in json) {
    const unknownKeys = Object.keys(json).filter((key) => !replyKinds.some((kind) => kind === key))
    if (unknownKeys.length === 0) return { isBare: false, replies: json }
    throw new ConfigurationError(
      unknownKeys.map(
        (key) => `${name}: unknown key ${JSON.stringify(key)}. ${suggest(key, replyKinds, 'Known keys')}`
      )
    )
  }
  if ('data' in json && !Array.isArray(json['data'])) return { isBare: true, replies: { issue: json } }
  throw new ConfigurationError([`${name} ${notAnIssue(json)} ${advice}`])
}

const advice =
  'Save the reply of GET /api/v2/error-tracking/issues/<id>?include=assignee,case,team_owners, alone or under "issue".'

function notAnIssue(json: Readonly<Record<string, unknown>>): string {
  if ('errors' in json)
    return 'holds a refusal of Datadog and no issue: were both keys sent, to the right site?'
  if (Array.isArray(json['data'])) return 'holds a list, as a search gives it, and no issue.'
  if (Array.isArray(json['records']) && 'mode' in json) {
    return 'is a report of this action. It holds what was decided and not what Datadog had said, so that nothing can be decided from it anew.'
  }
  const keys = Object.keys(json).slice(0, 8)
  return keys.length === 0
    ? 'holds nothing.'
    : `holds no issue; its keys are ${keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')}.`
}

function problemsWith(name: string, kind: ReplyKind, reply: unknown): readonly string[] {
  if (reply === undefined) return []
  if (isObject(reply) && 'errors' in reply) {
    return [`${name}: "${kind}" is a refusal of Datadog, and not the reply of ${meanings[kind]}.`]
  }
  const read = schemas[kind].safeParse(reply)
  if (read.success) return []
  const path = read.error.issues[0]?.path.join('.') ?? ''
  const at = path === '' ? 'it is no such object' : `${path} is missing or unreadable`
  return [`${name}: "${kind}" is not the reply of ${meanings[kind]}: ${at}.`]
}

function trackOf(events: unknown): Track | undefined {
  for (const event of eventsReply.safeParse(events).data?.data ?? []) {
    const type = isObject(event) ? event['type'] : undefined
    const track = typeof type === 'string' && Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined
    if (track !== undefined) return track
  }
  return undefined
}

function isRelated({ assignee, case: linked, team_owners: owners }: Relationships): boolean {
  return assignee !== undefined || linked !== undefined || (owners?.data.length ?? 0) > 0
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list and no issue'
  return value === null ? 'null' : `a ${typeof value} and no issue`
}
