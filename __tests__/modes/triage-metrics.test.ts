import { describe, expect, it } from '@jest/globals'
import { credentials, type Stage } from '../../services/stage.js'
import { runStepHere } from './run-here.js'
import { openShop, seedBug } from './shop-stage.js'

function seriesSent({ datadog }: Stage): number {
  return datadog.service.requests.filter(({ path }) => path === '/api/v2/series').length
}

/** `runs 1 result:ok kind:issue repository:acme/shop`; a duration is left out of its point. */
function countsAt({ datadog }: Stage): readonly string[] {
  return datadog.points
    .filter(({ metric }) => !metric.endsWith('duration_seconds'))
    .map(({ metric, value, tags }) => [metric.split('.').at(-1), value, ...tags].join(' '))
}

describe('what a run of triage tells the dashboards', () => {
  it('is one request at its end, after everything else was asked of Datadog', async () => {
    const stage = await openShop()
    const issueId = seedBug(stage, 'one')
    const { exitCode } = await runStepHere(stage, { inputs: { 'issue-id': issueId } })
    expect(exitCode).toBe(0)
    expect(seriesSent(stage)).toBe(1)
    expect(stage.datadog.service.requests.at(-1)?.path).toBe('/api/v2/series')
    expect(countsAt(stage)).toEqual([
      'runs 1 result:ok kind:issue repository:acme/shop',
      'issues 1 outcome:ticketed reason:new-bug repository:acme/shop'
    ])
    const duration = stage.datadog.points.find(({ metric }) => metric.endsWith('duration_seconds'))
    expect(duration?.value).toBeGreaterThan(0)
    expect(duration?.value).toBeLessThan(600)
    expect(JSON.stringify(stage.datadog.points)).not.toContain(issueId)
  })

  it('counts the issues of a sweep, those that failed among them', async () => {
    const stage = await openShop('on-error: warn')
    for (const name of ['one', 'two', 'three']) seedBug(stage, name)
    stage.jira.service.inject({
      kind: 'reply',
      method: 'POST',
      path: /\/rest\/api\/3\/issue$/,
      reply: { status: 403, body: {} }
    })
    expect((await runStepHere(stage, { inputs: { query: '*' } })).exitCode).toBe(0)
    expect([...countsAt(stage)].sort()).toEqual([
      'issues 1 outcome:failed repository:acme/shop',
      'issues 2 outcome:ticketed reason:new-bug repository:acme/shop',
      'runs 1 result:ok kind:sweep repository:acme/shop'
    ])
  })

  it('says that the run failed when it is red', async () => {
    const stage = await openShop()
    stage.datadog.service.inject({ kind: 'reply', path: /issues\/search/, reply: { status: 403, body: {} } })
    expect((await runStepHere(stage, { inputs: { query: '*' } })).exitCode).toBe(1)
    expect(countsAt(stage)).toEqual(['runs 1 result:failed kind:sweep repository:acme/shop'])
  })

  it('is of no kind when the monitor had recovered', async () => {
    const stage = await openShop()
    const payload = { issue_id: seedBug(stage, 'one'), transition: 'Recovered' }
    expect((await runStepHere(stage, { payload })).exitCode).toBe(0)
    expect(countsAt(stage)).toEqual(['runs 1 result:ok kind:none repository:acme/shop'])
  })

  it.each([
    ['a dry run', { 'dry-run': 'true' }, 0],
    ['inputs that are not whole', { 'jira-api-token': '' }, 1]
  ])('is nothing for %s', async (_, inputs, exitCode) => {
    const stage = await openShop()
    const ended = await runStepHere(stage, { inputs: { 'issue-id': seedBug(stage, 'one'), ...inputs } })
    expect(ended.exitCode).toBe(exitCode)
    expect(seriesSent(stage)).toBe(0)
  })

  it('is a warning when Datadog does not take it, and the run ends as it would have', async () => {
    const stage = await openShop()
    stage.datadog.service.inject({
      kind: 'reply',
      path: /\/api\/v2\/series$/,
      reply: { status: 403, body: { errors: ['Forbidden'] } }
    })
    const { exitCode, lines } = await runStepHere(stage, { inputs: { 'issue-id': seedBug(stage, 'one') } })
    expect(exitCode).toBe(0)
    expect(stage.jira.issues()).toHaveLength(1)
    const told = lines.filter((line) => line.includes('The figures of this run did not reach Datadog'))
    expect(told).toEqual([expect.stringMatching(/^::warning .*datadog-api-key must be a valid API key/)])
    expect(lines.join('\n')).not.toContain(credentials.datadogApiKey)
  })
})
