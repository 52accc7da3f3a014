import { z } from 'zod'
import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint, EndpointName, Scope } from './access.js'
import type { StoredEvent, Track } from './event.js'
import type { EventIndex } from './event-index.js'
import { argumentError, jsonApi, plain, Refused } from './replies.js'
import { eventFilter, logFilter, logOptions, readBody, rumOptions } from './request-body.js'

/** https://docs.datadoghq.com/logs/guide/collect-multiple-logs-with-pagination/ */
const PAGE_LIMIT = 1000
const DEFAULT_PAGE = 10

const page = z.strictObject({ limit: z.int().optional(), cursor: z.string().optional() })
const sort = z.enum(['timestamp', '-timestamp'])

const logSearch = z.strictObject({
  filter: logFilter.optional(),
  options: logOptions.optional(),
  page: page.optional(),
  sort: sort.optional()
})
const rumSearch = logSearch.extend({ filter: eventFilter.optional(), options: rumOptions.optional() })
const spanSearch = z.strictObject({
  data: z.strictObject({
    type: z.literal('search_request'),
    attributes: logSearch.extend({ filter: eventFilter.optional() }).optional()
  })
})

interface SearchRequest {
  readonly filter?: z.infer<typeof eventFilter> | undefined
  readonly page?: z.infer<typeof page> | undefined
  readonly sort?: z.infer<typeof sort> | undefined
}

interface Product {
  readonly track: Track
  readonly name: EndpointName
  readonly path: string
  readonly scope: Scope
  /** The `type` of a found event. */
  readonly type: string
  readonly read: (body: unknown) => SearchRequest
}

const PRODUCTS: readonly Product[] = [
  {
    track: 'logs',
    name: 'logs_search',
    path: '/api/v2/logs/events/search',
    scope: 'logs_read_data',
    type: 'log',
    read: (body) => readBody(logSearch, body ?? {}, refuse)
  },
  {
    track: 'rum',
    name: 'rum_search',
    path: '/api/v2/rum/events/search',
    scope: 'rum_apps_read',
    type: 'rum',
    read: (body) => readBody(rumSearch, body ?? {}, refuse)
  },
  {
    track: 'spans',
    name: 'spans_search',
    path: '/api/v2/spans/events/search',
    scope: 'apm_read',
    type: 'spans',
    read: (body) => readBody(spanSearch, body, refuse).data.attributes ?? {}
  }
]

/** The three event searches. They differ in their bodies, their types and, for spans, their media type. */
export function eventSearchEndpoints(index: EventIndex): readonly Endpoint[] {
  return PRODUCTS.map((product) => ({
    name: product.name,
    method: 'POST',
    pattern: product.path,
    scope: product.scope,
    handler: (request) => search(index, product, request)
  }))
}

function search(index: EventIndex, product: Product, request: ServiceRequest): ServiceReply {
  const asked = product.read(request.body)
  const limit = asked.page?.limit ?? DEFAULT_PAGE
  if (limit < 1 || limit > PAGE_LIMIT) {
    throw new Refused(argumentError(400, 'page.limit', `limit should be between 1 and ${PAGE_LIMIT}`))
  }
  const direction = asked.sort === 'timestamp' ? 1 : -1
  const after = asked.page?.cursor === undefined ? undefined : readCursor(asked.page.cursor)
  const found = index
    .find(product.track, asked.filter)
    .filter(({ event }) => event.listed)
    .map(({ event, times }) => ({ event, place: { time: times[0] ?? 0, id: event.id } }))
    .sort((a, b) => direction * compare(a.place, b.place))
    .filter(({ place }) => after === undefined || direction * compare(place, after) > 0)
    .slice(0, limit)
  const reply = product.track === 'spans' ? jsonApi : plain
  const last = found[found.length - 1]
  // The empty page is bare, and plain JSON even for spans. Every other page has a cursor, the last one too: only
  // the empty page that it leads to ends a listing.
  if (!last) return plain({ data: [] })
  return reply({
    data: found.map(({ event }) => resource(event, product.type)),
    meta: {
      elapsed: 4,
      page: { after: writeCursor(last.place) },
      request_id: index.requestId(),
      status: 'done'
    }
  })
}

function resource(event: StoredEvent, type: string): Record<string, unknown> {
  return { id: event.id, type, attributes: event.body }
}

interface Place {
  readonly time: number
  readonly id: string
}

function compare(a: Place, b: Place): number {
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

const cursorSchema = z.strictObject({ after: z.string(), values: z.tuple([z.number()]) })

function writeCursor({ time, id }: Place): string {
  return Buffer.from(JSON.stringify({ after: id, values: [time] })).toString('base64url')
}

function readCursor(cursor: string): Place {
  const broken = new Refused(argumentError(400, 'page.cursor', 'the cursor cannot be decoded'))
  try {
    const { after, values } = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    )
    return { id: after, time: values[0] }
  } catch {
    throw broken
  }
}

function refuse(reason: string): ServiceReply {
  return plain({ errors: [reason] }, 400)
}
