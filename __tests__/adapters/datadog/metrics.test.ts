import { describe, expect, it } from '@jest/globals'
import { metricNames, sendMetrics, type MetricPoint } from '../../../src/adapters/datadog/metrics.js'
import { HOUR, NOW, setStage } from './stage.js'

const clock = { now: () => NOW, sleep: () => Promise.resolve() }
const options = { site: 'datadoghq.eu', apiKey: 'the-api-key', clock, random: () => 0.5 } as const

const cost: MetricPoint = {
  name: metricNames.cost,
  type: 'gauge',
  value: 1.25,
  at: NOW + 999,
  tags: {
    outcome: 'no-fix',
    reason: 'declined',
    fix_class: 'parse-guard',
    team: 'Check, out',
    repository: 'acme/shop'
  }
}
const attempts: MetricPoint = {
  name: metricNames.attempts,
  type: 'count',
  value: 1,
  at: NOW,
  tags: { team: '' }
}

describe('metrics', () => {
  it('arrive in one request, with tags that Datadog keeps apart', async () => {
    const { datadog } = await setStage()
    const apiUrl = `${datadog.url}/`
    expect(await sendMetrics({ ...options, apiUrl }, [cost, attempts])).toEqual({ known: true, value: 2 })
    expect(datadog.service.requests).toHaveLength(1)
    expect(datadog.points).toEqual([
      {
        metric: 'datadog_autofix.cost_usd',
        type: 3,
        timestamp: NOW / 1000,
        value: 1.25,
        tags: [
          'outcome:no-fix',
          'reason:declined',
          'fix_class:parse-guard',
          'team:Check__out',
          'repository:acme/shop'
        ]
      },
      { metric: 'datadog_autofix.attempts', type: 1, timestamp: NOW / 1000, value: 1, tags: [] }
    ])
    expect(datadog.service.requests[0]?.headers['dd-application-key']).toBeUndefined()
  })

  it('that are no numbers are left out, and nothing is sent for nothing', async () => {
    const { datadog } = await setStage()
    const wrong = { ...cost, value: Number.NaN }
    expect(await sendMetrics({ ...options, apiUrl: datadog.url }, [wrong])).toEqual({ known: true, value: 0 })
    expect(datadog.service.requests).toHaveLength(0)
  })

  it('are tried again after a passing fault', async () => {
    const { datadog } = await setStage()
    datadog.service.inject({ kind: 'reply', reply: { status: 503, body: { errors: ['busy'] } } })
    expect(await sendMetrics({ ...options, apiUrl: datadog.url }, [cost])).toMatchObject({ known: true })
    expect(datadog.points).toHaveLength(1)
  })

  it.each([
    ['a wrong key', { apiKey: 'another' }, cost, 'datadog-api-key must be a valid API key'],
    ['a point of yesterday', {}, { ...cost, at: NOW - 25 * HOUR }, 'out of bounds'],
    ['no service', { apiUrl: 'http://127.0.0.1:1' }, cost, 'could not be reached']
  ])('that do not arrive are unknown and never an error: %s', async (_, change, point, reason) => {
    const { datadog } = await setStage()
    const sent = await sendMetrics({ ...options, apiUrl: datadog.url, ...change }, [point])
    expect(sent).toEqual({ known: false, reason: expect.stringContaining(reason) })
    expect(JSON.stringify(sent)).not.toContain('another')
    expect(datadog.points).toEqual([])
  })

  it('are given up on when Datadog hangs', async () => {
    const { datadog } = await setStage()
    datadog.service.inject({ kind: 'slow', delayMs: 500, times: 9 })
    const sent = await sendMetrics({ ...options, apiUrl: datadog.url, deadlineMs: 50 }, [cost])
    expect(sent).toMatchObject({ known: false, reason: expect.stringContaining('gave no answer') })
  })
})
