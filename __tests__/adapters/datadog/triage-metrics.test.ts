import { describe, expect, it } from '@jest/globals'
import {
  pointsOf,
  sendTriageMetrics,
  triageMetrics,
  type IssueFigures,
  type TriageFigures
} from '../../../src/adapters/datadog/triage-metrics.js'
import { NOW, setStage } from './stage.js'

const clock = { now: () => NOW, sleep: () => Promise.resolve() }
const options = { site: 'datadoghq.eu', apiKey: 'the-api-key', clock, random: () => 0.5 } as const

const ticketed: IssueFigures = { outcome: 'ticketed', reason: 'new-bug', team: 'checkout' }
const failed: IssueFigures = { outcome: 'failed', reason: undefined, team: undefined }

const sweep: TriageFigures = {
  result: 'ok',
  kind: 'sweep',
  repository: 'acme/shop',
  seconds: 4.2,
  issues: [ticketed, failed, ticketed, { ...ticketed, team: 'payments' }]
}

describe('the metrics of triage', () => {
  it('count runs, time them, and count the issues of each outcome, reason and team', async () => {
    const { datadog } = await setStage()
    const sent = await sendTriageMetrics({ ...options, apiUrl: datadog.url }, sweep)
    expect(sent).toEqual({ known: true, value: 5 })
    expect(datadog.points.map(({ metric, type, value, tags }) => ({ metric, type, value, tags }))).toEqual([
      {
        metric: 'datadog_autofix.triage.runs',
        type: 1,
        value: 1,
        tags: ['result:ok', 'kind:sweep', 'repository:acme/shop']
      },
      {
        metric: 'datadog_autofix.triage.duration_seconds',
        type: 3,
        value: 4.2,
        tags: ['result:ok', 'kind:sweep', 'repository:acme/shop']
      },
      {
        metric: 'datadog_autofix.triage.issues',
        type: 1,
        value: 2,
        tags: ['outcome:ticketed', 'reason:new-bug', 'team:checkout', 'repository:acme/shop']
      },
      {
        metric: 'datadog_autofix.triage.issues',
        type: 1,
        value: 1,
        tags: ['outcome:failed', 'repository:acme/shop']
      },
      {
        metric: 'datadog_autofix.triage.issues',
        type: 1,
        value: 1,
        tags: ['outcome:ticketed', 'reason:new-bug', 'team:payments', 'repository:acme/shop']
      }
    ])
  })

  it('go in one request with the API key alone', async () => {
    const { datadog } = await setStage()
    const withBothKeys = { ...options, apiUrl: datadog.url, appKey: 'the-app-key' }
    await sendTriageMetrics(withBothKeys, sweep)
    const [request, ...others] = datadog.service.requests
    expect(others).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/api/v2/series' })
    expect(request?.headers['dd-api-key']).toBe('the-api-key')
    expect(request?.headers['dd-application-key']).toBeUndefined()
  })

  it('are all listed by name', () => {
    const sent = new Set(pointsOf(sweep, NOW).map(({ name }) => name))
    expect([...sent].sort()).toEqual([...triageMetrics].sort())
  })

  it('never give one point to two sets of the same tags, which would replace each other', () => {
    const points = pointsOf(sweep, NOW).map(({ name, tags }) => JSON.stringify([name, tags]))
    expect(new Set(points).size).toBe(points.length)
  })

  it('are sent once more after a passing fault, and no further', async () => {
    const { datadog } = await setStage()
    datadog.service.inject({ kind: 'reply', times: 9, reply: { status: 503, body: { errors: ['busy'] } } })
    const sent = await sendTriageMetrics({ ...options, apiUrl: datadog.url }, sweep)
    expect(sent).toMatchObject({ known: false })
    expect(datadog.service.requests).toHaveLength(2)
  })

  it('do not wait for a Datadog that asks for more than a moment', async () => {
    const { datadog } = await setStage()
    const waits: number[] = []
    const patient = {
      now: () => NOW,
      sleep: async (milliseconds: number) => {
        waits.push(milliseconds)
      }
    }
    datadog.service.inject({
      kind: 'reply',
      reply: { status: 429, headers: { 'retry-after': '3' }, body: { errors: ['slow down'] } }
    })
    const sent = await sendTriageMetrics({ ...options, apiUrl: datadog.url, clock: patient }, sweep)
    expect(sent).toMatchObject({ known: false })
    expect(waits).toEqual([])
    expect(datadog.service.requests).toHaveLength(1)
  })
})
