import { z } from 'zod'
import type { ServiceReply } from '../kit/service.js'
import type { Endpoint } from './access.js'
import type { MetricPoint, MetricStore } from './metric-store.js'
import { parseMetricQuery } from './metric-syntax.js'
import { listedErrors, plain, Refused } from './replies.js'
import { readBody } from './request-body.js'

/** Points of one series; more are brought down to it by a larger interval. https://docs.datadoghq.com/dashboards/functions/rollup/ */
export const MOST_METRIC_POINTS = 1500

const requestBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('timeseries_request'),
    attributes: z.strictObject({
      formulas: z
        .array(z.strictObject({ formula: z.string().min(1) }))
        .length(1)
        .optional(),
      // Milliseconds, unlike the seconds of the older API.
      from: z.int().min(1_000_000_000_000),
      to: z.int().min(1_000_000_000_000),
      interval: z.int().min(1).optional(),
      queries: z
        .array(
          z.strictObject({
            data_source: z.literal('metrics'),
            name: z
              .string()
              .regex(/^[a-z][a-z0-9_]*$/i)
              .optional(),
            query: z.string()
          })
        )
        .length(1)
    })
  })
})

/** Metric queries of one query and one formula that is its name. */
export function metricEndpoint(store: MetricStore, mostPoints: number): Endpoint {
  return {
    name: 'metric_query',
    method: 'POST',
    pattern: '/api/v2/query/timeseries',
    scope: 'timeseries_query',
    handler: ({ body }): ServiceReply => {
      const { attributes } = readBody(requestBody, body, refuse).data
      const { from, to, queries, formulas } = attributes
      const [asked] = queries
      if (from >= to) return refuse("'from' should be before 'to'")
      if (formulas && formulas[0]?.formula !== asked?.name) return refuse('a formula names an unknown query')
      const query = parseMetricQuery(asked?.query ?? '')
      if (!query) throw new Refused(refuse(`Rule 'scope_expr' didn't match at '${asked?.query ?? ''}'`))
      const interval = allowedInterval(attributes.interval, to - from, mostPoints)
      const points = store.find(query.metric, query.passes).filter(({ at }) => at >= from && at < to)
      return reply(points, { from, to, interval, scale: query.rate ? 1000 / interval : 1 })
    }
  }
}

/** Without an interval, or with one that would give too many points, Datadog chooses. */
function allowedInterval(asked: number | undefined, length: number, most: number): number {
  const smallest = length / most
  const interval = asked ?? Math.max(60_000, length / 150)
  return interval >= smallest ? Math.ceil(interval) : interval * Math.ceil(smallest / interval)
}

/** One value for each time, null where there was no point; nothing at all for a metric without a point. */
function reply(
  points: readonly MetricPoint[],
  {
    from,
    to,
    interval,
    scale
  }: { readonly from: number; readonly to: number; readonly interval: number; readonly scale: number }
): ServiceReply {
  const sums = new Map<number, number>()
  for (const { at, value } of points) {
    const slot = Math.floor(at / interval) * interval
    sums.set(slot, (sums.get(slot) ?? 0) + value * scale)
  }
  const times: number[] = []
  for (let time = Math.floor(from / interval) * interval; time < to; time += interval) times.push(time)
  const attributes =
    points.length === 0
      ? { series: [], times: [], values: [] }
      : {
          series: [{ group_tags: [], query_index: 0, unit: null }],
          times,
          values: [times.map((time) => sums.get(time) ?? null)]
        }
  return plain({ data: { id: '0', type: 'timeseries_response', attributes } })
}

function refuse(reason: string): ServiceReply {
  return listedErrors(400, reason)
}
