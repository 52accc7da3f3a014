import { describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import { summariseOutcomes } from '../../src/report/outcome-record.js'
import { openTriage, type TriageRig } from './triage-rig.js'
import { keysOf, matching, onlyTicket, writesOf } from './vendors-hold.js'

const unlimited = { limits: { 'new-tickets-per-run': 100 } }

/** Bugs that differ by the function that fails. Returns the ids of their issues. */
function seedBugs(rig: TriageRig, count: number, hoursAgo?: readonly number[]): readonly string[] {
  return Array.from({ length: count }, (_, bug) =>
    rig.seed(nodeTypeError({ service: `nightly-${bug}`, culprit: { function: `step${bug}` } }), hoursAgo)
  )
}

describe('a sweep', () => {
  it('goes on when one ticket is refused: the others are filed, and the failure is recorded', async () => {
    const rig = await openTriage({ policy: unlimited })
    const ids = seedBugs(rig, 16)
    rig.jira.service.inject({
      kind: 'reply',
      method: 'POST',
      path: /\/rest\/api\/3\/issue$/,
      reply: { status: 403, body: { errorMessages: ['You do not have permission to create issues.'] } },
      after: 7
    })
    const { records, failures } = await rig.run({ query: 'service:nightly-*' })
    expect(rig.jira.issues()).toHaveLength(15)
    expect(summariseOutcomes(records)).toMatchObject({ ticketed: 15, failed: 1 })
    expect(records.map(({ issueId }) => issueId).sort()).toEqual([...ids].sort())
    const failed = records.find(({ outcome }) => outcome === 'failed')
    expect(failures.map(({ issueId }) => issueId)).toEqual([failed?.issueId])
    expect(failed?.error?.message).toContain('Create Issues')
    expect(failed?.ticket).toBeUndefined()
    expect(rig.datadog.issue(failed?.issueId ?? '')?.state).toBe('OPEN')
  })

  it('files what a sweep before it could not, and nothing twice', async () => {
    const rig = await openTriage({ policy: unlimited })
    seedBugs(rig, 5)
    rig.jira.service.inject({
      kind: 'reply',
      method: 'POST',
      path: /\/rest\/api\/3\/issue$/,
      reply: { status: 403, body: { errorMessages: ['You do not have permission to create issues.'] } },
      times: 2
    })
    expect(summariseOutcomes((await rig.run({ query: '*' })).records)).toMatchObject({
      ticketed: 3,
      failed: 2
    })
    const second = await rig.run({ query: '*' })
    expect(summariseOutcomes(second.records)).toMatchObject({ ticketed: 2, duplicate: 3, failed: 0 })
    expect(rig.jira.issues()).toHaveLength(5)
  })

  it('keeps the highest scores when it reaches its limit of new tickets', async () => {
    const rig = await openTriage({ policy: { limits: { 'new-tickets-per-run': 3 } } })
    const old = seedBugs(rig, 4, [80, 1])
    const fresh = ['a', 'b', 'c'].map((name) => rig.seed(pythonKeyError({ culprit: { function: name } })))
    const { records, failures } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    const filed = records.filter(({ outcome }) => outcome === 'ticketed').map(({ issueId }) => issueId)
    expect(filed.sort()).toEqual([...fresh].sort())
    expect(rig.jira.issues()).toHaveLength(3)
    const left = records.filter(({ reason }) => reason === 'ticket-limit').map(({ issueId }) => issueId)
    expect(left.sort()).toEqual([...old].sort())
  })

  it('does not count tickets that are there already against its limit', async () => {
    const rig = await openTriage({ policy: { limits: { 'new-tickets-per-run': 2 } } })
    seedBugs(rig, 4)
    await rig.run({ query: '*' })
    const { records } = await rig.run({ query: '*' })
    expect(summariseOutcomes(records)).toMatchObject({ ticketed: 2, duplicate: 2, suppressed: 0 })
    expect(rig.jira.issues()).toHaveLength(4)
  })

  it('files one ticket for two issues of one bug', async () => {
    const rig = await openTriage({ jira: { indexLagMs: 60_000 } })
    const ids = ['orders-api', 'orders-worker'].map((service) => rig.seed(nodeTypeError({ service })))
    const { records, failures } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    expect(records.map(({ reason }) => reason).sort()).toEqual(['new-bug', 'same-fingerprint'])
    for (const id of ids) expect(onlyTicket(rig).labels).toContain(`datadog-issue-${id}`)
  })

  it('files one ticket for two issues of one bug, also when that is the last that it may file', async () => {
    const rig = await openTriage({ policy: { limits: { 'new-tickets-per-run': 1 } } })
    for (const service of ['orders-api', 'orders-worker']) rig.seed(nodeTypeError({ service }))
    const { records } = await rig.run({ query: '*' })
    expect(records.map(({ reason }) => reason).sort()).toEqual(['new-bug', 'same-fingerprint'])
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })

  it('asks for no events of issues that people ignore or exclude', async () => {
    const rig = await openTriage()
    const ignored = (['IGNORED', 'EXCLUDED', 'IGNORED'] as const).map((state, bug) =>
      rig.seed(nodeTypeError({ culprit: { function: `step${bug}` }, issue: { state } }))
    )
    const first = await rig.run({ query: '*' })
    expect(first.requests.map(({ service, path }) => `${service} ${path.replace(/\?.*/, '')}`)).toEqual([
      'datadog /api/v2/error-tracking/issues/search'
    ])
    expect(first.records.map(({ outcome }) => outcome)).toEqual(Array(3).fill('disqualified'))
    rig.seed(nodeTypeError())
    const second = await rig.run({ query: '*' })
    const events = second.requests.filter(({ path }) => /events\/search|analytics/.test(path))
    expect(events.length).toBeGreaterThan(0)
    for (const id of ignored) expect(events.some(({ body }) => body.includes(id))).toBe(false)
  })

  it('asks once for the issues, the counts, the events and the tickets of twenty issues', async () => {
    const rig = await openTriage({ policy: unlimited })
    seedBugs(rig, 20)
    const { requests } = await rig.run({ query: '*' })
    expect(matching(requests, 'datadog', /^POST .*\/issues\/search/)).toBe(1)
    // Four weeks of hours of fourteen issues fill a request; and each new ticket asks for its onset.
    expect(matching(requests, 'datadog', /^POST .*\/spans\/analytics\/aggregate/)).toBe(2 + 20)
    // Each bug is in a service of its own.
    expect(matching(requests, 'datadog', /^POST .*\/query\/timeseries/)).toBe(20)
    expect(matching(requests, 'github', /^POST \/graphql/)).toBeLessThanOrEqual(2)
    expect(matching(requests, 'datadog', /^POST .*\/spans\/events\/search/)).toBe(1)
    expect(matching(requests, 'jira', /^POST .*\/search\/jql/)).toBe(1)
    expect(matching(requests, 'github', /^GET .*\/git\/trees\//)).toBe(1)
    expect(rig.jira.issues()).toHaveLength(20)
  })

  it('says which issues it could not list: more than a hundred that had events in the same moment', async () => {
    const rig = await openTriage()
    for (let bug = 0; bug < 101; bug += 1) rig.seed(nodeTypeError({ env: 'staging' }), [1])
    const { records, why } = await rig.run({ query: '*' })
    expect(records).toHaveLength(100)
    expect(why).toContain('no more than 100 issues to a search')
    expect(why).toContain('Narrow the query')
  })

  it('looks at no more issues than it may, and has a record for those that it leaves', async () => {
    const rig = await openTriage({ policy: { limits: { 'issues-per-run': 2 } } })
    seedBugs(rig, 5)
    const { records, why } = await rig.run({ query: '*' })
    expect(summariseOutcomes(records)).toMatchObject({ ticketed: 2, suppressed: 3 })
    expect(records.filter(({ reason }) => reason === 'issue-limit')).toHaveLength(3)
    expect(why).toContain('matches 5 issues, and limits.issues-per-run is 2: 3 were left')
    expect(rig.jira.issues()).toHaveLength(2)
  })

  it('that finds nothing writes nothing and is no failure', async () => {
    const rig = await openTriage()
    rig.seed(nodeTypeError())
    const ended = await rig.run({ query: 'service:no-such-service' })
    expect(ended).toMatchObject({ records: [], failures: [], why: undefined })
    expect(writesOf(ended.requests)).toEqual([])
  })
})
