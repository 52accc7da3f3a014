import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../../services/datadog/seeds.js'
import type { OutcomeRecord } from '../../../src/report/outcome-record.js'
import { seedHistory } from '../evidence-scenes.js'
import { openTriage, type TriageRig } from '../triage-rig.js'
import { keysOf, matching } from '../vendors-hold.js'

const HOURS = 14 * 24
const services = ['user-api', 'menu-api', 'news-api', 'orders-api'] as const
/** Nothing of it is worth a ticket by its score alone. */
const env = 'staging'

/** Twelve bugs in three services that come as always, and one in `orders-api` that has just begun to come more often. Returns its id. */
function seedOneSpike(rig: TriageRig): string {
  for (const service of services.slice(0, 3)) {
    for (const what of ['price', 'weight', 'size', 'name']) {
      const culprit = { function: `${what}Of${service}` }
      seedHistory(rig, { env, service, culprit }, { usual: 6, now: 6 })
    }
  }
  return seedHistory(rig, { env, service: 'orders-api' }, { usual: 6, now: 60 })
}

/** Ten thousand requests an hour of each service. */
function seedRequests(rig: TriageRig, counted: readonly string[] = services): void {
  for (const service of counted) {
    const tags = [`service:${service}`, `env:${env}`]
    const counts = Array.from({ length: HOURS }, () => 10_000)
    rig.datadog.seedMetric({ metric: 'trace.express.request.hits', tags }, counts)
  }
}

function spikesOf(records: readonly OutcomeRecord[]): readonly string[] {
  return records.filter(({ evidence }) => evidence?.why.startsWith('a spike')).map(({ issueId }) => issueId)
}

describe('a sweep of many issues', () => {
  it('takes the one that rises for a spike, and none of those that come as always', async () => {
    const rig = await openTriage()
    const issueId = seedOneSpike(rig)
    const { records, failures } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    expect(spikesOf(records)).toEqual([issueId])
    const told = records.map(({ evidence }) => evidence?.swept)
    expect(told).toEqual(Array(13).fill(13))
    const spike = records.find((record) => record.issueId === issueId)
    const others = records.filter((record) => record !== spike)
    expect(spike?.evidence?.q).toBeLessThan(0.001)
    for (const { evidence } of others) expect(evidence?.q).toBeGreaterThan(0.1)
    expect(others.every(({ evidence }) => evidence?.attribution === undefined)).toBe(true)
  })

  it('asks for requests once for each service, and for onset and deploys of the one that rises alone', async () => {
    const rig = await openTriage()
    seedRequests(rig)
    seedOneSpike(rig)
    const { records, requests } = await rig.run({ query: '*' })
    expect(records.filter(({ evidence }) => evidence?.impact?.why.includes('requests'))).toHaveLength(1)
    expect(matching(requests, 'datadog', /^POST .*\/query\/timeseries/)).toBe(services.length)
    // The counts of all, and the onset of one.
    expect(matching(requests, 'datadog', /^POST .*\/spans\/analytics\/aggregate/)).toBe(2)
    expect(matching(requests, 'datadog', /^POST .*\/dora\/deployments/)).toBe(1)
    // Two of GitHub tell deployments and releases.
    expect(matching(requests, 'github', /^POST \/graphql/)).toBe(2)
    // A look at the events of each issue is the most that grows with the sweep.
    expect(requests.filter(({ service }) => service === 'datadog').length).toBeLessThan(13 + 15)
  })

  it.each([
    { title: 'of a service that nobody counts', known: services.slice(1), refused: 0, counted: 9 },
    { title: 'of any service, where the key may not read metrics', known: services, refused: 100, counted: 0 }
  ])('goes on without the requests $title', async ({ known, refused, counted }) => {
    const rig = await openTriage()
    seedRequests(rig, known)
    const issueId = seedOneSpike(rig)
    const reply = { status: 403, body: { errors: ['Forbidden'] } }
    if (refused > 0)
      rig.datadog.service.inject({ kind: 'reply', path: /\/query\/timeseries/, reply, times: refused })
    const { records, failures } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    expect(spikesOf(records)).toEqual([issueId])
    const ratios = records.map(({ evidence }) => evidence?.spike.known && evidence.spike.value.requestsRatio)
    expect(ratios.filter((ratio) => typeof ratio === 'number')).toHaveLength(counted)
  })

  it('files the ticket of the spike first when it may file only one', async () => {
    const rig = await openTriage({ policy: { limits: { 'new-tickets-per-run': 1 } } })
    for (const service of ['user-api', 'menu-api', 'news-api']) {
      seedHistory(rig, { service, culprit: { function: `priceOf${service}` } }, { usual: 6, now: 6 })
    }
    const issueId = seedHistory(rig, {}, { usual: 6, now: 60 })
    const { records } = await rig.run({ query: '*' })
    const filed = records.filter(({ outcome }) => outcome === 'ticketed')
    expect(filed.map((record) => record.issueId)).toEqual([issueId])
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })

  it('files what somebody has to look at now before what has more points', async () => {
    const rig = await openTriage({
      policy: {
        limits: { 'new-tickets-per-run': 1 },
        patterns: [
          { name: 'stock', match: { services: ['stock-api'] }, tier: 'escalate', reason: 'nobody can order' }
        ]
      }
    })
    rig.seed(nodeTypeError())
    const issueId = rig.seed(nodeTypeError({ service: 'stock-api', env, culprit: { function: 'stockOf' } }))
    const { records } = await rig.run({ query: '*' })
    const filed = records.filter(({ outcome }) => outcome === 'ticketed')
    expect(filed).toMatchObject([{ issueId, escalated: true }])
  })
})
