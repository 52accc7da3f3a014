import { describe, expect, it } from '@jest/globals'
import { SCOPES } from '../../../services/datadog/access.js'
import { errorTrackingMonitor } from '../../../services/datadog/monitor.js'
import { browserError, nodeTypeError, seedError } from '../../../services/datadog/seeds.js'
import { outages } from '../../../services/kit/faults.js'
import { judgeDatadog } from '../../../src/check-up/datadog/judge.js'
import { policyOf, requestOf } from '../../check-up/datadog/judge-facts.js'
import { DISPATCHES, openSurgery, seedAlerting } from './examine-stage.js'
import { HOUR, NOW } from './stage.js'

const READING_POSTS = [
  '/api/v2/error-tracking/issues/search',
  '/api/v2/spans/events/search',
  '/api/v2/logs/events/search',
  '/api/v2/rum/events/search',
  '/api/v2/query/timeseries',
  '/api/v2/dora/deployments'
]

describe('the examination of Datadog', () => {
  it('finds nothing wrong with what the README describes', async () => {
    const { datadog, examine } = await openSurgery()
    seedAlerting(datadog)
    seedError(datadog, nodeTypeError(), [NOW - HOUR])
    datadog.seedTeams('checkout')
    const policy = policyOf('ownership: { teams: { checkout: {} }, default: checkout }')
    const lines = judgeDatadog(await examine(), requestOf(policy))
    expect(lines.filter(({ status }) => status !== 'ok').map(({ id }) => id)).toEqual(['datadog-site'])
  })

  it('reads and never writes, in seventeen requests at most', async () => {
    const { datadog, examine, requests } = await openSurgery()
    seedAlerting(datadog)
    const { id } = seedError(datadog, nodeTypeError(), [NOW - HOUR])
    const before = datadog.issue(id)
    await examine()
    const made = requests().map(({ method, path }) => [method, path.replace(/\?.*/, '')] as const)
    expect(made.filter(([method]) => method !== 'GET' && method !== 'POST')).toEqual([])
    const posts = made.filter(([method]) => method === 'POST').map(([, path]) => path)
    expect(posts.filter((path) => !READING_POSTS.includes(path))).toEqual([])
    expect(posts).toHaveLength(8)
    expect(made.length).toBeLessThanOrEqual(17)
    expect(requests().every(({ status }) => status === 200)).toBe(true)
    expect(datadog.issue(id)).toEqual(before)
    expect(datadog.points).toEqual([])
  })

  it('sends the API key alone to validate it', async () => {
    const { examine, requests } = await openSurgery()
    await examine()
    const validation = requests().find(({ path }) => path === '/api/v1/validate')
    expect(validation?.headers['dd-api-key']).toBe('the-api-key')
    expect(validation?.headers['dd-application-key']).toBeUndefined()
  })

  it('takes a wrong API key for refusals, and asks no other host', async () => {
    const { examine, requests } = await openSurgery({}, { apiKey: 'of-another-site' })
    const facts = await examine()
    expect(facts.apiKey).toMatchObject({ kind: 'refused', status: 403 })
    expect(facts.ownKey).toMatchObject({ kind: 'refused', status: 403 })
    expect(requests().every(({ status }) => status === 403)).toBe(true)
    const lines = judgeDatadog(facts, requestOf())
    expect(lines.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual(['datadog-api-key'])
  })

  it('takes a wrong application key for one failure', async () => {
    const { examine } = await openSurgery({}, { appKey: 'wrong' })
    const lines = judgeDatadog(await examine(), requestOf())
    expect(lines.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual([
      'datadog-application-key'
    ])
  })

  it.each([
    ['error_tracking_read', 'datadog-issue-search', 'failed'],
    ['apm_read', 'datadog-spans', 'failed'],
    ['logs_read_data', 'datadog-logs', 'warning'],
    ['rum_apps_read', 'datadog-rum', 'warning'],
    ['timeseries_query', 'datadog-requests', 'warning'],
    ['dora_metrics_read', 'datadog-deployments', 'warning'],
    ['error_tracking_write', 'datadog-acknowledge', 'warning'],
    ['monitors_read', 'datadog-monitors', 'warning'],
    ['integrations_read', 'datadog-webhooks', 'warning'],
    ['teams_read', 'datadog-teams', 'warning'],
    ['user_app_keys', 'datadog-acknowledge', 'warning']
  ])('tells that %s is missing in the line %s', async (scope, id, status) => {
    const { datadog, examine } = await openSurgery({ scopes: SCOPES.filter((each) => each !== scope) })
    seedAlerting(datadog)
    seedError(datadog, nodeTypeError(), [NOW - HOUR])
    const policy = policyOf('ownership: { teams: { checkout: {} }, default: checkout }')
    const line = judgeDatadog(await examine(), requestOf(policy)).find((each) => each.id === id)
    expect(line?.status).toBe(status)
    expect(line?.mend).toContain(scope)
  })

  it.each([
    ['an outage', outages.htmlBadGateway],
    ['a log-in page', outages.htmlLogin]
  ])('takes %s for no answer, and never for a fault of the set-up', async (_what, reply) => {
    const { datadog, examine } = await openSurgery()
    datadog.service.inject({ kind: 'reply', reply, times: 100 })
    const facts = await examine()
    expect([facts.apiKey, facts.monitors, facts.teams, facts.ownKey].map(({ kind }) => kind)).toEqual(
      Array.from({ length: 4 }, () => 'lost')
    )
    expect(judgeDatadog(facts, requestOf()).filter(({ status }) => status === 'failed')).toEqual([])
  })

  it('lets one refusal hide nothing else', async () => {
    const { datadog, examine } = await openSurgery()
    seedAlerting(datadog)
    datadog.service.inject({ kind: 'drop', path: /\/api\/v1\/monitor/, times: 2 })
    const facts = await examine()
    expect(facts.monitors.kind).toBe('lost')
    expect(facts.webhooks).toEqual([])
    expect(facts.teams.kind).toBe('given')
  })
})

describe('what is seen of issues', () => {
  it('is told by product, with age, owners, tickets and counts', async () => {
    const { datadog, examine } = await openSurgery()
    const old = datadog.seedIssue({
      errorType: 'KeyError',
      errorMessage: 'total',
      service: 'cart',
      firstSeen: NOW - 72 * HOUR,
      teams: [{ handle: 'checkout' }],
      linkedCase: { key: 'ET-1', jiraKey: 'PPL-12' }
    })
    datadog.seedCounts(old.id, 'logs', [3], NOW)
    const young = seedError(datadog, browserError(), [NOW - HOUR])
    datadog.seedCounts(young.id, 'rum', [4], NOW, { users: 2 })
    const { issues } = await examine()
    expect(issues.spans).toEqual({ kind: 'given', value: { issues: [], full: false } })
    expect(issues.logs).toMatchObject({
      value: {
        issues: [
          {
            id: old.id,
            isYoung: false,
            state: 'ACKNOWLEDGED',
            hasCase: true,
            isAssigned: false,
            jiraKey: 'PPL-12',
            owners: ['checkout']
          }
        ]
      }
    })
    expect(issues.rum).toMatchObject({
      value: {
        issues: [{ id: young.id, isYoung: true, state: 'OPEN', countsUsers: true, countsSessions: true }]
      }
    })
  })
})

describe('a metric query', () => {
  const requests = (query: string, ...services: readonly string[]) => ({ requests: [{ services, query }] })

  it.each([
    ['of the policy, for a service that it names', ['shop-*', 'cart'], 'sum:hits{service:cart,env:any}'],
    ['of the policy, for any service where it names none', ['shop-*'], 'sum:hits{service:any,env:any}']
  ])('is the first one %s', async (_what, services, query) => {
    const template = 'sum:hits{service:{service},env:{env}}'
    const surgery = await openSurgery({}, requests(template, ...services))
    expect((await surgery.examine()).requests).toEqual({ kind: 'given', value: true })
    const bodies = surgery.requests().filter(({ path }) => path === '/api/v2/query/timeseries')
    expect(bodies.map(({ body }) => body)).toEqual([expect.stringContaining(`"${query}"`)])
  })

  it('that Datadog does not read is refused', async () => {
    const { examine } = await openSurgery({}, requests('sum:hits{service:{service}}/', 'cart'))
    expect((await examine()).requests).toMatchObject({ kind: 'refused', status: 400 })
  })
})

describe('the keys of the owner', () => {
  const key = { name: 'ours', last4: '1234', scopes: ['apm_read'] }

  it.each([
    ['with its scopes', [{ ...key, last4: '9999' }, key], { scopes: ['apm_read'] }],
    ['without scopes', [{ ...key, scopes: null }], { scopes: undefined }],
    ['not at all', [{ ...key, last4: '9999' }], undefined],
    ['twice, which tells nothing', [key, { ...key, scopes: null }], undefined]
  ])('show the key %s', async (_what, applicationKeys, value) => {
    const { examine } = await openSurgery({ applicationKeys })
    expect((await examine()).ownKey).toEqual({ kind: 'given', value })
  })
})

describe('teams', () => {
  it('are listed over several pages', async () => {
    const { datadog, examine, requests } = await openSurgery()
    datadog.seedTeams(...Array.from({ length: 150 }, (_, index) => `team-${index}`))
    const { teams } = await examine()
    expect(teams).toMatchObject({ kind: 'given', value: { cut: false } })
    expect(teams.kind === 'given' ? teams.value.handles.length : 0).toBe(150)
    expect(requests().filter(({ path }) => path.startsWith('/api/v2/team'))).toHaveLength(2)
  })
})

describe('webhooks', () => {
  it('are read when monitors of Error Tracking name them, up to twenty', async () => {
    const { datadog, examine } = await openSurgery()
    for (let index = 0; index < 22; index += 1) {
      datadog.seedMonitor(errorTrackingMonitor({ kind: 'new', webhook: `hook-${index}` }))
      datadog.seedWebhook({ name: `hook-${index}`, url: DISPATCHES })
    }
    datadog.seedMonitor({ name: 'CPU', query: 'avg(…)', type: 'metric alert', message: '@webhook-cpu' })
    const { webhooks, unreadWebhooks } = await examine()
    expect(webhooks).toHaveLength(20)
    expect(unreadWebhooks).toEqual(['hook-20', 'hook-21'])
  })

  it('that do not exist are refusals with 404', async () => {
    const { datadog, examine } = await openSurgery()
    datadog.seedMonitor(errorTrackingMonitor({ kind: 'new', webhook: 'gone' }))
    expect((await examine()).webhooks).toMatchObject([
      { name: 'gone', answer: { kind: 'refused', status: 404 } }
    ])
  })
})
