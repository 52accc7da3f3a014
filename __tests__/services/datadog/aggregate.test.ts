import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { TRACKS, type Track } from '../../../services/datadog/event.js'
import { call, HOUR, NOW, startDatadog, type Answer } from './running-datadog.js'

const plain = { errorType: 'Error', errorMessage: 'HTTP error', service: 'web' }
const DAY = { query: '*', from: 'now-24h', to: 'now' }

interface Bucket {
  readonly by: Readonly<Record<string, unknown>>
  readonly values: Readonly<Record<string, unknown>>
}

function ask(
  datadog: EmbeddedDatadog,
  track: Track,
  asked: Readonly<Record<string, unknown>>
): Promise<Answer> {
  const body = track === 'spans' ? { data: { type: 'aggregate_request', attributes: asked } } : asked
  return call(datadog, 'POST', `/api/v2/${track}/analytics/aggregate`, body)
}

async function buckets(
  datadog: EmbeddedDatadog,
  track: Track,
  asked: Readonly<Record<string, unknown>>
): Promise<readonly Bucket[]> {
  const { status, body } = await ask(datadog, track, asked)
  expect(status).toBe(200)
  if (track === 'spans') {
    const { data } = body as { data: { attributes: { by: Bucket['by']; compute: Bucket['values'] } }[] }
    return data.map(({ attributes }) => ({ by: attributes.by, values: attributes.compute }))
  }
  const { data } = body as { data: { buckets: { by: Bucket['by']; computes: Bucket['values'] }[] } }
  return data.buckets.map(({ by, computes }) => ({ by, values: computes }))
}

describe.each(TRACKS)('aggregating %s', (track) => {
  const facet = track === 'logs' ? 'issue.id' : '@issue.id'

  it('gives the points of the hours that had events', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    datadog.seedCounts(id, track, [3, 0, 8], NOW)
    datadog.seedCounts(datadog.seedIssue(plain).id, track, [100], NOW)
    const found = await buckets(datadog, track, {
      compute: [{ aggregation: 'count', type: 'timeseries', interval: '1h' }],
      filter: { ...DAY, query: `${facet}:${id}` }
    })
    expect(found).toEqual([
      {
        by: {},
        values: {
          c0: [
            { time: '2026-03-10T09:00:00.000Z', value: 3 },
            { time: '2026-03-10T11:00:00.000Z', value: 8 }
          ]
        }
      }
    ])
  })

  it('counts full events and bare counts together', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    datadog.seedCounts(id, track, [3], NOW)
    datadog.seedEvents(id, track, [{ timestamp: NOW - 1 }])
    expect(await buckets(datadog, track, { filter: DAY })).toEqual([{ by: {}, values: { c0: 4 } }])
  })

  it('groups by issue, the loudest first, as many as asked for', async () => {
    const datadog = await startDatadog()
    const ids = [2, 9, 5].map((count) => {
      const { id } = datadog.seedIssue(plain)
      datadog.seedCounts(id, track, [count], NOW)
      return id
    })
    const compute = [{ aggregation: 'count' }]
    const group = { facet, limit: 2, sort: { aggregation: 'count', order: 'desc', type: 'measure' } }
    expect(await buckets(datadog, track, { compute, filter: DAY, group_by: [group] })).toEqual([
      { by: { [facet]: ids[1] }, values: { c0: 9 } },
      { by: { [facet]: ids[2] }, values: { c0: 5 } }
    ])
    const other = track === 'logs' ? '@issue.id' : 'issue.id'
    expect(await buckets(datadog, track, { compute, filter: DAY, group_by: [{ facet: other }] })).toEqual([])
  })

  it('counts distinct users and groups by two facets', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    datadog.seedCounts(id, track, [40], NOW, { users: 6, env: 'production' })
    datadog.seedCounts(id, track, [3], NOW, { users: 2, env: 'staging' })
    const found = await buckets(datadog, track, {
      compute: [{ aggregation: 'cardinality', metric: '@usr.id' }, { aggregation: 'count' }],
      filter: DAY,
      group_by: [{ facet: 'service' }, { facet: 'env' }]
    })
    expect(found).toEqual([
      { by: { service: 'web', env: 'production' }, values: { c0: 6, c1: 40 } },
      { by: { service: 'web', env: 'staging' }, values: { c0: 2, c1: 3 } }
    ])
  })

  it('measures numbers', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    const seen = [4, 1, 10, 5].map((took) => ({ timestamp: NOW - 1, attributes: { took } }))
    datadog.seedEvents(id, track, seen)
    const of = (aggregation: string): unknown => ({ aggregation, metric: '@took' })
    const compute = ['sum', 'avg', 'min', 'max', 'median', 'pc75'].map(of)
    expect((await buckets(datadog, track, { compute, filter: DAY }))[0]?.values).toEqual({
      c0: 20,
      c1: 5,
      c2: 1,
      c3: 10,
      c4: 4,
      c5: 5
    })
  })

  it('gives no bucket where nothing matches', async () => {
    const datadog = await startDatadog()
    const { body } = await ask(datadog, track, { filter: DAY })
    expect(body).toMatchObject({ data: track === 'spans' ? [] : { buckets: [] }, meta: { status: 'done' } })
    expect(await buckets(datadog, track, { filter: DAY })).toEqual([])
  })

  it('names the events without a facet only when told how', async () => {
    const datadog = await startDatadog()
    datadog.seedCounts(datadog.seedIssue(plain).id, track, [2], NOW)
    const asked = { filter: DAY, group_by: [{ facet: 'env' }] }
    expect(await buckets(datadog, track, asked)).toEqual([])
    expect(
      await buckets(datadog, track, { ...asked, group_by: [{ facet: 'env', missing: 'none' }] })
    ).toEqual([{ by: { env: 'none' }, values: { c0: 2 } }])
  })

  it.each<[string, Readonly<Record<string, unknown>>, number]>([
    ['an unknown aggregation', { compute: [{ aggregation: 'mean' }] }, 400],
    ['a measure of nothing', { compute: [{ aggregation: 'cardinality' }] }, 400],
    ['a broken interval', { compute: [{ aggregation: 'count', type: 'timeseries', interval: 'hour' }] }, 400],
    [
      'too many groups',
      {
        group_by: [
          { facet: 'env', limit: 101 },
          { facet: 'service', limit: 100 }
        ]
      },
      400
    ],
    ['an unknown field', { groupBy: [] }, 400],
    ['a broken query', { filter: { query: '"' } }, 400],
    ['a reversed window', { filter: { from: 'now', to: 'now-1h' } }, 422]
  ])('refuses %s', async (_what, asked, status) => {
    expect((await ask(await startDatadog(), track, asked)).status).toBe(status)
  })
})

it('gives 150 points where no interval is named', async () => {
  const datadog = await startDatadog()
  const { id } = datadog.seedIssue(plain)
  datadog.seedCounts(id, 'logs', [0, 0, 0, 0, 600], NOW)
  const filter = { from: String(NOW - 5 * HOUR), to: String(NOW) }
  const found = await buckets(datadog, 'logs', {
    compute: [{ aggregation: 'count', type: 'timeseries' }],
    filter
  })
  expect(found[0]?.values['c0']).toHaveLength(30)
})
