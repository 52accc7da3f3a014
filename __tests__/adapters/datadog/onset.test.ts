import { describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { browserError, nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import type { OnsetCounts } from '../../../src/flow/decision/attribution/deploy.js'
import type { Issue } from '../../../src/flow/issue/issue.js'
import { HOUR, NOW, readings, readIssueOf, setStage, type Stage } from './stage.js'

const MINUTE = 60_000

async function issueWith(
  stage: Stage,
  versions: Readonly<Record<string, readonly number[]>>,
  seed = nodeTypeError({ version: '1.0.0' })
): Promise<Issue> {
  const { id } = seedError(stage.datadog, seed, [NOW - 20 * HOUR, NOW - 11 * HOUR])
  for (const [version, minutes] of Object.entries(versions)) {
    const times = minutes.map((ago) => ({ timestamp: NOW - ago * MINUTE }))
    const events = version === '' ? times : times.map((event) => ({ ...event, version }))
    stage.datadog.seedEvents(id, seed.track, events)
  }
  return readIssueOf(stage, id)
}

async function onsetOf(stage: Stage, issue: Issue): Promise<OnsetCounts> {
  const onset = await stage.source.readOnset(issue)
  if (!onset.known) throw new Error(onset.reason)
  return onset.value
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

describe('the onset of an issue', () => {
  it.each([
    ['spans', nodeTypeError({ version: '1.0.0' })],
    ['logs', pythonKeyError({ version: '1.0.0' })],
    ['rum', browserError({ version: '1.0.0' })]
  ])('is counted by five minutes and by version in one request of %s', async (track, seed) => {
    const stage = await setStage()
    const issue = await issueWith(stage, { '2.0.0': [1, 2, 3, 12], '': [7] }, seed)
    const { startMs, endMs, binMs, counts, versions } = await onsetOf(stage, issue)
    expect([startMs, endMs, binMs]).toEqual([NOW - 12 * HOUR, NOW, 5 * MINUTE])
    expect(counts).toHaveLength(144)
    expect(counts.slice(-3)).toEqual([1, 1, 3])
    expect(sum(counts)).toBe(6)
    expect(versions.map(({ version, counts: own }) => [version, sum(own)])).toEqual([
      ['2.0.0', 4],
      ['1.0.0', 1]
    ])
    expect(versions[0]?.counts.slice(-3)).toEqual([1, 0, 3])
    expect(readings(stage)).toEqual([`${track}/analytics/aggregate`])
  })

  it('ends with a running bin', async () => {
    const stage = await setStage(
      {},
      { clock: { now: () => NOW - 2 * MINUTE, sleep: () => Promise.resolve() } }
    )
    const issue = await issueWith(stage, { '2.0.0': [4] })
    const { endMs, counts } = await onsetOf(stage, issue)
    expect(endMs).toBe(NOW)
    expect(counts.at(-1)).toBe(1)
  })

  it('counts all events in a second request where there are more versions than it tells apart', async () => {
    const stage = await setStage()
    const versions = Array.from(
      { length: 12 },
      (_, number) => [`v${number}`, [number + 1, number + 2]] as const
    )
    const issue = await issueWith(stage, Object.fromEntries(versions))
    const onset = await onsetOf(stage, issue)
    expect(sum(onset.counts)).toBe(25)
    expect(onset.versions).toHaveLength(10)
    expect(readings(stage)).toHaveLength(2)
  })
})

describe('an onset that is not known', () => {
  it('is one of an issue without a sample of its own', async () => {
    const stage = await setStage()
    const issue = await issueWith(stage, {})
    const none = { known: false, reason: 'no event' } as const
    expect(await stage.source.readOnset({ ...issue, sample: none })).toEqual(none)
    if (!issue.sample.known) throw new Error(issue.sample.reason)
    const alike = { known: true, value: { ...issue.sample.value, confirmed: false } } as const
    expect((await stage.source.readOnset({ ...issue, sample: alike })).known).toBe(false)
    expect(readings(stage)).toEqual([])
  })

  it.each([
    ['a log-in page', outages.htmlLogin, /an HTML page/],
    ['other intervals', pointAt('2026-03-10T11:03:00.000Z'), /other intervals/]
  ])('is one of %s', async (_what, reply, reason) => {
    const stage = await setStage()
    const issue = await issueWith(stage, {})
    stage.datadog.service.inject({ kind: 'reply', path: /aggregate/, reply })
    expect(await stage.source.readOnset(issue)).toMatchObject({ reason: expect.stringMatching(reason) })
  })
})

function pointAt(time: string): { readonly status: number; readonly body: unknown } {
  return { status: 200, body: { data: [{ attributes: { by: {}, compute: { c0: [{ time, value: 1 }] } } }] } }
}
