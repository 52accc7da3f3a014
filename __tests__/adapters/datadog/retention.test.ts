import { describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import type { IssueEvidence, Trend } from '../../../src/flow/issue/issue.js'
import { DAY, fourWeeks, HOUR, NOW, readings, readWhole, setStage, type Stage } from './stage.js'

const week = { spans: 7 * DAY, logs: 7 * DAY, rum: 7 * DAY }
const month = { spans: 40 * DAY, logs: 40 * DAY, rum: 40 * DAY }
const steady = new Array<number>(672).fill(2)

function trendOf({ trend }: IssueEvidence): Trend {
  if (!trend.known) throw new Error(trend.reason)
  return trend.value
}

function counting(stage: Stage): readonly string[] {
  return readings(stage).filter((call) => call.endsWith('aggregate'))
}

/** An issue that is half a year old and failed an hour ago. */
function oldAndRare(stage: Stage, seed = nodeTypeError()): string {
  const issue = { ...seed.issue, firstSeen: NOW - 180 * DAY }
  return seedError(stage.datadog, { ...seed, issue }, [NOW - HOUR]).id
}

describe('what is known of hours without an event', () => {
  it('is nothing before the retention of seven days', async () => {
    const stage = await setStage({ retention: week }, fourWeeks)
    const id = oldAndRare(stage)
    stage.datadog.seedHours(id, 'spans', steady)
    const { evidence } = await readWhole(stage, id)
    const { knownFromMs, counts } = trendOf(evidence)
    expect(knownFromMs).toBe(Date.parse('2026-03-03T12:00:00.000Z'))
    expect(counts.slice(-167, -2)).toEqual(steady.slice(-167, -2))
  })

  it('is everything where its events reach back to the first hour', async () => {
    const stage = await setStage({ retention: month }, fourWeeks)
    const id = oldAndRare(stage)
    stage.datadog.seedHours(id, 'spans', steady)
    expect(trendOf((await readWhole(stage, id)).evidence).knownFromMs).toBeUndefined()
    expect(counting(stage)).toHaveLength(1)
  })

  it('takes no further request where the events reach as far back as usual', async () => {
    const stage = await setStage({}, fourWeeks)
    const id = oldAndRare(stage)
    stage.datadog.seedHours(id, 'spans', steady)
    const { knownFromMs } = trendOf((await readWhole(stage, id)).evidence)
    expect(knownFromMs).toBe(Date.parse('2026-02-23T12:00:00.000Z'))
    expect(counting(stage)).toHaveLength(1)
  })

  it('is everything of an issue that is younger than its first event', async () => {
    const stage = await setStage({}, fourWeeks)
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - 3 * DAY, NOW - HOUR])
    expect(trendOf((await readWhole(stage, id)).evidence).knownFromMs).toBeUndefined()
    expect(counting(stage)).toHaveLength(1)
  })

  it('is everything where the search shows an event from before the first hour', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - 5 * DAY])
    const trend = trendOf((await readWhole(stage, id)).evidence)
    expect(trend.counts).toEqual(new Array(48).fill(0))
    expect(trend.knownFromMs).toBeUndefined()
    expect(counting(stage)).toHaveLength(1)
  })

  it('is asked of all that the service sent, where an old issue is rare', async () => {
    const stage = await setStage({}, fourWeeks)
    const id = oldAndRare(stage)
    stage.datadog.seedTraffic({ track: 'spans', service: 'orders-api' }, steady)
    const { knownFromMs, counts } = trendOf((await readWhole(stage, id)).evidence)
    expect(knownFromMs).toBe(Date.parse('2026-02-23T12:00:00.000Z'))
    expect(counts.reduce((total, count) => total + count, 0)).toBe(1)
    expect(counting(stage)).toEqual(['spans/analytics/aggregate', 'spans/analytics/aggregate'])
    expect(stage.requests().at(-1)?.body).toContain('"query":"service:\\"orders-api\\""')
  })

  it('is only what its own events show where nothing else is found, for which is looked once', async () => {
    const stage = await setStage({}, fourWeeks)
    const { evidence, issue } = await readWhole(stage, oldAndRare(stage))
    expect(trendOf(evidence).knownFromMs).toBe(Date.parse('2026-03-10T11:00:00.000Z'))
    await stage.source.readEvidence([issue])
    expect(counting(stage)).toHaveLength(3)
  })

  it('is asked once for all issues of a product, and not again in the run', async () => {
    const stage = await setStage({}, fourWeeks)
    const services = Array.from({ length: 16 }, (_, number) => `api-${number}`)
    const ids = services.map((service) => oldAndRare(stage, nodeTypeError({ service })))
    stage.datadog.seedTraffic({ track: 'spans', service: 'api-0' }, steady)
    const issues = await Promise.all(ids.map((id) => stage.source.readIssue(id)))
    const evidence = await stage.source.readEvidence(issues)
    await stage.source.readEvidence(issues)
    for (const id of ids) {
      const own = evidence.get(id)
      expect(own && trendOf(own).knownFromMs).toBe(Date.parse('2026-02-23T12:00:00.000Z'))
    }
    // Two times all issues are counted, in two parts, and one look at what is kept.
    expect(counting(stage)).toHaveLength(5)
  })

  it('is each service by itself for logs, which are kept by index', async () => {
    const stage = await setStage({ retention: month }, fourWeeks)
    const [kept, other] = ['kept', 'other'].map((service) => oldAndRare(stage, pythonKeyError({ service })))
    stage.datadog.seedTraffic({ track: 'logs', service: 'kept' }, steady)
    const issues = await Promise.all([kept, other].map((id) => stage.source.readIssue(id ?? '')))
    const evidence = await stage.source.readEvidence(issues)
    const from = [kept, other].map((id) => {
      const own = evidence.get(id ?? '')
      return own && trendOf(own).knownFromMs
    })
    expect(from).toEqual([undefined, Date.parse('2026-03-10T11:00:00.000Z')])
  })
})
