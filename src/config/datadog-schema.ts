import * as z from 'zod'
import { windowSchema as window } from './duration-schema.js'
import { durationHours } from './duration.js'
import { glob } from './ownership-schema.js'

/*
 * The key `datadog` of the policy file. Errors begin with "write".
 */

/** Four weeks, and the hour that is running: every weekday four times, and no more than Datadog counts in one request. */
const MOST_TREND_HOURS = 28 * 24 + 1

const TREND = 'write a duration up to 28d, such as 28d, 14d or 48h'

const QUERY =
  'write a metric query of one series, such as sum:trace.express.request.hits{service:{service},env:{env}}.as_count()'

/** One aggregated metric with its filter: grouping by a tag would make several series of it. */
const query = z
  .string({ error: QUERY })
  .max(1000, { error: QUERY })
  .regex(/^[a-z_]+:[\w.]+\{.+\}/, { error: QUERY })
  .refine((text) => !/\}\s*by\s*\{/.test(text), { error: `${QUERY}; a query with by has several series` })

const request = z.strictObject({
  services: z
    .array(glob)
    .min(1, { error: 'write the services that the query counts, such as ["*-api"]' })
    .describe('Names of services, in which * stands for any run of characters.'),
  query: query.describe(
    'Metric query whose sum over an hour is the number of requests in it. {service} and {env} stand for the tags of the error.'
  )
})

export const datadogSchema = z.strictObject({
  acknowledge: z
    .boolean()
    .default(true)
    .describe(
      'Move an issue to REVIEWED once it has a ticket; this also stops the New Issue monitor from alerting again.'
    ),
  'impact-window': window.default('24h').describe('Window of the counts of events, users and sessions.'),
  'trend-window': window
    .refine((text) => durationHours(text) <= MOST_TREND_HOURS, { error: TREND })
    .default('28d')
    .describe(
      'Window of the hourly event counts, up to 28d: with four weeks, hour and weekday are compared with their like.'
    ),
  'sample-lookback': window
    .default('30d')
    .describe('How far back an event with a stack trace is looked for.'),
  requests: z
    .array(request)
    .default([])
    .describe(
      'Metrics that count the requests of services, the first that matches; without one, the trace metric of the span or the views of RUM count them.'
    )
})

export type DatadogFile = z.output<typeof datadogSchema>

/** How Datadog is read. */
export interface DatadogPolicy {
  readonly acknowledge: boolean
  readonly impactHours: number
  readonly trendHours: number
  readonly sampleLookbackDays: number
  readonly requests: readonly { readonly services: readonly string[]; readonly query: string }[]
}

export function toDatadogPolicy(file: DatadogFile): DatadogPolicy {
  return {
    acknowledge: file.acknowledge,
    impactHours: durationHours(file['impact-window']),
    trendHours: durationHours(file['trend-window']),
    sampleLookbackDays: durationHours(file['sample-lookback']) / 24,
    requests: file.requests
  }
}
