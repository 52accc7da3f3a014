import { describe, expect, it } from '@jest/globals'
import { browserError, nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import type { Issue } from '../../../src/flow/issue/issue.js'
import type { Neighbour } from '../../../src/ports.js'
import { DAY, HOUR, NOW, readings, readIssueOf, setStage, type Stage } from './stage.js'

const AGGREGATE = 'spans/analytics/aggregate'

function addIssue(stage: Stage, service: string, hours: readonly number[], env = 'production'): string {
  const { id } = stage.datadog.seedIssue({ errorType: 'E', errorMessage: 'm', service })
  stage.datadog.seedHours(id, 'spans', hours, { env })
  return id
}

async function ownIssue(stage: Stage): Promise<Issue> {
  const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
  return readIssueOf(stage, id)
}

async function around(stage: Stage, issue: Issue): Promise<readonly Neighbour[]> {
  const found = await stage.source.readNeighbours(issue)
  if (!found.known) throw new Error(found.reason)
  return found.value
}

describe('the neighbours of an issue', () => {
  it('are the issues of its environment by the hours of a week, without itself, in one request', async () => {
    const stage = await setStage()
    const week = Array.from({ length: 200 }, (_, hour) => 1 + (hour % 5))
    const one = addIssue(stage, 'payments', week)
    const two = addIssue(stage, 'search', [0, 3])
    addIssue(stage, 'payments', [9], 'staging')
    const found = await around(stage, await ownIssue(stage))
    const startMs = Date.parse('2026-03-03T13:00:00.000Z')
    const trend = { startMs, endMs: NOW, counts: week.slice(-168) }
    const quiet = { ...trend, counts: [...new Array<number>(167).fill(0), 3] }
    expect(found).toEqual([
      { issueId: one, service: 'payments', errorType: 'E', trend },
      { issueId: two, service: 'search', errorType: 'E', trend: quiet }
    ])
    expect(readings(stage)).toEqual([AGGREGATE])
  })

  it('are asked for once for each environment, however many issues ask', async () => {
    const stage = await setStage()
    addIssue(stage, 'payments', [5])
    const issue = await ownIssue(stage)
    await Promise.all([around(stage, issue), around(stage, { ...issue, id: 'another' })])
    expect(await around(stage, { ...issue, id: 'another' })).toHaveLength(2)
    expect(readings(stage)).toEqual([AGGREGATE])
  })

  it('are the busiest four of the twelve busiest services', async () => {
    const stage = await setStage()
    for (let service = 0; service < 14; service += 1) {
      for (let issue = 0; issue < 5; issue += 1) addIssue(stage, `svc-${service}`, [10 * service + issue + 2])
    }
    const found = await around(stage, await ownIssue(stage))
    expect(found).toHaveLength(48)
    expect(new Set(found.map(({ service }) => service)).has('svc-1')).toBe(false)
    const own = found.filter(({ service }) => service === 'svc-13').map(({ trend }) => trend.counts.at(-1))
    expect(own).toEqual([136, 135, 134, 133])
  })

  it('are found where the product spells the facet the other way', async () => {
    const stage = await setStage({ issueIdFilter: { spans: 'issue.id' } })
    const id = addIssue(stage, 'payments', [5])
    expect((await around(stage, await ownIssue(stage))).map(({ issueId }) => issueId)).toEqual([id])
    expect(readings(stage)).toHaveLength(2)
  })

  it('are read whatever the order and the spelling of the groups, without those that name no issue', async () => {
    const stage = await setStage()
    const issue = await ownIssue(stage)
    const compute = { c0: [{ time: '2026-03-10T12:00:00.000Z', value: 2 }] }
    const id = '6B3F5A60-0000-11F0-8A28-DA7AD0900002'
    const by = [{ 'issue.id': id, service: 'payments' }, { '@issue.id': 'none', service: 'payments' }, {}]
    const data = by.map((each) => ({ attributes: { by: each, compute } }))
    stage.datadog.service.inject({ kind: 'reply', path: /aggregate/, reply: { status: 200, body: { data } } })
    const found = await around(stage, issue)
    expect(found).toMatchObject([{ issueId: id.toLowerCase(), service: 'payments', errorType: undefined }])
    expect(found).toHaveLength(1)
  })

  it.each([
    ['spans', nodeTypeError()],
    ['logs', pythonKeyError()],
    ['rum', browserError()]
  ] as const)('have their error type as %s call it, if they have one', async (track, seed) => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, seed, [NOW - HOUR])
    const seedOther = (errorType: string, count: number): void => {
      const other = stage.datadog.seedIssue({ errorType, errorMessage: 'm', service: 'payments' })
      stage.datadog.seedHours(other.id, track, [count], { env: 'production' })
    }
    seedOther('CardError', 9)
    seedOther('no type', 4)
    const found = await around(stage, await readIssueOf(stage, id))
    expect(found.map(({ errorType }) => errorType)).toEqual(['CardError', undefined])
  })

  it('are one each, by the first type that is named, where the reply has several types of an issue', async () => {
    const stage = await setStage()
    const issue = await ownIssue(stage)
    const id = '6b3f5a60-0000-11f0-8a28-da7ad0900002'
    const group = (type: string, value: number): unknown => ({
      attributes: {
        by: { service: 'payments', '@issue.id': id, '@error.type': type },
        compute: { c0: [{ time: '2026-03-10T12:00:00.000Z', value }] }
      }
    })
    const data = [group('no type', 1), group('CardError', 2), group('TypeError', 4)]
    stage.datadog.service.inject({ kind: 'reply', path: /aggregate/, reply: { status: 200, body: { data } } })
    const found = await around(stage, issue)
    expect(found.map(({ issueId, errorType }) => [issueId, errorType])).toEqual([[id, 'CardError']])
    expect(found[0]?.trend.counts.reduce((sum, count) => sum + count, 0)).toBe(7)
  })

  it('have unknown hours before the oldest event that is kept', async () => {
    const stage = await setStage({ retention: { spans: 2 * DAY } })
    addIssue(stage, 'payments', new Array<number>(168).fill(2))
    addIssue(stage, 'search', [1])
    const from = (await around(stage, await ownIssue(stage))).map(({ trend }) => trend.knownFromMs)
    expect(from).toEqual([Date.parse('2026-03-08T12:00:00.000Z'), Date.parse('2026-03-08T12:00:00.000Z')])
  })

  it('are none where nothing else fails', async () => {
    const stage = await setStage()
    expect(await around(stage, await ownIssue(stage))).toEqual([])
  })

  it('are unknown without a sample, without its environment, and where the key may not look', async () => {
    const stage = await setStage()
    const issue = await ownIssue(stage)
    const none = { known: false, reason: 'no event' } as const
    expect(await stage.source.readNeighbours({ ...issue, sample: none })).toEqual(none)
    if (!issue.sample.known) throw new Error(issue.sample.reason)
    const nowhere = { known: true, value: { ...issue.sample.value, env: none } } as const
    expect(await stage.source.readNeighbours({ ...issue, sample: nowhere })).toEqual(none)
    expect(readings(stage)).toEqual([])
    const reply = { status: 403, body: { errors: ['Forbidden'] } }
    stage.datadog.service.inject({ kind: 'reply', path: /aggregate/, reply })
    expect(await stage.source.readNeighbours(issue)).toMatchObject({
      known: false,
      reason: expect.stringContaining('scope apm_read')
    })
  })
})
