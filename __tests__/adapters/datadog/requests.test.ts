import { describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import {
  browserError,
  nodeTypeError,
  pythonKeyError,
  seedError,
  type ErrorSeed
} from '../../../services/datadog/seeds.js'
import type { RequestMetric } from '../../../src/adapters/datadog/requests.js'
import type { Issue } from '../../../src/flow/issue/issue.js'
import { fourWeeks, HOUR, NOW, readings, readIssueOf, setStage, type Stage } from './stage.js'

const QUERY = 'query/timeseries'
const hits = { metric: 'trace.express.request.hits', tags: ['service:orders-api', 'env:production'] }
const history = Array.from({ length: 672 }, (_, hour) => 500 + (hour % 7))

async function stageOf(
  seed: ErrorSeed = nodeTypeError(),
  requests: readonly RequestMetric[] = [],
  service: Parameters<typeof setStage>[0] = {}
): Promise<Stage & { readonly issue: Issue }> {
  const stage = await setStage(service, { ...fourWeeks, requests })
  const { id } = seedError(stage.datadog, seed, [NOW - HOUR])
  return { ...stage, issue: await readIssueOf(stage, id) }
}

function withAttributes(seed: ErrorSeed, attributes: Readonly<Record<string, unknown>>): ErrorSeed {
  return {
    ...seed,
    event: (at, number) => {
      const event = seed.event(at, number)
      return { ...event, attributes: { ...event.attributes, ...attributes } }
    }
  }
}

async function reasonOf(stage: Stage & { readonly issue: Issue }): Promise<string> {
  const read = await stage.source.readRequests(stage.issue)
  return read.known ? 'known' : read.reason
}

describe('the requests of a service', () => {
  it('are the hits of the operation of the span, over the hours of the trend', async () => {
    const stage = await stageOf()
    stage.datadog.seedMetric(hits, history)
    stage.datadog.seedMetric({ ...hits, tags: ['service:orders-api', 'env:staging'] }, history)
    const requests = await stage.source.readRequests(stage.issue)
    const startMs = Date.parse('2026-02-10T13:00:00.000Z')
    expect(requests).toEqual({ known: true, value: { startMs, endMs: NOW, counts: history } })
    expect(stage.issue.trend).toMatchObject({ value: { startMs, endMs: NOW } })
    expect(JSON.parse(stage.requests()[0]?.body ?? '')).toEqual({
      data: {
        type: 'timeseries_request',
        attributes: {
          formulas: [{ formula: 'counted' }],
          queries: [
            {
              data_source: 'metrics',
              name: 'counted',
              query: 'sum:trace.express.request.hits{service:orders-api,env:production}.as_count()'
            }
          ],
          from: startMs,
          to: NOW,
          interval: 3_600_000
        }
      }
    })
    expect(readings(stage)).toEqual([QUERY])
  })

  it('are asked for once for each service and environment, however many issues ask at once', async () => {
    const stage = await stageOf()
    stage.datadog.seedMetric(hits, history)
    const [one, two] = await Promise.all([
      stage.source.readRequests(stage.issue),
      stage.source.readRequests({ ...stage.issue, id: 'another' })
    ])
    expect(one).toEqual(two)
    expect(readings(stage)).toEqual([QUERY])
  })

  it('are not known before the first hour that has a point, and none in an hour without one', async () => {
    const stage = await stageOf()
    const late = history.map((count, hour) => (hour < 600 || hour === 640 ? undefined : count))
    stage.datadog.seedMetric(hits, late)
    const requests = await stage.source.readRequests(stage.issue)
    if (!requests.known) throw new Error(requests.reason)
    const { knownFromMs, startMs, counts } = requests.value
    expect(((knownFromMs ?? 0) - startMs) / HOUR).toBe(600)
    expect([counts[599], counts[600], counts[640]]).toEqual([0, history[600], 0])
  })

  it('are the metric that the policy names for the service, the first that matches', async () => {
    const metrics = [
      { services: ['other-*'], query: 'sum:other{*}' },
      { services: ['billing-*'], query: 'sum:jobs.done{worker:{service},env:{env}}.as_count()' },
      { services: ['*'], query: 'sum:anything{*}' }
    ]
    const stage = await stageOf(pythonKeyError({ service: 'Billing-Worker' }), metrics)
    stage.datadog.seedMetric(
      { metric: 'jobs.done', tags: ['worker:billing-worker', 'env:production'] },
      history
    )
    expect(await stage.source.readRequests(stage.issue)).toMatchObject({ value: { counts: history } })
  })

  it('are the views of a client', async () => {
    const stage = await stageOf(browserError())
    stage.datadog.seedTraffic(
      { track: 'rum', service: 'shop-web', env: 'production' },
      history.map(() => 2)
    )
    stage.datadog.seedTraffic({ track: 'rum', service: 'shop-web', env: 'staging' }, history)
    const requests = await stage.source.readRequests(stage.issue)
    expect(requests.known && requests.value.counts).toEqual(history.map(() => 2))
    expect(readings(stage)).toEqual(['rum/analytics/aggregate'])
  })

  it('come week by week where Datadog gives larger intervals for four weeks', async () => {
    const stage = await stageOf(nodeTypeError(), [], { metricPoints: 200 })
    stage.datadog.seedMetric(hits, history)
    expect(await stage.source.readRequests(stage.issue)).toMatchObject({ value: { counts: history } })
    expect(readings(stage)).toHaveLength(5)
  })
})

describe('requests that are not known', () => {
  it.each<[string, ErrorSeed, RegExp]>([
    [
      'a metric that is not there',
      nodeTypeError(),
      /^Datadog has no points of trace\.express\.request\.hits for orders-api in production; datadog\.requests/
    ],
    ['logs', pythonKeyError(), /^logs do not count requests; datadog\.requests in the policy/],
    ['a client without views', browserError(), /^RUM has no views of shop-web in production$/],
    [
      'a span without a name',
      withAttributes(nodeTypeError(), { operation_name: '' }),
      /^the span does not say what kind of operation it is; datadog\.requests/
    ]
  ])('are those of %s', async (_what, seed, reason) => {
    expect(await reasonOf(await stageOf(seed))).toMatch(reason)
  })

  it.each<[string, ErrorSeed]>([
    ['the span', withAttributes(nodeTypeError(), { operation_name: 'a{*},b' })],
    ['the service', nodeTypeError({ service: 'web} by {host' })],
    ['the environment', nodeTypeError({ env: 'a,b' })]
  ])('are those whose query %s would change', async (_what, seed) => {
    const stage = await stageOf(seed)
    expect(await reasonOf(stage)).toMatch(/cannot be part of/)
    expect(readings(stage)).toEqual([])
  })

  it('are those without a sample, and of a query that needs its environment', async () => {
    const requests = [{ services: ['*'], query: 'sum:a{env:{env}}' }]
    const stage = await stageOf(nodeTypeError(), requests)
    const sample = { known: false, reason: 'no event' } as const
    expect(await stage.source.readRequests({ ...stage.issue, sample })).toEqual(sample)
  })

  it('name the scope that is missing, and are asked for once', async () => {
    const scopes = ['error_tracking_read', 'apm_read', 'logs_read_data', 'rum_apps_read']
    const stage = await stageOf(nodeTypeError(), [], { scopes })
    expect(await reasonOf(stage)).toMatch(/refused to query metrics.*\(403\).*scope timeseries_query$/)
    const other = { ...stage.issue, service: 'other' }
    expect(await reasonOf({ ...stage, issue: other })).toMatch(/timeseries_query/)
    expect(readings(stage)).toEqual([QUERY])
    expect(stage.lines).toMatchObject([
      { level: 'warning', sentence: 'The requests of a service could not be counted.' }
    ])
  })

  it.each([
    ['a log-in page', outages.htmlLogin, /an HTML page/],
    ['no series at all', { status: 200, body: { data: {} } }, /cannot be read: data\.attributes/],
    [
      'two series',
      { status: 200, body: { data: { attributes: { times: [NOW], values: [[1], [2]] } } } },
      /several series/
    ],
    [
      'other intervals',
      { status: 200, body: { data: { attributes: { times: [NOW], values: [[1]] } } } },
      /other intervals/
    ],
    ['a refusal of the query', { status: 400, body: { errors: ['bad query'] } }, /bad query/]
  ])('are those of %s', async (_what, reply, reason) => {
    const stage = await stageOf()
    stage.datadog.service.inject({ kind: 'reply', path: /timeseries/, times: 5, reply })
    expect(await reasonOf(stage)).toMatch(reason)
  })

  it('are waited for where a limit is reached, as long as Datadog says', async () => {
    const stage = await stageOf(nodeTypeError(), [], {
      rateLimits: { metric_query: { limit: 0, periodSeconds: 10 } }
    })
    expect(await reasonOf(stage)).toMatch(/rate limit was reached on the request to query metrics/)
    expect(stage.sleeps.length).toBeGreaterThan(0)
  })
})
