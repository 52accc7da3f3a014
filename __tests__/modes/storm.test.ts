import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { summariseOutcomes, type OutcomeRecord } from '../../src/report/outcome-record.js'
import { HOUR, openTriage, type Ended, type TriageRig } from './triage-rig.js'
import { matching, writesOf } from './vendors-hold.js'

const roomy = { limits: { 'new-tickets-per-run': 30 } }

/** Issues in several services; `bugs` of them are different and loud enough for a ticket, the others repeat them in staging. */
function seedStorm(rig: TriageRig, issues: number, bugs: number): readonly string[] {
  return Array.from({ length: issues }, (_, number) =>
    rig.seed(
      nodeTypeError({
        service: `storm-${number % 7}`,
        env: number < bugs * 2 ? 'production' : 'staging',
        culprit: { function: `step${number % bugs}` }
      })
    )
  )
}

function runShards(rig: TriageRig, count: number): Promise<readonly Ended[]> {
  return Promise.all(
    Array.from({ length: count }, (_, each) => rig.run({ query: '*', shard: `${each + 1}/${count}` }))
  )
}

function idsOf(records: readonly OutcomeRecord[]): readonly string[] {
  return records.map(({ issueId }) => issueId).sort()
}

/** Each bug by how many tickets carry its fingerprint's label. */
function ticketsPerBug({ jira }: TriageRig): readonly number[] {
  const labels = jira
    .issues()
    .flatMap((ticket) => ticket.labels.filter((each) => each.startsWith('datadog-fp-')))
  return [...new Set(labels)].map((label) => labels.filter((each) => each === label).length)
}

describe('a storm of issues in three shards at the same time', () => {
  it('gets every issue one record and every bug one ticket', async () => {
    const rig = await openTriage({ policy: roomy })
    const ids = seedStorm(rig, 130, 4)
    const ended = await runShards(rig, 3)
    expect(ended.flatMap(({ failures }) => failures)).toEqual([])
    expect(idsOf(ended.flatMap(({ records }) => records))).toEqual([...ids].sort())
    expect(rig.jira.issues()).toHaveLength(4)
    expect(new Set(ticketsPerBug(rig))).toEqual(new Set([1]))
    for (const { why } of ended) expect(why).toMatch(/shard [123]\/3 has \d+ of the 130 issues that match/)
  })

  it('files no more tickets than one sweep may', async () => {
    const rig = await openTriage({ policy: { limits: { 'new-tickets-per-run': 4, concurrency: 2 } } })
    seedStorm(rig, 20, 10)
    const ended = await runShards(rig, 3)
    expect(ended.flatMap(({ failures }) => failures)).toEqual([])
    expect(rig.jira.issues().length).toBeLessThanOrEqual(4)
    expect(rig.jira.issues().length).toBeGreaterThanOrEqual(3)
  })
})

describe('the shards of a sweep with too many issues', () => {
  it('look at exactly as many as one sweep may, whatever falls to each of them', async () => {
    const rig = await openTriage({ policy: { limits: { 'issues-per-run': 7 } } })
    const ids = Array.from({ length: 15 }, (_, number) =>
      rig.seed(nodeTypeError({ env: 'staging', service: `storm-${number}` }))
    )
    const records = (await runShards(rig, 3)).flatMap((ended) => ended.records)
    expect(idsOf(records)).toEqual([...ids].sort())
    expect(records.filter(({ reason }) => reason === 'issue-limit')).toHaveLength(8)
  })
})

describe('a sweep over issues that it knows', () => {
  it('writes nothing and asks GitHub once', async () => {
    const rig = await openTriage({ policy: roomy })
    seedStorm(rig, 8, 4)
    await rig.run({ query: '*' })
    const second = await rig.run({ query: '*' })
    expect(second.records.map(({ reason }) => reason)).toEqual(Array(8).fill('nothing-new'))
    expect(writesOf(second.requests)).toEqual([])
    // One look at what killed runs have left.
    expect(matching(second.requests, 'github', /./)).toBe(1)
  })

  it('keeps its records when the look at what killed runs have left fails', async () => {
    const rig = await openTriage()
    seedStorm(rig, 3, 1)
    rig.github.service.inject({ kind: 'drop', path: /matching-refs/, times: 9 })
    const ended = await rig.run({ query: '*' })
    expect(ended.failures).toEqual([])
    expect(ended.records).toHaveLength(3)
    expect(ended.lines.map(({ sentence }) => sentence)).toContain(
      'Locks of runs that were killed could not be removed; the next sweep tries again'
    )
  })
})

describe('a sweep that comes near the limits of GitHub', () => {
  it('begins nothing that it could not end, says until when, and goes on in the next run', async () => {
    const rig = await openTriage({ policy: { limits: { concurrency: 2 } }, github: { rateLimit: 70 } })
    const ids = seedStorm(rig, 12, 6)
    const runs: Ended[] = []
    for (let run = 0; run < 6 && rig.jira.issues().length < 6; run += 1) {
      if (run > 0) rig.clock.pass(HOUR)
      runs.push(await rig.run({ query: '*' }))
    }
    const [first] = runs
    const left = first?.records.filter(({ reason }) => reason === 'rate-limit') ?? []
    expect(left.length).toBeGreaterThan(0)
    expect(left[0]?.outcome).toBe('suppressed')
    expect(first?.why).toMatch(
      /\d+ issues were left for the next run, which goes on after 2026-03-10 13:\d\d UTC: GitHub has/
    )
    for (const { failures, requests } of runs) {
      expect(failures).toEqual([])
      expect(requests.filter(({ status }) => status === 403 || status === 429)).toEqual([])
    }
    expect(rig.jira.issues()).toHaveLength(6)
    expect(new Set(ticketsPerBug(rig))).toEqual(new Set([1]))
    const labels = rig.jira.issues().flatMap((ticket) => ticket.labels)
    const last = runs.at(-1)?.records ?? []
    expect(summariseOutcomes(last)).toMatchObject({ failed: 0, suppressed: 0 })
    for (const id of ids) expect(labels).toContain(`datadog-issue-${id}`)
  })

  it('waits for the limits of a minute with all its requests, and loses nothing', async () => {
    const rig = await openTriage({
      policy: roomy,
      github: { secondaryLimits: { pointsPerMinute: 900, writesPerMinute: 16, writesPerHour: 500 } }
    })
    seedStorm(rig, 10, 5)
    const { records, failures, requests } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    expect(requests.some(({ status }) => status === 403)).toBe(true)
    expect(summariseOutcomes(records)).toMatchObject({ ticketed: 5, duplicate: 5 })
    expect(new Set(ticketsPerBug(rig))).toEqual(new Set([1]))
  })
})

describe('a sweep that meets the limits of Datadog', () => {
  it('files no ticket for issues whose events it could not read, and leaves them to the next run', async () => {
    const rig = await openTriage({
      policy: roomy,
      datadog: { rateLimits: { spans_search: { limit: 1, periodSeconds: 3600 } } }
    })
    for (let number = 0; number < 54; number += 1) {
      const env = number % 25 === 0 ? 'production' : 'staging'
      rig.seed(
        nodeTypeError({ service: `storm-${number}`, env, culprit: { function: `step${number % 25}` } })
      )
    }
    const { records, failures, why, requests } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    const left = records.filter(({ reason }) => reason === 'rate-limit')
    expect(left).toHaveLength(4)
    expect(why).toContain('Datadog takes no search for events before 2026-03-10 13:00 UTC')
    expect(records).toHaveLength(54)
    expect(rig.jira.issues()).toHaveLength(1)
    // What was refused once is not asked again, and nothing that is only like the events is looked for in their stead.
    expect(matching(requests, 'datadog', /events\/search/)).toBeLessThanOrEqual(6)
  })
})
