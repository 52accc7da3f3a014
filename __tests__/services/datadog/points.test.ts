import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import type { PointLimit } from '../../../services/datadog/point-limit.js'
import { call, HOUR, NOW, startDatadog, type Answer } from './running-datadog.js'

const WINDOW = { query: '*', from: String(NOW - 24 * HOUR), to: String(NOW) }

function hourly(
  datadog: EmbeddedDatadog,
  group: readonly Readonly<Record<string, unknown>>[] = [],
  interval = '1h'
): Promise<Answer> {
  return call(datadog, 'POST', '/api/v2/logs/analytics/aggregate', {
    compute: [{ aggregation: 'count', type: 'timeseries', interval }],
    filter: WINDOW,
    ...(group.length > 0 && { group_by: group })
  })
}

function points(answer: Answer): readonly { readonly time: string; readonly value: number }[] {
  const { data } = answer.body as {
    data: { buckets: { computes: { c0: { time: string; value: number }[] } }[] }
  }
  return data.buckets.flatMap(({ computes }) => computes.c0)
}

async function limited(beyond: PointLimit['beyond'], most: number): Promise<EmbeddedDatadog> {
  const datadog = await startDatadog({ eventPoints: { beyond, most } })
  const { id } = datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service: 'web' })
  datadog.seedCounts(id, 'logs', new Array<number>(24).fill(1), NOW)
  return datadog
}

describe('more points than one aggregation gives', () => {
  it('are counted as buckets times groups', async () => {
    const datadog = await limited('refuse', 48)
    const byTwo = [{ facet: 'service', limit: 2 }]
    expect((await hourly(datadog, byTwo)).status).toBe(200)
    expect((await hourly(datadog, [{ facet: 'service', limit: 3 }])).status).toBe(400)
    expect((await hourly(datadog, byTwo, '30m')).status).toBe(400)
  })

  it('are given in larger buckets', async () => {
    const given = points(await hourly(await limited('coarsen', 10)))
    expect(given.map(({ value }) => value)).toEqual([3, 3, 3, 3, 3, 3, 3, 3])
  })

  it('are half counted, and the status says so', async () => {
    const answer = await hourly(await limited('time-out', 10))
    expect(points(answer)).toHaveLength(12)
    expect(answer.body).toMatchObject({ meta: { status: 'timeout' } })
  })
})

describe('seeds by the clock', () => {
  it('end with the running hour, before now', async () => {
    const now = NOW + 20 * 60_000
    const datadog = await startDatadog({ now: () => now })
    const { id } = datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service: 'web' })
    datadog.seedHours(id, 'logs', [2, 3])
    const times = datadog.events(id).flatMap(({ timestamps }) => timestamps)
    expect(times.filter((time) => time >= NOW)).toHaveLength(3)
    expect(Math.max(...times)).toBeLessThan(now)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(NOW - HOUR)
  })

  it('of traffic are found by service, and belong to no issue', async () => {
    const datadog = await startDatadog()
    datadog.seedTraffic({ track: 'rum', service: 'shop', env: 'prod' }, [4, 0])
    const ask = async (query: string): Promise<unknown> => {
      const body = { compute: [{ aggregation: 'count' }], filter: { ...WINDOW, query } }
      return (await call(datadog, 'POST', '/api/v2/rum/analytics/aggregate', body)).body
    }
    const four = { data: { buckets: [{ computes: { c0: 4 } }] } }
    expect(await ask('@type:view service:shop env:prod')).toMatchObject(four)
    expect(await ask('@issue.id:* OR issue.id:*')).toMatchObject({ data: { buckets: [] } })
  })
})
