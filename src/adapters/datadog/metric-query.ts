import * as z from 'zod'
import type { DatadogClient } from './client.js'
import { askJson } from './ask-json.js'
import type { Endpoint } from './endpoint.js'
import type { Point } from './event-json.js'
import { readInParts, type CountedPart } from './read-in-parts.js'
import { malformedReply } from './refusal.js'
import type { CountWindow } from './spacing.js'

export const queryMetrics = {
  purpose: 'query metrics',
  scope: 'timeseries_query'
} as const satisfies Endpoint

/** Times, and for each series a value or null at each of them. */
const reply = z.object({
  data: z.object({
    attributes: z.object({
      times: z.array(z.number()).catch([]),
      values: z.array(z.array(z.unknown())).catch([])
    })
  })
})

const value = z.number().min(0).max(Number.MAX_SAFE_INTEGER)

/**
 * Counts of a metric in bins. A bin without data has no point, and a metric that Datadog does not have gives none at all. A query of
 * several series is an error: which of them counts is not known.
 * https://docs.datadoghq.com/api/latest/metrics/query-timeseries-data-across-multiple-products/
 */
export async function readMetric(
  client: DatadogClient,
  query: string,
  window: CountWindow
): Promise<readonly Point[]> {
  const series = await readInParts(window, (part) => readPart(client, query, part))
  return series.get('') ?? []
}

async function readPart(client: DatadogClient, query: string, window: CountWindow): Promise<CountedPart> {
  const { startMs, endMs, binMs } = window
  const attributes = {
    formulas: [{ formula: 'counted' }],
    queries: [{ data_source: 'metrics', name: 'counted', query }],
    from: startMs,
    to: endMs,
    // Datadog takes a larger one by itself where it finds the points too many.
    interval: binMs
  }
  const body = { data: { type: 'timeseries_request', attributes } }
  const { data } = await client.call(askJson(queryMetrics, '/api/v2/query/timeseries', body), reply)
  const { times, values } = data.attributes
  if (values.length > 1) throw malformedReply(queryMetrics, 'several series where one was asked for')
  const [first = []] = values
  const points = times.flatMap((at, index) => {
    const count = value.safeParse(first[index])
    return count.success ? [{ at, count: count.data }] : []
  })
  return { series: new Map([['', points]]), timedOut: false }
}
