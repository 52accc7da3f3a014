import { z } from 'zod'
import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint, EndpointName, Scope } from './access.js'
import { aggregate, AGGREGATIONS, type Compute, type GroupBy, type Measure } from './aggregate.js'
import { fitPoints, type PointLimit } from './point-limit.js'
import type { Track } from './event.js'
import type { EventIndex } from './event-index.js'
import { argumentError, plain, Refused } from './replies.js'
import { eventFilter, logFilter, logOptions, readBody, rumOptions } from './request-body.js'
import { readInterval } from './window.js'

const DEFAULT_GROUPS = 10
/** https://docs.datadoghq.com/api/latest/logs/aggregate-events/ : the product of the limits of all facets. */
const MOST_GROUPS = 10_000

const aggregation = z.enum(AGGREGATIONS)
const compute = z.strictObject({
  aggregation,
  metric: z.string().optional(),
  type: z.enum(['total', 'timeseries']).optional(),
  interval: z.string().optional()
})
const groupBy = z.strictObject({
  facet: z.string().min(1),
  limit: z.int().min(1).optional(),
  missing: z.union([z.string(), z.number()]).optional(),
  sort: z
    .strictObject({
      aggregation: aggregation.optional(),
      metric: z.string().optional(),
      order: z.enum(['asc', 'desc']).optional(),
      type: z.enum(['alphabetical', 'measure']).optional()
    })
    .optional(),
  total: z.literal(false).optional()
})

const logAggregate = z.strictObject({
  compute: z.array(compute).optional(),
  filter: logFilter.optional(),
  group_by: z.array(groupBy).optional(),
  options: logOptions.optional(),
  page: z.strictObject({ cursor: z.string().optional() }).optional()
})
const rumAggregate = logAggregate.extend({
  filter: eventFilter.optional(),
  options: rumOptions.optional(),
  page: z.strictObject({ limit: z.int().optional(), cursor: z.string().optional() }).optional()
})
const spanAggregate = z.strictObject({
  data: z.strictObject({
    type: z.literal('aggregate_request'),
    attributes: logAggregate.extend({ filter: eventFilter.optional() }).omit({ page: true }).optional()
  })
})

interface AggregateRequest {
  readonly compute?: readonly z.infer<typeof compute>[] | undefined
  readonly filter?: z.infer<typeof eventFilter> | undefined
  readonly group_by?: readonly z.infer<typeof groupBy>[] | undefined
}

interface Product {
  readonly track: Track
  readonly name: EndpointName
  readonly path: string
  readonly scope: Scope
  readonly read: (body: unknown) => AggregateRequest
}

const PRODUCTS: readonly Product[] = [
  {
    track: 'logs',
    name: 'logs_aggregate',
    path: '/api/v2/logs/analytics/aggregate',
    scope: 'logs_read_data',
    read: (body) => readBody(logAggregate, body ?? {}, refuse)
  },
  {
    track: 'rum',
    name: 'rum_aggregate',
    path: '/api/v2/rum/analytics/aggregate',
    scope: 'rum_apps_read',
    read: (body) => readBody(rumAggregate, body ?? {}, refuse)
  },
  {
    track: 'spans',
    name: 'spans_aggregate',
    path: '/api/v2/spans/analytics/aggregate',
    scope: 'apm_read',
    read: (body) => readBody(spanAggregate, body, refuse).data.attributes ?? {}
  }
]

/** The three aggregations. Histograms, grand totals and paging of buckets are refused, not imitated. */
export function eventAggregateEndpoints(index: EventIndex, limit: PointLimit): readonly Endpoint[] {
  return PRODUCTS.map((product) => ({
    name: product.name,
    method: 'POST',
    pattern: product.path,
    scope: product.scope,
    handler: (request) => answer(index, product, request, limit)
  }))
}

function answer(
  index: EventIndex,
  product: Product,
  request: ServiceRequest,
  limit: PointLimit
): ServiceReply {
  const asked = product.read(request.body)
  const computes = (asked.compute ?? [{ aggregation: 'count' as const }]).map(readCompute)
  const facets = (asked.group_by ?? []).map(readGroupBy)
  if (facets.reduce((product, { limit }) => product * limit, 1) > MOST_GROUPS) {
    throw new Refused(argumentError(400, 'group_by.limit', `the limits multiply to more than ${MOST_GROUPS}`))
  }
  const window = index.window(asked.filter)
  const fit = fitPoints({ computes, groupBy: facets, window }, limit)
  const found = index.find(product.track, asked.filter, fit.countedFrom)
  const buckets = aggregate(found, fit.asked, index.issueIdFields[product.track])
  const meta = { elapsed: 12, request_id: index.requestId(), status: fit.status }
  if (product.track !== 'spans') return plain({ meta, data: { buckets } })
  // Spans really answer with a singular `compute`, whatever the reference calls it.
  const data = buckets.map(({ by, computes: values }, at) => ({
    type: 'bucket',
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    attributes: { compute: values, by }
  }))
  return plain({ data, meta })
}

function readCompute(asked: z.infer<typeof compute>): Compute {
  requireMetric('compute.metric', asked)
  const intervalMs = asked.interval === undefined ? undefined : readInterval(asked.interval)
  if (asked.interval !== undefined && intervalMs === undefined) {
    throw new Refused(argumentError(400, 'compute.interval', `'${asked.interval}' is not an interval`))
  }
  return { aggregation: asked.aggregation, metric: asked.metric, type: asked.type ?? 'total', intervalMs }
}

function readGroupBy(asked: z.infer<typeof groupBy>): GroupBy {
  if (asked.sort?.type === 'alphabetical') {
    throw new Refused(argumentError(400, 'group_by.sort.type', 'only measures are sorted by here'))
  }
  const measure: Measure = { aggregation: asked.sort?.aggregation ?? 'count', metric: asked.sort?.metric }
  requireMetric('group_by.sort.metric', measure)
  return {
    facet: asked.facet,
    limit: asked.limit ?? DEFAULT_GROUPS,
    missing: asked.missing,
    order: asked.sort?.order ?? 'desc',
    measure
  }
}

function requireMetric(field: string, { aggregation, metric }: Measure): void {
  if (aggregation === 'count' || metric !== undefined) return
  throw new Refused(argumentError(400, field, `'${aggregation}' needs a metric`))
}

function refuse(reason: string): ServiceReply {
  return plain({ errors: [reason] }, 400)
}
