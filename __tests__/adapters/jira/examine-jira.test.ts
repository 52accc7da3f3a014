import { afterEach, describe, expect, it } from '@jest/globals'
import { jiraChecks } from '../../../src/check-up/jira/checks.js'
import { outages } from '../../../services/kit/faults.js'
import { CLOUD_ID, draft, EMAIL, TOKEN } from './board-bench.js'
import { startExamineBench, type ExamineBench } from './examine-bench.js'

let bench: ExamineBench
afterEach(() => bench.stop())

/** A bench with one open ticket and one that is closed as it should be. */
async function start(options: Parameters<typeof startExamineBench>[0] = {}): Promise<ExamineBench> {
  bench = await startExamineBench(options)
  await bench.board.create(draft)
  const { key } = await bench.board.create(draft)
  bench.jira.transition(key, 'Done', { resolution: 'Done' })
  bench.jira.service.clearLog()
  return bench
}

const waitingForToken = Object.keys(jiraChecks)
  .filter((id) => id !== 'jira-token' && id !== 'jira-gateway')
  .map((id) => `${id}: warning`)

describe('a right set-up', () => {
  it('has no finding, and says what it saw', async () => {
    await start()
    expect(await bench.findings()).toEqual([])
    expect(await bench.found('jira-account')).toContain(
      '"Datadog Autofix" (account id 712020:datadog-autofix)'
    )
    expect(await bench.found('jira-search')).toContain('finds 1 open ticket with')
    expect(await bench.found('jira-reopening')).toContain('"Done" goes back to "To Do" by "Reopen"')
    expect(await bench.found('jira-workflow')).toContain('"Done", "Cancelled"')
  })

  it('is looked at in about a dozen requests, all of which read', async () => {
    await start()
    const before = JSON.stringify(bench.jira.issues())
    await bench.examine()
    const { requests } = bench.jira.service
    for (const { method, path } of requests) {
      expect(method === 'GET' || (method === 'POST' && /\/rest\/api\/3\/search\/jql$/.test(path))).toBe(true)
    }
    expect(requests.length).toBeLessThanOrEqual(14)
    expect(JSON.stringify(bench.jira.issues())).toBe(before)
    expect(bench.jira.notifications.filter(({ event }) => event === 'commented')).toEqual([])
  })

  it('sends the page of the cloudId no credential', async () => {
    await start()
    await bench.examine()
    const asked = bench.jira.service.requests.filter(({ path }) => path === '/_edge/tenant_info')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
    expect(JSON.stringify(asked)).not.toContain(EMAIL)
  })

  it('is looked at without a policy as far as the site goes', async () => {
    await start()
    const facts = await bench.examine({ policy: undefined })
    expect(facts.project).toBeUndefined()
    expect(facts).toMatchObject({ account: { kind: 'given' }, resolutions: { kind: 'given' } })
    expect(bench.requests().some((line) => /PPL|search/.test(line))).toBe(false)
  })
})

describe('credentials', () => {
  it.each(['reject', 'anonymous'] as const)('that are wrong fail once (%s)', async (failedLogin) => {
    await start({ failedLogin })
    expect(await bench.findings({ apiToken: 'another' })).toEqual(['jira-token: failed', ...waitingForToken])
    const found = await bench.found('jira-token', { apiToken: 'another' })
    expect(found).toContain(`set jira-api-url to https://api.atlassian.com/ex/jira/${CLOUD_ID}.`)
  })

  it('that are scoped fail at the site, and work at the gateway', async () => {
    bench = await startExamineBench({ scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user'] })
    expect(await bench.findings()).toEqual(['jira-token: failed', ...waitingForToken])
    const apiUrl = `${bench.jira.url}/ex/jira/${CLOUD_ID}/`
    expect(await bench.findings({ apiUrl })).toEqual([
      'jira-reopening: warning',
      'jira-resolution-dates: warning'
    ])
    expect(await bench.found('jira-gateway', { apiUrl })).toMatch(/^ok: The gateway of jira-api-url leads to/)
  })

  it('without the scope to read people hide account and assignees, and nothing else', async () => {
    bench = await startExamineBench({ scopes: ['read:jira-work'] })
    const apiUrl = `${bench.jira.url}/ex/jira/${CLOUD_ID}`
    const findings = await bench.findings({ apiUrl })
    expect(findings.slice(0, 2)).toEqual(['jira-account: warning', 'jira-assignees: warning'])
    expect(await bench.found('jira-assignees', { apiUrl })).toContain('the scope read:jira-user')
  })

  it('without the scope to read tickets fail, and name it', async () => {
    bench = await startExamineBench({ scopes: ['read:jira-user'] })
    const apiUrl = `${bench.jira.url}/ex/jira/${CLOUD_ID}`
    expect((await bench.findings({ apiUrl }))[0]).toBe('jira-token: failed')
    expect(await bench.found('jira-token', { apiUrl })).toContain('lacks the scope read:jira-work')
  })

  it('go to another site than jira-base-url by the gateway', async () => {
    bench = await startExamineBench()
    const apiUrl = `${bench.jira.url}/ex/jira/99999999`
    expect((await bench.findings({ apiUrl })).slice(0, 3)).toEqual([
      'jira-token: failed',
      'jira-account: warning',
      'jira-gateway: failed'
    ])
  })

  it('are in no answer, though Jira echoes them', async () => {
    await start()
    const basic = Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64')
    const body = { errorMessages: [`${TOKEN} and ${basic}`], errors: {} }
    bench.jira.service.inject({ kind: 'reply', path: /rest\/api/, times: 99, reply: { status: 403, body } })
    const facts = JSON.stringify(await bench.examine())
    expect(facts).toContain('HTTP 403')
    expect(facts).not.toContain(TOKEN)
    expect(facts).not.toContain(basic)
  })
})

describe('an answer that says nothing', () => {
  it.each([
    ['an outage', { kind: 'reply', reply: outages.htmlBadGateway }],
    ['a log-in page', { kind: 'reply', reply: outages.htmlLogin }],
    ['a dropped connection', { kind: 'drop' }]
  ] as const)('(%s) fails the token alone, with the address to look at', async (_, fault) => {
    await start()
    bench.jira.service.inject({ ...fault, times: 999 })
    expect(await bench.findings()).toEqual(['jira-token: failed', ...waitingForToken])
    expect(await bench.found('jira-token')).toMatch(/gave no answer that can be used: .* Mend jira-base-url/)
  })

  it('to one question hides no other', async () => {
    await start()
    bench.jira.service.inject({ kind: 'reply', path: /mypermissions/, times: 99, reply: outages.serverError })
    bench.jira.service.inject({ kind: 'reply', path: /tenant_info/, times: 99, reply: outages.htmlLogin })
    bench.jira.service.inject({
      kind: 'reply',
      path: /issueLinkType/,
      times: 99,
      reply: { status: 200, body: {} }
    })
    expect(await bench.findings()).toEqual(['jira-permissions: warning', 'jira-link-type: warning'])
    expect((await bench.examine()).cloudId).toEqual({
      kind: 'lost',
      why: expect.stringMatching(/tenant_info does not tell the cloudId/)
    })
  })

  it('is asked for again when it passes', async () => {
    await start()
    bench.jira.service.inject({ kind: 'reply', path: /mypermissions/, reply: outages.serverError })
    expect(await bench.findings()).toEqual([])
  })
})
