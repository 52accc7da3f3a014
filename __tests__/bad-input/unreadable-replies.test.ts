import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import { outages } from '../../services/kit/faults.js'
import type { Stage } from '../../services/stage.js'
import { openReplyProxy, type ReplyProxy } from '../privacy/reply-proxy.js'
import { seedRecent } from '../privacy/scenario.js'
import { expectTold, openShop } from './bad-input-stage.js'

/** Bytes that are no UTF-8, where every vendor has text of people. */
const BROKEN = Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80])

describe('replies that cannot be read', () => {
  let stage: Stage
  let given: { 'issue-id': string }
  const proxies: ReplyProxy[] = []
  beforeAll(async () => {
    stage = await openShop()
    given = { 'issue-id': seedRecent(stage, nodeTypeError({ commit: stage.commit })) }
  })
  afterAll(() => Promise.all([stage.stop(), ...proxies.map((proxy) => proxy.stop())]))

  it('Datadog answers with a log-in page', async () => {
    stage.datadog.service.inject({ kind: 'reply', path: /issues\/[0-9a-f]/, reply: outages.htmlLogin })
    const result = await stage.triage({ inputs: given })
    expectTold(
      result,
      'with an HTML page instead of JSON',
      'check datadog-site and datadog-api-url, and whether a proxy answers in its place'
    )
    expect(result.outputs['issue-id']).toBe(given['issue-id'])
  })

  it('Jira answers a search with a log-in page: nothing is filed', async () => {
    const before = stage.jira.issues().length
    stage.jira.service.inject({ kind: 'reply', path: /search/, reply: outages.htmlLogin, times: 9 })
    const result = await stage.triage({ inputs: given })
    stage.jira.service.clearFaults()
    expectTold(
      result,
      'it answered an HTML page instead of JSON',
      'is the right jira-base-url or jira-api-url',
      'a log-in page (SSO)'
    )
    expect(stage.jira.issues()).toHaveLength(before)
  })

  it('GitHub answers with a log-in page instead of a claim: nothing is filed', async () => {
    const before = stage.jira.issues().length
    const fault = { kind: 'reply', path: /\/git\/commits/, reply: outages.htmlLogin, times: 99 } as const
    stage.github.service.inject(fault)
    const result = await stage.triage({ inputs: given })
    stage.github.service.clearFaults()
    expectTold(result, 'GitHub', 'a web page came back where data was expected')
    expect(stage.jira.issues()).toHaveLength(before)
  })

  it('invalid UTF-8 in the texts of every vendor is shown as such, and stops nothing', async () => {
    const behind = async (url: string, word: string): Promise<string> => {
      const proxy = await openReplyProxy(url, ({ body }) => {
        const at = body.indexOf(word)
        return at < 0 ? body : Buffer.concat([body.subarray(0, at), BROKEN, body.subarray(at)])
      })
      proxies.push(proxy)
      return proxy.url
    }
    const id = seedRecent(stage, pythonKeyError({ message: "'customer_id' of Möller" }))
    const step = {
      apiUrl: await behind(stage.github.url, '@acme/payments'),
      inputs: {
        'issue-id': id,
        'datadog-api-url': await behind(stage.datadog.url, 'customer_id'),
        'jira-api-url': await behind(stage.jira.url, 'To Do')
      }
    }
    const filed = await stage.triage(step)
    expect(filed).toMatchObject({ exitCode: 0, stderr: '', outputs: { outcome: 'ticketed' } })
    const ticket = stage.jira.issues().at(-1)
    expect(ticket?.summary).toContain('\ufffd')
    expect(ticket?.summary).toContain('customer_id')
    const repeated = await stage.triage(step)
    expect(repeated).toMatchObject({ exitCode: 0, stderr: '', outputs: { outcome: 'duplicate' } })
  })
})
