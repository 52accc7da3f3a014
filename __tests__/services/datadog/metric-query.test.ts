import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { call, HOUR, NOW, startDatadog, type Answer } from './running-datadog.js'

const hits = { metric: 'trace.http.hits', tags: ['service:web', 'env:Prod'] }

interface Asked {
  readonly query?: string
  readonly from?: unknown
  readonly to?: number
  readonly interval?: number
  readonly formula?: string
}

function ask(datadog: EmbeddedDatadog, asked: Asked = {}): Promise<Answer> {
  const { query = 'sum:trace.http.hits{service:web}.as_count()', formula = 'a', ...rest } = asked
  const attributes = {
    formulas: [{ formula }],
    queries: [{ data_source: 'metrics', name: 'a', query }],
    from: NOW - 3 * HOUR,
    to: NOW + HOUR / 2,
    interval: HOUR,
    ...rest
  }
  return call(datadog, 'POST', '/api/v2/query/timeseries', {
    data: { type: 'timeseries_request', attributes }
  })
}

function series(answer: Answer): { readonly times: readonly number[]; readonly values: unknown } {
  const { data } = answer.body as {
    data: { attributes: { times: readonly number[]; values: unknown } }
  }
  return data.attributes
}

describe('querying a metric', () => {
  it('gives a value or null at each interval', async () => {
    const datadog = await startDatadog()
    datadog.seedMetric(hits, [7, undefined, 5, 1])
    const { times, values } = series(await ask(datadog))
    expect(times).toEqual([NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR, NOW])
    expect(values).toEqual([[7, null, 5, 1]])
  })

  it.each([
    ['service:web,env:prod', 1],
    ['service:web,!env:prod', 2],
    ['service:w*', 3],
    ['*', 7]
  ])('sums the series that {%s} passes', async (filter, sum) => {
    const datadog = await startDatadog()
    datadog.seedMetric(hits, [1])
    datadog.seedMetric({ ...hits, tags: ['service:web'] }, [2])
    datadog.seedMetric({ ...hits, tags: ['service:db'] }, [4])
    const found = series(await ask(datadog, { query: `sum:trace.http.hits{${filter}}.as_count()` }))
    expect(found.values).toEqual([[null, null, null, sum]])
  })

  it('gives nothing of a metric that nobody sent', async () => {
    const datadog = await startDatadog()
    expect(series(await ask(datadog))).toEqual({ series: [], times: [], values: [] })
  })

  it('takes a larger interval where the points would be too many', async () => {
    const datadog = await startDatadog({ metricPoints: 2 })
    datadog.seedMetric(hits, [1, 2, 3, 4])
    const { times, values } = series(await ask(datadog, { to: NOW + HOUR }))
    expect(times).toEqual([NOW - 4 * HOUR, NOW - 2 * HOUR, NOW])
    expect(values).toEqual([[1, 5, 4]])
  })

  it.each<[string, Asked]>([
    ['a query without a filter', { query: 'sum:trace.http.hits' }],
    ['a filter with a quote', { query: 'sum:a{service:"web"}' }],
    ['a filter with a space', { query: 'sum:a{service:my web}' }],
    ['half a query', { query: 'sum:a{service:web' }],
    ['an unknown aggregator', { query: 'total:a{*}' }],
    ['times in seconds', { from: 1_770_000_000 }],
    ['times as text', { from: 'now-1h' }],
    ['a reversed window', { to: NOW - 4 * HOUR }],
    ['a formula of another query', { formula: 'b' }]
  ])('refuses %s', async (_what, asked) => {
    expect(await ask(await startDatadog(), asked)).toMatchObject({
      status: 400,
      body: { errors: [expect.any(String)] }
    })
  })

  it('takes the scope timeseries_query, and says what is left of its rate', async () => {
    const without = await startDatadog({ scopes: ['apm_read'] })
    expect((await ask(without)).status).toBe(403)
    const limited = await startDatadog({ rateLimits: { metric_query: { limit: 1, periodSeconds: 3600 } } })
    const first = await ask(limited)
    expect([first.status, first.headers.get('x-ratelimit-remaining')]).toEqual([200, '0'])
    expect((await ask(limited)).status).toBe(429)
  })
})
