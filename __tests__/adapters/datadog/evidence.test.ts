import { describe, expect, it } from '@jest/globals'
import { browserError, nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import type { SampleEvent } from '../../../src/flow/issue/issue.js'
import { known, valueOr } from '../../../src/flow/issue/known.js'
import { DAY, HOUR, NOW, readWhole, setStage, type Stage } from './stage.js'

const SPANS = '/api/v2/spans'
const LOGS = '/api/v2/logs'

function eventCalls(stage: Stage): readonly string[] {
  return stage
    .calls()
    .filter((call) => !call.includes('error-tracking'))
    .map((call) => call.slice('POST /api/v2/'.length))
}

async function sampleOf(stage: Stage, id: string): Promise<SampleEvent> {
  const { sample } = (await readWhole(stage, id)).evidence
  if (!sample.known) throw new Error(sample.reason)
  return sample.value
}

describe('the evidence of one issue', () => {
  it('takes four requests in two rounds when its first product has a stack', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - 2 * HOUR, NOW - HOUR])
    stage.datadog.service.latencyMs = 40
    const { evidence } = await readWhole(stage, id)
    expect([...stage.calls()].sort()).toEqual([
      `GET /api/v2/error-tracking/issues/${id}`,
      'POST /api/v2/error-tracking/issues/search',
      `POST ${SPANS}/analytics/aggregate`,
      `POST ${SPANS}/events/search`
    ])
    expect(valueOr(evidence.sample, undefined)).toMatchObject({
      track: 'spans',
      at: NOW - HOUR,
      confirmed: true,
      service: known('orders-api'),
      env: known('production'),
      version: known('2.14.0'),
      repository: { known: true, value: expect.stringMatching(/^github\.com\/acme\//) },
      operation: known('POST /orders/:id/checkout')
    })
    expect(stage.lines).toEqual([])
  })

  it('asks for the sample and the counts at the same time', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const issue = await stage.source.readIssue(id)
    stage.datadog.service.clearLog()
    stage.datadog.service.latencyMs = 50
    await stage.source.readEvidence([issue])
    expect(stage.datadog.service.mostAtOnce).toBe(2)
  })

  it('counts by clock hours, fills the hours without events and ends now', async () => {
    const stage = await setStage()
    const noon = Date.parse('2026-03-10T12:00:00.000Z')
    const { id } = seedError(stage.datadog, nodeTypeError(), [noon - 5 * HOUR, noon - 1, noon, noon + 60_000])
    const { trend } = (await readWhole(stage, id)).evidence
    const counts = new Array<number>(48).fill(0)
    counts.splice(42, 6, 1, 0, 0, 0, 1, 2)
    expect(trend).toEqual(known({ startMs: noon - 47 * HOUR, endMs: NOW, counts }))
  })

  it('asks for the issue by both spellings, over the lookback', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    await readWhole(stage, id)
    const body = stage.requests().find(({ path }) => path === `${SPANS}/events/search`)?.body ?? ''
    expect(JSON.parse(body)).toEqual({
      data: {
        type: 'search_request',
        attributes: {
          filter: {
            query: `issue.id:${id} OR @issue.id:${id}`,
            from: new Date(NOW - 30 * DAY).toISOString(),
            to: new Date(NOW).toISOString()
          },
          sort: '-timestamp',
          page: { limit: 10 }
        }
      }
    })
  })

  it.each(['issue.id', '@issue.id'] as const)(
    'finds its events where the products understand %s',
    async (field) => {
      const stage = await setStage({ issueIdFilter: { spans: field, logs: field, rum: field } })
      const { id } = seedError(stage.datadog, pythonKeyError(), [NOW - HOUR])
      expect((await sampleOf(stage, id)).track).toBe('logs')
    }
  )

  it('looks at RUM first for an issue of a client, and leaves the people out', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, browserError(), [NOW - HOUR])
    const { evidence } = await readWhole(stage, id)
    expect(eventCalls(stage)).toEqual(
      expect.arrayContaining(['rum/events/search', 'rum/analytics/aggregate'])
    )
    expect(eventCalls(stage)).toHaveLength(2)
    expect(JSON.stringify(evidence)).not.toMatch(/alice|2f9e47e4ed92|usr|session/)
  })

  it('prefers the newest event that has a stack to a newer one that has none', async () => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service: 'web' })
    stage.datadog.seedEvents(id, 'spans', [
      { timestamp: NOW - 3 * HOUR, stack: 'old' },
      { timestamp: NOW - 2 * HOUR, stack: 'newer' },
      { timestamp: NOW - HOUR }
    ])
    expect((await sampleOf(stage, id)).stack).toEqual(known('newer'))
  })

  it('goes on to the next product for a stack, and counts where the sample was found', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, pythonKeyError(), [NOW - HOUR])
    const { evidence } = await readWhole(stage, id)
    expect(eventCalls(stage).slice(2)).toEqual(['logs/events/search', 'logs/analytics/aggregate'])
    expect(valueOr(evidence.trend, undefined)?.counts.at(-2)).toBe(1)
  })

  it('keeps the counts of the first product when only the sample is elsewhere', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, pythonKeyError(), [NOW - HOUR])
    stage.datadog.seedCounts(id, 'spans', [4, 5], NOW)
    const { evidence } = await readWhole(stage, id)
    expect(eventCalls(stage)).toHaveLength(3)
    const counts = valueOr(evidence.trend, undefined)?.counts ?? []
    expect(counts.reduce((total, count) => total + count, 0)).toBe(9)
  })

  it('falls back to an event without a stack when no product has one with a stack', async () => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service: 'web' })
    stage.datadog.seedEvents(id, 'spans', [{ timestamp: NOW - HOUR, env: 'production' }])
    const sample = await sampleOf(stage, id)
    expect(sample).toMatchObject({ track: 'spans', env: known('production'), confirmed: true })
    expect(sample.stack).toEqual({ known: false, reason: 'the event carries no stack trace' })
    expect(eventCalls(stage).filter((call) => call.endsWith('search'))).toHaveLength(3)
  })
})

describe('the last resort', () => {
  const unreachable = { issueIdFilter: { spans: 'issue.id', logs: 'issue.id', rum: 'issue.id' } } as const

  /** Events of a neighbour issue stand in for those that do not carry the id of ours. */
  async function stageWithLookalikes(
    service: string,
    type: string
  ): Promise<Stage & { readonly id: string }> {
    const stage = await setStage(unreachable)
    const issue = { errorType: 'E\\x "quoted": (a)', errorMessage: 'm', service: 'web' }
    const { id } = stage.datadog.seedIssue({ ...issue, lastSeen: NOW - HOUR })
    const other = stage.datadog.seedIssue({ ...issue, service })
    stage.datadog.seedEvents(other.id, 'logs', [{ timestamp: NOW - HOUR, service, type, stack: 's' }])
    return { ...stage, id }
  }

  it('is an unconfirmed event of the same service and type', async () => {
    const stage = await stageWithLookalikes('web', 'E\\x "quoted": (a)')
    const { evidence } = await readWhole(stage, stage.id)
    expect(valueOr(evidence.sample, undefined)).toMatchObject({
      track: 'logs',
      confirmed: false,
      stack: known('s')
    })
    expect(evidence.trend.known).toBe(false)
    const query =
      stage
        .requests()
        .map(({ body }) => body)
        .find((body) => body.includes('@error.kind')) ?? ''
    expect((JSON.parse(query) as { filter: { query: string } }).filter.query).toBe(
      'service:"web" (@error.kind:"E\\\\x \\"quoted\\": (a)" OR @error.type:"E\\\\x \\"quoted\\": (a)")'
    )
  })

  it.each([
    ['another service', 'api', 'E\\x "quoted": (a)'],
    ['another type', 'web', 'F']
  ])('is not an event of %s', async (_what, service, type) => {
    const stage = await stageWithLookalikes(service, type)
    const { sample } = (await readWhole(stage, stage.id)).evidence
    expect(sample.known).toBe(false)
  })

  it.each([
    ['type', 'web', 'F'],
    ['service', 'api', 'E']
  ])('does not believe a search that gives another %s', async (_what, service, kind) => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service: 'web' })
    const attributes = {
      timestamp: '2026-03-10T11:00:00Z',
      service,
      attributes: { error: { kind, stack: 's' } }
    }
    const reply = { status: 200, body: { data: [{ id: 'x', attributes }] } }
    stage.datadog.service.inject({
      kind: 'reply',
      path: new RegExp(`${LOGS}/events/search`),
      after: 1,
      reply
    })
    expect((await readWhole(stage, id)).evidence.sample.known).toBe(false)
  })
})
