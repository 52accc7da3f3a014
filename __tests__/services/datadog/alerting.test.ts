import { client, v1, v2 } from '@datadog/datadog-api-client'
import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { errorTrackingMonitor } from '../../../services/datadog/monitor.js'
import { call, startDatadog } from './running-datadog.js'

function configure(datadog: EmbeddedDatadog): ReturnType<typeof client.createConfiguration> {
  return client.createConfiguration({
    authMethods: { apiKeyAuth: 'api-key', appKeyAuth: 'app-key' },
    baseServer: new client.ServerConfiguration(datadog.url, {})
  })
}

const WEBHOOKS = '/api/v1/integration/webhooks/configuration'

describe('monitors', () => {
  it("are listed as the vendor's own client reads them", async () => {
    const datadog = await startDatadog()
    datadog.seedMonitor({
      ...errorTrackingMonitor({ kind: 'new', id: 7 }),
      options: { silenced: { '*': null } }
    })
    const [monitor] = await new v1.MonitorsApi(configure(datadog)).listMonitors({ page: 0, pageSize: 10 })
    expect(monitor).toMatchObject({
      id: 7,
      type: 'error-tracking alert',
      multi: true,
      draftStatus: 'published'
    })
    expect(monitor?.options?.silenced).toEqual({ '*': null })
    expect(monitor?._unparsed).toBeUndefined()
  })

  it('come in pages of 100 unless told otherwise, and all at once without a page', async () => {
    const datadog = await startDatadog()
    for (let index = 0; index < 120; index += 1) datadog.seedMonitor(errorTrackingMonitor({ kind: 'new' }))
    const sizes = await Promise.all(
      ['', '?page=0', '?page=1', '?page=2', '?page=0&page_size=1000'].map(async (query) => {
        const { body } = await call(datadog, 'GET', `/api/v1/monitor${query}`)
        return (body as unknown[]).length
      })
    )
    expect(sizes).toEqual([120, 100, 20, 0, 120])
  })

  it.each(['page=x', 'page=0&page_size=0', 'page=0&page_size=1001'])('refuse %s', async (query) => {
    expect((await call(await startDatadog(), 'GET', `/api/v1/monitor?${query}`)).status).toBe(400)
  })

  it('tell their downtimes only when asked', async () => {
    const datadog = await startDatadog()
    datadog.seedMonitor({ ...errorTrackingMonitor({ kind: 'new' }), downtimes: [{ scope: ['*'] }] })
    const asked = await call(datadog, 'GET', '/api/v1/monitor?with_downtimes=true')
    expect(asked.body).toMatchObject([{ matching_downtimes: [{ scope: ['*'] }] }])
    expect(JSON.stringify((await call(datadog, 'GET', '/api/v1/monitor')).body)).not.toContain('downtimes')
  })
})

describe('webhooks', () => {
  it("are read by their names, as the vendor's own client reads them", async () => {
    const datadog = await startDatadog()
    datadog.seedWebhook({ name: 'triage', url: 'https://api.github.com/x', payload: '{}' })
    const api = new v1.WebhooksIntegrationApi(configure(datadog))
    const webhook = await api.getWebhooksIntegration({ webhookName: 'triage' })
    expect(webhook).toMatchObject({ name: 'triage', encodeAs: 'json', customHeaders: null, payload: '{}' })
  })

  it('and variables that do not exist are told apart from a missing permission', async () => {
    const datadog = await startDatadog()
    expect(await call(datadog, 'GET', `${WEBHOOKS}/webhooks/x`)).toMatchObject({
      status: 404,
      body: { errors: ['Webhook does not exist'] }
    })
    expect(await call(datadog, 'GET', `${WEBHOOKS}/custom-variables/X`)).toMatchObject({
      status: 404,
      body: { errors: ['Custom variable does not exist'] }
    })
  })

  it('show the value of a variable only when it is not secret', async () => {
    const datadog = await startDatadog()
    datadog.seedVariable({ name: 'HIDDEN', value: 'one' })
    datadog.seedVariable({ name: 'SHOWN', value: 'two', isSecret: false })
    const read = async (name: string): Promise<unknown> =>
      (await call(datadog, 'GET', `${WEBHOOKS}/custom-variables/${name}`)).body
    expect(await read('HIDDEN')).toEqual({ name: 'HIDDEN', is_secret: true })
    expect(await read('SHOWN')).toEqual({ name: 'SHOWN', is_secret: false, value: 'two' })
  })
})

describe('the organisation', () => {
  it("shows the user's own keys by their last characters", async () => {
    const datadog = await startDatadog({ scopes: ['user_app_keys'] })
    const { data } = await new v2.KeyManagementApi(configure(datadog)).listCurrentUserApplicationKeys()
    expect(data?.map(({ attributes }) => attributes)).toMatchObject([
      { last4: '-key', scopes: ['user_app_keys'] }
    ])
  })

  it('lists teams in pages of ten unless told otherwise', async () => {
    const datadog = await startDatadog()
    datadog.seedTeams(...Array.from({ length: 12 }, (_, index) => `team-${index}`))
    const api = new v2.TeamsApi(configure(datadog))
    expect((await api.listTeams()).data).toHaveLength(10)
    const rest = await api.listTeams({ pageSize: 10, pageNumber: 1 })
    expect(rest.data?.map(({ attributes }) => attributes.handle)).toEqual(['team-10', 'team-11'])
    expect((await call(datadog, 'GET', '/api/v2/team?page[size]=101')).status).toBe(400)
  })
})

describe('scopes', () => {
  const endpoints = [
    ['/api/v1/monitor', 'monitors_read'],
    [`${WEBHOOKS}/webhooks/x`, 'integrations_read'],
    [`${WEBHOOKS}/custom-variables/X`, 'integrations_read'],
    ['/api/v2/team', 'teams_read'],
    ['/api/v2/current_user/application_keys', 'user_app_keys']
  ] as const

  it.each(endpoints)('GET %s takes %s', async (path, scope) => {
    const others = endpoints.map((each) => each[1]).filter((each) => each !== scope)
    expect((await call(await startDatadog({ scopes: others }), 'GET', path)).status).toBe(403)
    expect((await call(await startDatadog({ scopes: [scope] }), 'GET', path)).status).not.toBe(403)
  })
})
