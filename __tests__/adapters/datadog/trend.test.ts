import { describe, expect, it } from '@jest/globals'
import { nodeTypeError, seedError } from '../../../services/datadog/seeds.js'
import type { DatadogOptions } from '../../../services/datadog/datadog.js'
import type { IssueEvidence } from '../../../src/flow/issue/issue.js'
import { valueOr } from '../../../src/flow/issue/known.js'
import { DAY, fourWeeks, HOUR, NOW, readings, readWhole, setStage, type Stage } from './stage.js'

const kept = { spans: 40 * DAY, logs: 40 * DAY, rum: 40 * DAY }
const MINUTE = 60_000
const AGGREGATE = 'spans/analytics/aggregate'

/** Four weeks in which every hour has its own count. */
const history = Array.from({ length: 672 }, (_, hour) => 1 + (hour % 3))

async function stageWith(
  hours: readonly number[],
  service: Partial<DatadogOptions> = {}
): Promise<Stage & { readonly id: string }> {
  const stage = await setStage({ retention: kept, ...service }, fourWeeks)
  const { id } = seedError(stage.datadog, nodeTypeError(), [])
  stage.datadog.seedHours(id, 'spans', hours)
  stage.datadog.seedEvents(id, 'spans', [{ timestamp: NOW - HOUR, stack: 's', env: 'production' }])
  return { ...stage, id }
}

async function countsOf(stage: Stage & { readonly id: string }): Promise<readonly number[] | undefined> {
  return valueOr((await readWhole(stage, stage.id)).evidence.trend, undefined)?.counts
}

function counting(stage: Stage): number {
  return readings(stage).filter((call) => call === AGGREGATE).length
}

/** The event of the sample is one more in its hour. */
const expected = history.map((count, hour) => (hour === 670 ? count + 1 : count))

describe('the trend of four weeks', () => {
  it('takes one request, ends with the running hour and knows every hour', async () => {
    const stage = await stageWith(history)
    const { trend } = (await readWhole(stage, stage.id)).evidence
    expect(trend).toEqual({
      known: true,
      value: { startMs: Date.parse('2026-02-10T13:00:00.000Z'), endMs: NOW, counts: expected }
    })
    expect(counting(stage)).toBe(1)
  })

  it.each(['refuse', 'coarsen', 'time-out'] as const)(
    'is asked for week by week where the vendor would %s so many hours',
    async (beyond) => {
      const stage = await stageWith(history, { eventPoints: { most: 200, beyond } })
      expect(await countsOf(stage)).toEqual(expected)
      expect(counting(stage)).toBe(5)
    }
  )

  it.each(['refuse', 'coarsen', 'time-out'] as const)(
    'is unknown where the vendor would %s a week too',
    async (beyond) => {
      const stage = await stageWith(history, { eventPoints: { most: 60, beyond } })
      const { trend } = (await readWhole(stage, stage.id)).evidence
      expect(trend).toMatchObject({
        known: false,
        reason: expect.stringMatching(/too many points|intervals|gave up/)
      })
      expect(counting(stage)).toBeLessThanOrEqual(5)
    }
  )

  it('believes a job that fails every six hours after asking week by week', async () => {
    const sixHourly = Array.from({ length: 672 }, (_, hour): number => ((hour + 13) % 6 === 0 ? 4 : 0))
    const stage = await setStage({ retention: kept }, fourWeeks)
    const { id } = seedError(stage.datadog, nodeTypeError(), [])
    stage.datadog.seedHours(id, 'spans', sixHourly)
    stage.datadog.seedEvents(id, 'spans', [{ timestamp: NOW - 20 * MINUTE, stack: 's' }])
    const counts = [...sixHourly]
    counts[671] = (counts[671] ?? 0) + 1
    expect(await countsOf({ ...stage, id })).toEqual(counts)
    expect(counting(stage)).toBe(5)
  })

  it('is unknown when its points lie between the hours', async () => {
    const stage = await stageWith(history)
    const c0 = [{ time: '2026-03-10T11:30:00.000Z', value: 3 }]
    const body = { data: [{ attributes: { by: {}, compute: { c0 } } }] }
    stage.datadog.service.inject({
      kind: 'reply',
      path: /spans\/analytics/,
      times: 5,
      reply: { status: 200, body }
    })
    expect((await readWhole(stage, stage.id)).evidence.trend).toEqual({
      known: false,
      reason: 'Datadog counted in other intervals than were asked for'
    })
  })

  it('of many issues asks for as many at once as one reply has room for', async () => {
    const stage = await setStage({ retention: kept }, fourWeeks)
    const seeds = Array.from({ length: 20 }, (_, number) =>
      seedError(stage.datadog, nodeTypeError({ service: `api-${number}` }), [NOW - number * DAY - HOUR])
    )
    const issues = await Promise.all(seeds.map(({ id }) => stage.source.readIssue(id)))
    const evidence = await stage.source.readEvidence(issues)
    for (const { id } of seeds) expect(sumOf(evidence.get(id))).toBe(1)
    const groups = stage
      .requests()
      .filter(({ path }) => path.endsWith(AGGREGATE))
      .map(({ body }) => Number(/"limit":(\d+)/.exec(body)?.[1]))
    expect(groups).toEqual([14, 6])
    expect(readings(stage).filter((call) => call === 'spans/events/search')).toHaveLength(1)
  })
})

function sumOf(evidence: IssueEvidence | undefined): number | undefined {
  const trend = evidence && valueOr(evidence.trend, undefined)
  return trend?.counts.reduce((total, count) => total + count, 0)
}
