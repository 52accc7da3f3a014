import { afterEach, describe, expect, it } from '@jest/globals'
import type { EmbeddedJira } from '../../../services/jira/embedded-jira.js'
import { bug, EMAIL, START, startJira, TOKEN } from './loopback.js'

const running: EmbeddedJira[] = []
afterEach(async () => {
  for (const jira of running.splice(0)) await jira.stop()
})

async function start(options: Parameters<typeof startJira>[0] = {}) {
  const started = await startJira(options)
  running.push(started.jira)
  const send = (path: string, authorization: string | undefined, init: RequestInit = {}) =>
    fetch(started.jira.url + path, {
      ...init,
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization })
      }
    })
  return { ...started, send }
}

const basic = (token: string) => `Basic ${Buffer.from(`${EMAIL}:${token}`).toString('base64')}`
const API = '/rest/api/3'

describe('credentials', () => {
  it.each([
    ['none', undefined],
    ['a wrong token', basic('wrong')],
    ['a bearer token', `Bearer ${TOKEN}`]
  ])('answers %s with 401 in plain text', async (_, authorization) => {
    const { send } = await start()
    const response = await send(`${API}/myself`, authorization)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(response.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED')
    expect(await response.text()).toBe('Client must be authenticated to access this resource.')
  })

  it('can serve a wrong token as a visitor, whose searches find nothing', async () => {
    const { jira, send, create } = await start({ failedLogin: 'anonymous' })
    const key = await create()
    jira.apiToken = 'another'
    const search = await send(`${API}/search/jql?jql=project%3DSHOP`, basic(TOKEN))
    expect(search.status).toBe(200)
    expect(search.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED')
    expect(await search.json()).toEqual({ issues: [], isLast: true })
    expect((await send(`${API}/issue/${key}`, basic(TOKEN))).status).toBe(404)
    expect((await send(`${API}/myself`, basic(TOKEN))).status).toBe(401)
    const created = await send(`${API}/issue`, basic(TOKEN), {
      method: 'POST',
      body: JSON.stringify({ fields: bug() })
    })
    expect(created.status).toBe(401)
    expect(jira.issues()).toHaveLength(1)
  })
})

describe('scopes', () => {
  it('refuses writes of a read-only token with 403', async () => {
    const { call, jira } = await start({ scopes: ['read:jira-work'] })
    expect((await call('GET', '/project/SHOP')).status).toBe(200)
    expect((await call('POST', '/search/jql', { jql: 'project = SHOP' })).status).toBe(200)
    expect(await call('POST', '/issue', { fields: bug() })).toMatchObject({
      status: 403,
      json: { errors: {} }
    })
    expect(jira.issues()).toEqual([])
  })

  it('takes scoped tokens through the gateway alone', async () => {
    const { send } = await start({ cloudId: 'c-1', scopes: ['read:jira-work', 'read:jira-user'] })
    const gateway = `/ex/jira/c-1${API}`
    expect((await send(`${API}/myself`, basic(TOKEN))).status).toBe(401)
    expect((await send(`${gateway}/myself`, basic(TOKEN))).status).toBe(200)
    expect((await send(`${gateway}/myself`, `Bearer ${TOKEN}`)).status).toBe(200)
    expect((await send(`/ex/jira/other${API}/myself`, basic(TOKEN))).status).toBe(404)
    const write = await send(`${gateway}/issue`, basic(TOKEN), {
      method: 'POST',
      body: JSON.stringify({ fields: bug() })
    })
    expect([write.status, await write.json()]).toEqual([
      401,
      { code: 401, message: 'Unauthorized; scope does not match' }
    ])
    expect(await (await send('/_edge/tenant_info', undefined)).json()).toEqual({ cloudId: 'c-1' })
  })

  it('has no gateway without a cloud id', async () => {
    const { send } = await start()
    expect((await send(`/ex/jira/c-1${API}/myself`, basic(TOKEN))).status).toBe(404)
  })
})

describe('what does not exist or cannot be read', () => {
  it.each([
    ['GET', '/nope'],
    ['GET', '/issue/createmeta'],
    ['DELETE', '/issue/SHOP-1'],
    ['GET', '/issue/SHOP-77'],
    ['GET', '/project/NOPE']
  ])('%s %s is 404', async (method, path) => {
    const { call, create } = await start()
    await create()
    expect((await call(method, path)).status).toBe(404)
  })

  it('refuses a body that is not JSON', async () => {
    const { send } = await start()
    const response = await send(`${API}/issue`, basic(TOKEN), { method: 'POST', body: '{' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errorMessages: [expect.stringContaining('parsing JSON')] })
  })

  it('marks every reply with a trace id of its own', async () => {
    const { call, send } = await start()
    const replies = [
      await call('GET', '/myself'),
      await call('GET', '/nope'),
      await send(`${API}/myself`, undefined)
    ]
    const ids = replies.map((reply) => reply.headers.get('atl-traceid'))
    expect(new Set(ids).size).toBe(3)
    expect(ids).not.toContain(null)
  })
})

describe('writes per ticket', () => {
  it('refuses one too many with the headers to wait by', async () => {
    const { call, create, clock } = await start({ perIssueWrites: { writes: 5, windowMs: 90_000 } })
    const [first, second] = [await create(), await create()]
    const label = (key: string) =>
      call('PUT', `/issue/${key}`, { update: { labels: [{ add: `l${clock.now}` }] } })
    const nearLimit: (string | null)[] = []
    for (let index = 0; index < 5; index += 1)
      nearLimit.push((await label(first)).headers.get('x-ratelimit-nearlimit'))
    expect(nearLimit).toEqual(['false', 'false', 'false', 'false', 'true'])
    clock.now += 30_000
    const refused = await label(first)
    expect(refused.status).toBe(429)
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '60',
      'ratelimit-reason': 'jira-per-issue-on-write',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': `${new Date(START + 90_000).toISOString().slice(0, 16)}Z`
    })
    expect((await label(second)).status).toBe(204)
    expect((await call('GET', `/issue/${first}`)).status).toBe(200)
    clock.now += 60_000
    expect((await label(first)).status).toBe(204)
  })
})
