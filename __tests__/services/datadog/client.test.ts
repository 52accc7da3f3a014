import { client, v1, v2 } from '@datadog/datadog-api-client'
import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { browserError, nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import { HOUR, NOW, startDatadog } from './running-datadog.js'

function configure(datadog: EmbeddedDatadog): ReturnType<typeof client.createConfiguration> {
  return client.createConfiguration({
    authMethods: { apiKeyAuth: 'api-key', appKeyAuth: 'app-key' },
    baseServer: new client.ServerConfiguration(datadog.url, {})
  })
}

const DAY = { query: '*', from: 'now-1d', to: 'now' }
const HOURLY = { aggregation: 'count', type: 'timeseries', interval: '1h' } as const

describe("the vendor's own client", () => {
  it('validates the key', async () => {
    const api = new v1.AuthenticationApi(configure(await startDatadog()))
    expect((await api.validate()).valid).toBe(true)
  })

  it('reads an issue with everything beside it', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue({
      errorType: 'Error',
      errorMessage: 'HTTP error',
      service: 'web',
      regression: { regressedAt: NOW, resolvedAt: NOW - HOUR },
      teams: [{ handle: 'payments' }],
      assignee: { email: 'ada@example.com' },
      linkedCase: { key: 'ET-1', jiraKey: 'SHOP-12' }
    })
    const api = new v2.ErrorTrackingApi(configure(datadog))
    const { data, included } = await api.getIssue({
      issueId: id,
      include: ['assignee', 'case', 'team_owners']
    })
    expect(data?.attributes).toMatchObject({ errorType: 'Error', filePath: '', state: 'ACKNOWLEDGED' })
    expect(data?.attributes.regression?.regressedAt.getTime()).toBe(NOW)
    expect(data?.relationships?.teamOwners?.data).toHaveLength(1)
    expect(included?.map((each) => (each as { _unparsed?: boolean })._unparsed)).toEqual([
      undefined,
      undefined,
      undefined
    ])
    expect(JSON.stringify(included)).toContain('"issueKey":"SHOP-12"')
  })

  it('gets the errors of an issue that is not there', async () => {
    const api = new v2.ErrorTrackingApi(configure(await startDatadog()))
    const lost = api.getIssue({ issueId: '67d80aa3-36ff-44b9-a694-c501a7591737' })
    await expect(lost).rejects.toMatchObject({ code: 404 })
  })

  it('searches issues', async () => {
    const datadog = await startDatadog()
    const { id } = seedError(datadog, browserError(), [NOW - 3, NOW - 2, NOW - 1])
    const { data, included } = await new v2.ErrorTrackingApi(configure(datadog)).searchIssues({
      body: {
        data: {
          type: 'search_request',
          attributes: { query: `issue.id:${id}`, from: NOW - HOUR, to: NOW, persona: 'ALL' }
        }
      },
      include: ['issue']
    })
    expect(data?.[0]?.attributes).toMatchObject({ totalCount: 3, impactedUsers: 3, impactedSessions: 3 })
    expect(included).toHaveLength(1)
  })

  it('changes state and assignee', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue({ errorType: 'Error', errorMessage: 'HTTP error', service: 'web' })
    const api = new v2.ErrorTrackingApi(configure(datadog))
    const user = '87cb11a0-278c-440a-99fe-701223c80296'
    const assigned = await api.updateIssueAssignee({
      issueId: id,
      body: { data: { id: user, type: 'assignee' } }
    })
    expect(assigned.data?.relationships?.assignee?.data.id).toBe(user)
    await api.deleteIssueAssignee({ issueId: id })
    expect(datadog.issue(id)?.assignee).toBeUndefined()
    const resolved = await api.updateIssueState({
      issueId: id,
      body: { data: { id, type: 'error_tracking_issue', attributes: { state: 'RESOLVED' } } }
    })
    expect(resolved.data?.attributes.state).toBe('RESOLVED')
  })

  it('searches and aggregates logs', async () => {
    const datadog = await startDatadog()
    seedError(datadog, pythonKeyError(), [NOW - 2, NOW - 1])
    const api = new v2.LogsApi(configure(datadog))
    const found = await api.listLogs({ body: { filter: DAY, sort: '-timestamp', page: { limit: 1 } } })
    expect(found.data?.[0]?.attributes?.attributes?.['error'].kind).toBe('KeyError')
    const cursor = found.meta?.page?.after as string
    const rest = await api.listLogs({ body: { filter: DAY, sort: '-timestamp', page: { limit: 5, cursor } } })
    expect(rest.data).toHaveLength(1)
    const counted = await api.aggregateLogs({
      body: { filter: DAY, compute: [HOURLY], groupBy: [{ facet: 'issue.id' }] }
    })
    expect(counted.data?.buckets?.[0]?.computes?.['c0']).toMatchObject([
      { time: '2026-03-10T11:00:00.000Z', value: 2 }
    ])
  })

  it('searches and aggregates RUM', async () => {
    const datadog = await startDatadog()
    const { id } = seedError(datadog, browserError(), [NOW - 2, NOW - 1])
    const api = new v2.RUMApi(configure(datadog))
    const found = await api.searchRUMEvents({ body: { filter: { ...DAY, query: `@issue.id:${id}` } } })
    expect(found.data).toHaveLength(2)
    expect(found.data?.[0]?.attributes?.attributes?.['usr'].email).toBe('alice.1@example.com')
    const counted = await api.aggregateRUMEvents({
      body: { filter: DAY, compute: [{ aggregation: 'cardinality', metric: '@usr.id', type: 'total' }] }
    })
    expect(counted.data?.buckets?.[0]?.computes?.['c0']).toBe(2)
  })

  it('searches and aggregates spans', async () => {
    const datadog = await startDatadog()
    const { id } = seedError(datadog, nodeTypeError(), [NOW - 2, NOW - 1])
    const api = new v2.SpansApi(configure(datadog))
    const found = await api.listSpans({
      body: {
        data: {
          type: 'search_request',
          attributes: { filter: { ...DAY, query: `@issue.id:${id}` }, page: { limit: 5 } }
        }
      }
    })
    expect(found.data).toHaveLength(2)
    expect(found.data?.[0]?.attributes?.custom?.['error'].stack).toContain(
      '/app/src/orders/order-total.ts:18:34'
    )
    const counted = await api.aggregateSpans({
      body: { data: { type: 'aggregate_request', attributes: { filter: DAY, compute: [HOURLY] } } }
    })
    expect(counted.data?.[0]?.attributes?.compute).toEqual({
      c0: [{ time: '2026-03-10T11:00:00.000Z', value: 2 }]
    })
  })

  it('gets a refusal of the front door', async () => {
    const api = new v2.LogsApi(configure(await startDatadog({ scopes: [] })))
    await expect(api.listLogs({ body: {} })).rejects.toMatchObject({
      code: 403,
      body: { errors: ['Forbidden'] }
    })
  })

  it('queries a metric', async () => {
    const datadog = await startDatadog()
    datadog.seedMetric({ metric: 'trace.http.hits', tags: ['service:web'] }, [7, 8])
    const configuration = configure(datadog)
    configuration.unstableOperations['v2.queryTimeseriesData'] = true
    const queries = [
      { dataSource: 'metrics' as const, name: 'a', query: 'sum:trace.http.hits{*}.as_count()' }
    ]
    const window = { from: NOW - HOUR, to: NOW + 1, interval: HOUR }
    const { data } = await new v2.MetricsApi(configuration).queryTimeseriesData({
      body: {
        data: { type: 'timeseries_request', attributes: { ...window, formulas: [{ formula: 'a' }], queries } }
      }
    })
    expect(data?.attributes).toMatchObject({ times: [NOW - HOUR, NOW], values: [[7, 8]] })
  })

  it('lists deployments', async () => {
    const datadog = await startDatadog()
    const commit = { commit: 'a'.repeat(40), repository: 'github.com/acme/web' }
    datadog.seedDeployment({ service: 'web', startedAt: NOW - HOUR, finishedAt: NOW, ...commit })
    const { data } = await new v2.DORAMetricsApi(configure(datadog)).listDORADeployments({
      body: { data: { type: 'dora_deployments_list_request', attributes: { limit: 5 } } }
    })
    expect(data?.[0]?.attributes).toMatchObject({ service: 'web', finishedAt: new Date(NOW) })
    expect(data?.[0]?._unparsed).toBeUndefined()
  })
})
