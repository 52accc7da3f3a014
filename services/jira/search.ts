import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { ApiRoute } from './issue-routes.js'
import { fieldsView, nameList, pickFields } from './issue-view.js'
import { findJqlField, jqlFields } from './jql-fields.js'
import { JqlError } from './jql-lexer.js'
import { findJqlProblems, matchesJql, sortTickets, type JqlContext } from './jql-match.js'
import { parseJql, type JqlQuery } from './jql-parser.js'
import { isObject, listOf, type JsonObject } from './json.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { Ticket } from './ticket.js'

const DEFAULT_PAGE = 50
/** A page of ids and keys alone may be this long. */
const LONGEST_PAGE = 5_000
/** With fields, Jira returns fewer tickets per page than asked for. */
const LONGEST_PAGE_WITH_FIELDS = 100
const MOST_ORDER_FIELDS = 7
const MOST_RECONCILED = 50
const MOST_PROPERTIES = 5
const TOKEN_LIFE_MS = 7 * 24 * 60 * 60 * 1_000

const REMOVED = refuse(410, [
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046'
])
const UNBOUNDED = refuse(400, [
  'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'
])

/** Search by JQL over an index that lags, and the removed search of old. */
export function searchRoutes(site: JiraSite): readonly ApiRoute[] {
  return [
    { method: 'GET', pattern: '/search', handler: () => REMOVED },
    { method: 'POST', pattern: '/search', handler: () => REMOVED },
    { method: 'GET', pattern: '/search/jql', handler: (request) => search(site, askedByQuery(request)) },
    { method: 'POST', pattern: '/search/jql', handler: (request) => search(site, askedByBody(request)) },
    {
      method: 'POST',
      pattern: '/search/approximate-count',
      handler: (request) => count(site, askedByBody(request))
    }
  ]
}

interface SearchRequest {
  readonly jql: string
  readonly maxResults: number
  readonly nextPageToken: string | undefined
  readonly fields: readonly string[]
  readonly properties: readonly string[]
  readonly reconcile: readonly string[]
}

function askedByQuery({ query }: ServiceRequest): SearchRequest {
  return {
    jql: query.get('jql') ?? '',
    maxResults: Number(query.get('maxResults') ?? DEFAULT_PAGE),
    nextPageToken: query.get('nextPageToken') ?? undefined,
    fields: nameList(query.getAll('fields')),
    properties: nameList(query.getAll('properties')),
    reconcile: nameList(query.getAll('reconcileIssues'))
  }
}

function askedByBody(request: ServiceRequest): SearchRequest {
  const body: JsonObject = isObject(request.body) ? request.body : {}
  const token = body['nextPageToken']
  const jql = body['jql']
  return {
    jql: typeof jql === 'string' ? jql : '',
    maxResults: Number(body['maxResults'] ?? DEFAULT_PAGE),
    nextPageToken: typeof token === 'string' ? token : undefined,
    fields: listOf(body['fields']).map(String),
    properties: listOf(body['properties']).map(String),
    reconcile: listOf(body['reconcileIssues']).map(String)
  }
}

type Found =
  | { readonly ok: true; readonly tickets: readonly Ticket[] }
  | { readonly ok: false; readonly reply: ServiceReply }

function find(site: JiraSite, asked: SearchRequest): Found {
  const refused = (...messages: readonly string[]): Found => ({ ok: false, reply: refuse(400, messages) })
  let query: JqlQuery
  try {
    query = parseJql(asked.jql)
  } catch (error) {
    if (error instanceof JqlError) return refused(error.message)
    throw error
  }
  if (!query.where) return { ok: false, reply: UNBOUNDED }
  if (query.orderBy.length > MOST_ORDER_FIELDS) {
    return refused(`The ORDER BY clause has more than the maximum of ${MOST_ORDER_FIELDS} fields.`)
  }
  const context: JqlContext = {
    fields: jqlFields(site),
    now: site.now(),
    currentUser: site.account.accountId
  }
  const unsortable = query.orderBy.filter((order) => !findJqlField(context.fields, order.field))
  const problems = [
    ...findJqlProblems(query.where, context),
    ...unsortable.map((order) => `Not able to sort using field '${order.field}'.`)
  ]
  if (problems.length > 0) return refused(...problems)

  if (asked.reconcile.length > MOST_RECONCILED)
    return refused(`reconcileIssues takes at most ${MOST_RECONCILED} issue ids.`)
  const stranger = asked.reconcile.find((id) => !/^\d+$/.test(id) || !site.ticket(id))
  if (stranger !== undefined) return refused(`reconcileIssues has an invalid issue id: ${stranger}`)
  if (asked.properties.length > MOST_PROPERTIES)
    return refused(`The number of properties exceeds the maximum of ${MOST_PROPERTIES}.`)

  const { where } = query
  const hits = site.indexed(new Set(asked.reconcile)).filter((ticket) => matchesJql(where, ticket, context))
  return { ok: true, tickets: sortTickets(hits, query.orderBy, context) }
}

function count(site: JiraSite, asked: SearchRequest): ServiceReply {
  const found = find(site, asked)
  return found.ok ? { status: 200, body: { count: found.tickets.length } } : found.reply
}

function search(site: JiraSite, asked: SearchRequest): ServiceReply {
  if (!Number.isInteger(asked.maxResults) || asked.maxResults < 1 || asked.maxResults > LONGEST_PAGE) {
    return refuse(400, [`maxResults must be between 1 and ${LONGEST_PAGE}.`])
  }
  const found = find(site, asked)
  if (!found.ok) return found.reply
  const start = asked.nextPageToken === undefined ? 0 : readToken(asked.nextPageToken, asked.jql, site.now())
  if (start === undefined) return refuse(400, ['The provided next page token is invalid or expired.'])
  const isBare = asked.fields.every((name) => name === 'id' || name === 'key')
  const size = isBare ? asked.maxResults : Math.min(asked.maxResults, LONGEST_PAGE_WITH_FIELDS)
  const issues = found.tickets.slice(start, start + size).map((ticket) => hitView(site, ticket, asked))
  const end = start + size
  if (end >= found.tickets.length) return { status: 200, body: { issues, isLast: true } }
  const nextPageToken = writeToken({ offset: end, jql: asked.jql, at: site.now() })
  return { status: 200, body: { issues, nextPageToken, isLast: false } }
}

function hitView(site: JiraSite, ticket: Ticket, asked: SearchRequest): JsonObject {
  if (asked.fields.every((name) => name === 'id') && asked.properties.length === 0) return { id: ticket.id }
  const wanted = asked.fields.filter((name) => name !== 'id' && name !== 'key')
  const properties = Object.entries(ticket.properties).filter(([key]) => asked.properties.includes(key))
  return {
    expand: '',
    id: ticket.id,
    self: `${site.siteUrl}/rest/api/3/issue/${ticket.id}`,
    key: ticket.key,
    ...(asked.properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(wanted.length > 0 ? { fields: pickFields(fieldsView(site, ticket), wanted) } : {})
  }
}

interface PageToken {
  readonly offset: number
  readonly jql: string
  /** When it was given out, in milliseconds since the epoch. */
  readonly at: number
}

function writeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function readToken(text: string, jql: string, now: number): number | undefined {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!isObject(token) || token['jql'] !== jql || now - Number(token['at']) > TOKEN_LIFE_MS)
      return undefined
    return Number.isInteger(token['offset']) ? Number(token['offset']) : undefined
  } catch {
    return undefined
  }
}
