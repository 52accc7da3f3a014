import { describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import type { SampleEvent } from '../../../src/flow/issue/issue.js'
import { valueOr } from '../../../src/flow/issue/known.js'
import { DAY, HOUR, NOW, readWhole, setStage, type Stage } from './stage.js'

const SPANS = '/api/v2/spans'
const LOGS = '/api/v2/logs'
const RUM = '/api/v2/rum'

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

describe('what is not known of the events', () => {
  const issue = { errorType: 'E', errorMessage: 'm', service: 'web' }

  it('is that nothing is retained', async () => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ ...issue, lastSeen: NOW - 40 * DAY })
    expect((await readWhole(stage, id)).evidence).toEqual({
      sample: {
        known: false,
        reason: 'no event of the last 30 days is retained in spans, logs or RUM events'
      },
      trend: { known: false, reason: 'no event of the last 48 hours is indexed in spans' },
      recent: []
    })
    expect(stage.lines).toEqual([])
  })

  it('is that the key may not look, which is asked only once', async () => {
    const stage = await setStage({ scopes: ['error_tracking_read', 'logs_read_data', 'rum_apps_read'] })
    const { id } = stage.datadog.seedIssue(issue)
    const { sample, trend } = (await readWhole(stage, id)).evidence
    expect(sample).toMatchObject({
      known: false,
      reason: expect.stringMatching(
        /^no event of the last 30 days is retained in logs or RUM events; Datadog refused to search spans on datadoghq\.eu .*\(403\).*datadog-app-key.*scope apm_read$/
      )
    })
    expect(trend).toMatchObject({ known: false, reason: expect.stringContaining('scope apm_read') })
    expect(eventCalls(stage).filter((call) => call.startsWith('spans'))).toHaveLength(2)
    expect(stage.lines).toMatchObject([{ level: 'warning', data: { track: 'spans' } }])
  })

  it('is that a product is down, while the next one is asked', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, pythonKeyError(), [NOW - HOUR])
    stage.datadog.service.inject({
      kind: 'reply',
      path: new RegExp(SPANS),
      times: 6,
      reply: outages.serverError
    })
    const { evidence } = await readWhole(stage, id)
    expect(valueOr(evidence.sample, undefined)?.track).toBe('logs')
    expect(evidence.trend.known).toBe(true)
    expect(stage.lines.map(({ sentence }) => sentence)).toContain(
      'Events of a Datadog product could not be read.'
    )
  })

  it('is zero where the same product shows the issue, and it was last seen before the window', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - 5 * DAY])
    const { trend } = (await readWhole(stage, id)).evidence
    expect(valueOr(trend, undefined)?.counts).toEqual(new Array(48).fill(0))
  })

  it('is unknown where Error Tracking saw the issue but no event was indexed', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - 5 * DAY])
    stage.datadog.seedEvents(id, 'spans', [{ timestamp: NOW - HOUR, indexed: false }])
    const { evidence } = await readWhole(stage, id)
    expect(evidence.sample.known).toBe(true)
    expect(evidence.trend).toEqual({
      known: false,
      reason: 'no event of the last 48 hours is indexed in spans'
    })
  })
})

describe('answers that are not as they should be', () => {
  const path = new RegExp(`${SPANS}/events/search`)
  const counts = new RegExp(`${SPANS}/analytics/aggregate`)
  const good = {
    id: 'g',
    attributes: { start_timestamp: '2026-03-10T11:00:00Z', custom: { error: { stack: 's' } } }
  }

  it('lose their bad events, which are counted and logged', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const data = [{ id: 7 }, null, { id: 'b', attributes: {} }, good]
    stage.datadog.service.inject({ kind: 'reply', path, reply: { status: 200, body: { data } } })
    expect((await sampleOf(stage, id)).eventId).toBe('g')
    expect(stage.lines).toMatchObject([
      { sentence: 'Some events could not be read and are left out.', data: { track: 'spans', dropped: 3 } }
    ])
  })

  it('lose their bad counts, and are read by either name', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const c0 = [{ time: '2026-03-10T12:00:00.000Z', value: 3 }, { time: 'soon', value: 1 }, { value: 9 }]
    const data = [{ attributes: { by: {}, computes: { c0 } } }, { attributes: {} }, 5]
    stage.datadog.service.inject({ kind: 'reply', path: counts, reply: { status: 200, body: { data } } })
    const { trend } = (await readWhole(stage, id)).evidence
    expect(valueOr(trend, undefined)?.counts.at(-1)).toBe(3)
    expect(stage.lines).toMatchObject([{ data: { track: 'spans', dropped: 4 } }])
  })

  it.each([
    [{ status: 'done', warnings: [{ code: 'unknown_index' }] }, true],
    [{ status: 'timeout' }, false]
  ])(
    'are partial with %j, which is logged; counts that gave up half way are unknown',
    async (meta, isKnown) => {
      const stage = await setStage()
      const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
      const c0 = [{ time: '2026-03-10T12:00:00.000Z', value: 3 }]
      const counted = [{ attributes: { by: {}, compute: { c0 } } }]
      for (const [where, data] of [
        [path, [good]],
        [counts, counted]
      ] as const) {
        stage.datadog.service.inject({
          kind: 'reply',
          path: where,
          reply: { status: 200, body: { data, meta } }
        })
      }
      const { trend } = (await readWhole(stage, id)).evidence
      expect(trend.known).toBe(isKnown)
      expect(stage.lines.map(({ sentence }) => sentence)).toEqual(
        expect.arrayContaining(['Datadog gave partial counts.', 'Datadog gave partial search results.'])
      )
    }
  )

  it('carry a stack that is too long, which is cut and logged', async () => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service: 'web' })
    stage.datadog.seedEvents(id, 'spans', [{ timestamp: NOW - HOUR, stack: 'at f\n'.repeat(100_000) }])
    expect((await sampleOf(stage, id)).stack.known).toBe(true)
    expect(stage.lines).toMatchObject([{ level: 'info', data: { track: 'spans', events: 1 } }])
  })

  it('are an HTML page for events alone, which leaves the issue standing', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    stage.datadog.service.inject({
      kind: 'reply',
      path: new RegExp(`${SPANS}|${LOGS}|${RUM}`),
      times: 20,
      reply: outages.htmlLogin
    })
    const { evidence } = await readWhole(stage, id)
    expect(evidence.sample).toMatchObject({ known: false, reason: expect.stringContaining('an HTML page') })
    expect(evidence.trend).toMatchObject({ known: false, reason: expect.stringContaining('an HTML page') })
  })
})
