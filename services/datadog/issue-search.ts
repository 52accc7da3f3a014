import { z } from 'zod'
import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint } from './access.js'
import type { StoredEvent, Track } from './event.js'
import { ISSUE_STATES, type Platform, type StoredIssue } from './issue.js'
import { includedWith, issueResource, type Include } from './issue-json.js'
import { readIncludes } from './issue-routes.js'
import { matches, valuesOf, type IssueIdField, type Searchable } from './query-match.js'
import { parseQuery, QuerySyntaxError, type Query } from './query-syntax.js'
import { issueError, jsonApi, Refused } from './replies.js'
import { readBody } from './request-body.js'
import { timesWithin } from './retention.js'
import type { Store } from './store.js'
import type { Window } from './window.js'

/** The search gives no more than this, and has no second page. */
const RESULT_CAP = 100

const SEARCH_INCLUDES = ['issue', 'issue.assignee', 'issue.case', 'issue.team_owners'] as const

const TRACK_OF: Readonly<Record<string, Track>> = { trace: 'spans', logs: 'logs', rum: 'rum' }

const PERSONAS: Readonly<Record<string, readonly Platform[]>> = {
  ALL: ['ANDROID', 'BACKEND', 'BROWSER', 'FLUTTER', 'IOS', 'REACT_NATIVE', 'ROKU', 'UNKNOWN'],
  BROWSER: ['BROWSER'],
  MOBILE: ['ANDROID', 'FLUTTER', 'IOS', 'REACT_NATIVE', 'ROKU'],
  BACKEND: ['BACKEND', 'UNKNOWN']
}

const searchBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('search_request'),
    attributes: z.strictObject({
      query: z.string(),
      from: z.int(),
      to: z.int(),
      track: z.string().optional(),
      persona: z.string().optional(),
      order_by: z.enum(['TOTAL_COUNT', 'FIRST_SEEN', 'IMPACTED_SESSIONS', 'PRIORITY']).optional(),
      states: z.array(z.enum(ISSUE_STATES)).optional(),
      team_ids: z.array(z.string()).optional(),
      assignee_ids: z.array(z.string()).optional()
    })
  })
})

type Asked = z.infer<typeof searchBody>['data']['attributes']

interface Result {
  readonly issue: StoredIssue
  readonly total: number
  /** Distinct values in RUM; zero is not told, because a product without RUM has no such number. */
  readonly users: number
  readonly sessions: number
}

export function issueSearchEndpoint(store: Store, issueIdField: IssueIdField): Endpoint {
  return {
    name: 'issue_search',
    method: 'POST',
    pattern: '/api/v2/error-tracking/issues/search',
    scope: 'error_tracking_read',
    handler: (request) => search(store, request, issueIdField)
  }
}

function search(store: Store, request: ServiceRequest, issueIdField: IssueIdField): ServiceReply {
  const includes = readIncludes(request.query.get('include'), SEARCH_INCLUDES)
  const asked = readBody(searchBody, request.body, badRequest).data.attributes
  const { track, platforms } = readSource(asked)
  if (asked.from >= asked.to) throw new Refused(badRequest('from should be before to'))
  const query = readQuery(asked.query)
  const results = store
    .issues()
    .filter((issue) => platforms.includes(issue.platform) && isWanted(issue, asked))
    .map((issue) => {
      const events = store.eventsOf(issue.id)
      const candidates = events.filter((event) => track === undefined || event.track === track)
      const found = candidates.filter((event) => matches(query, described(issue, event), issueIdField))
      return countResult(issue, found, asked)
    })
    .filter(({ total }) => total > 0)
    .sort(ORDERS[asked.order_by ?? 'TOTAL_COUNT'])
    .slice(0, RESULT_CAP)
  const included = includes.size === 0 ? [] : results.flatMap(({ issue }) => include(issue, includes))
  return jsonApi({ data: results.map(resource), ...(included.length > 0 && { included }) })
}

function readSource(asked: Asked): { track: Track | undefined; platforms: readonly Platform[] } {
  if ((asked.track === undefined) === (asked.persona === undefined)) {
    throw new Refused(badRequest('exactly one of track and persona must be given'))
  }
  const track = asked.track === undefined ? undefined : TRACK_OF[asked.track]
  if (asked.track !== undefined && track === undefined) {
    throw new Refused(badRequest(`invalid json value for TrackType: ${asked.track}`))
  }
  const platforms = PERSONAS[asked.persona ?? 'ALL']
  if (!platforms) throw new Refused(badRequest(`invalid json value for PersonaType: ${asked.persona}`))
  return { track, platforms }
}

function readQuery(text: string): Query {
  if (text.trim() === '') throw new Refused(badRequest('query cannot be empty'))
  try {
    return parseQuery(text)
  } catch (problem) {
    if (problem instanceof QuerySyntaxError)
      throw new Refused(badRequest(`invalid query: ${problem.message}`))
    throw problem
  }
}

function isWanted(issue: StoredIssue, asked: Asked): boolean {
  if (asked.states && !asked.states.includes(issue.state)) return false
  if (asked.team_ids && !issue.teams.some(({ id }) => asked.team_ids?.includes(id))) return false
  return (
    !asked.assignee_ids || (issue.assignee !== undefined && asked.assignee_ids.includes(issue.assignee.id))
  )
}

/** Error Tracking knows every event by its issue too, whatever its product calls the error's type. */
function described(issue: StoredIssue, event: StoredEvent): Searchable {
  const { searchable } = event
  const error = { type: issue.errorType, message: issue.errorMessage }
  return {
    ...searchable,
    attributes: {
      ...searchable.attributes,
      error: { ...error, ...asObject(searchable.attributes['error']) }
    }
  }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function countResult(issue: StoredIssue, events: readonly StoredEvent[], window: Window): Result {
  const seen = events
    .map((event) => ({ event, times: timesWithin(event, window).length }))
    .filter(({ times }) => times > 0)
  const inRum = seen.filter(({ event }) => event.track === 'rum').map(({ event }) => event.searchable)
  const distinct = (facet: string): number =>
    new Set(inRum.flatMap((event) => valuesOf(facet, event, 'both'))).size
  return {
    issue,
    total: seen.reduce((sum, { times }) => sum + times, 0),
    users: distinct('@usr.id'),
    sessions: distinct('@session.id')
  }
}

const ORDERS = {
  TOTAL_COUNT: (a: Result, b: Result) => b.total - a.total,
  FIRST_SEEN: (a: Result, b: Result) => b.issue.firstSeen - a.issue.firstSeen,
  IMPACTED_SESSIONS: (a: Result, b: Result) => b.sessions - a.sessions,
  // The vendor's priority is its own; the newest of the loudest is near enough for an order.
  PRIORITY: (a: Result, b: Result) => b.total - a.total || b.issue.firstSeen - a.issue.firstSeen
} satisfies Record<NonNullable<Asked['order_by']>, (a: Result, b: Result) => number>

function resource({ issue, total, users, sessions }: Result): Record<string, unknown> {
  return {
    id: issue.id,
    type: 'error_tracking_search_result',
    attributes: {
      ...(sessions > 0 && { impacted_sessions: sessions }),
      ...(users > 0 && { impacted_users: users }),
      total_count: total
    },
    relationships: { issue: { data: { id: issue.id, type: 'issue' } } }
  }
}

function include(
  issue: StoredIssue,
  asked: ReadonlySet<(typeof SEARCH_INCLUDES)[number]>
): readonly Record<string, unknown>[] {
  const beside = new Set<Include>()
  if (asked.has('issue.assignee')) beside.add('assignee')
  if (asked.has('issue.case')) beside.add('case')
  if (asked.has('issue.team_owners')) beside.add('team_owners')
  return [issueResource(issue), ...includedWith(issue, beside)]
}

function badRequest(detail: string): ServiceReply {
  return issueError(400, detail)
}
