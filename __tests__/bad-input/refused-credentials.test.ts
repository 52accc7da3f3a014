import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import type { Stage } from '../../services/stage.js'
import { alertOf, seedRecent } from '../privacy/scenario.js'
import { annotationsOf, expectTold, openShop } from './bad-input-stage.js'

const WRONG = 'wrong0wrong1wrong2wrong3wrong4wrong5'

describe('credentials that a vendor does not take', () => {
  let stage: Stage
  let given: { 'issue-id': string }
  beforeAll(async () => {
    stage = await openShop()
    given = { 'issue-id': seedRecent(stage, nodeTypeError({ commit: stage.commit })) }
  })
  afterAll(() => stage.stop())

  it.each(['datadog-api-key', 'datadog-app-key'])('Datadog: a wrong %s', async (name) => {
    const result = await stage.triage({ inputs: { ...given, [name]: WRONG } })
    expectTold(
      result,
      'datadog-api-key and datadog-app-key must be valid keys of this site',
      'the scope error_tracking_read'
    )
    expect(result.outputs['issue-id']).toBe(given['issue-id'])
    expect(result.stdout.replace(/^::add-mask::.*$/gm, '') + result.summary).not.toContain(WRONG)
  })

  it('Datadog: an application key without the scope that a product takes costs its events, not the ticket', async () => {
    const id = seedRecent(stage, pythonKeyError())
    const reply = { status: 403, body: { errors: ['Forbidden'] } }
    stage.datadog.service.inject({ kind: 'reply', path: /\/(logs|spans|rum)\//, reply, times: 99 })
    // Without events it is the alert that tells where the error happened.
    const result = await stage.triage(alertOf(id, { env: 'production' }))
    stage.datadog.service.clearFaults()
    expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: 'ticketed' } })
    for (const scope of ['apm_read', 'logs_read_data', 'rum_apps_read']) {
      expect(annotationsOf(result, 'warning')).toContain(`needs the scope ${scope}`)
    }
    expect(JSON.stringify(stage.jira.issues().at(-1)?.description)).toContain('needs the scope apm_read')
  })

  it('Datadog: a key that may not change issues costs the acknowledgement, not the ticket', async () => {
    const id = seedRecent(stage, pythonKeyError({ culprit: { function: 'refund' } }))
    const reply = { status: 403, body: { errors: ['Forbidden'] } }
    stage.datadog.service.inject({ kind: 'reply', method: 'PUT', reply })
    const result = await stage.triage({ inputs: { 'issue-id': id } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: 'ticketed' } })
    expect(result.stdout).toMatch(/^::warning.*The issue stays FOR REVIEW.*the scope error_tracking_write/m)
  })

  it('Jira: a wrong token', async () => {
    const result = await stage.triage({ inputs: { ...given, 'jira-api-token': WRONG } })
    expectTold(
      result,
      'it does not accept jira-user-email and jira-api-token (HTTP 401',
      'Check that the token has not expired',
      'set jira-api-url to https://api.atlassian.com/ex/jira/<cloudId>'
    )
    expect(result.outputs['issue-id']).toBe(given['issue-id'])
    expect(result.stdout.replace(/^::add-mask::.*$/gm, '') + result.summary).not.toContain(WRONG)
  })

  it('Jira: an account without the permission', async () => {
    const reply = { status: 403, body: { errorMessages: ['You may not do this.'], errors: {} } }
    stage.jira.service.inject({ kind: 'reply', method: 'POST', path: /\/issue$/, reply })
    const result = await stage.triage({ inputs: given })
    expectTold(
      result,
      'The account of jira-user-email needs the permission Create Issues in the project',
      'the scopes read:jira-work and write:jira-work'
    )
    expect(result.outputs).toMatchObject({
      outcome: '',
      'issue-id': given['issue-id'],
      score: expect.stringMatching(/^\d+$/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      team: 'checkout'
    })
  })

  it('Jira: an expired token that is answered like a visitor, with 200 and no tickets, files nothing', async () => {
    const before = stage.jira.issues().length
    stage.takeRequests()
    stage.jira.failedLogin = 'anonymous'
    const result = await stage.triage({ inputs: { ...given, 'jira-api-token': WRONG } })
    stage.jira.failedLogin = 'reject'
    expectTold(result, 'it does not accept jira-user-email and jira-api-token (HTTP 401')
    expect(stage.jira.issues()).toHaveLength(before)
    const posts = stage
      .takeRequests()
      .filter(({ service, method }) => service === 'jira' && method === 'POST')
    expect(posts.map(({ path, status }) => `${path} ${status}`)).toEqual(['/rest/api/3/search/jql 200'])
  })

  it('GitHub: a wrong token', async () => {
    const result = await stage.triage({ inputs: { ...given, 'github-token': WRONG } })
    expectTold(result, '(401): the input "github-token" is not valid, or has expired')
    expect(result.stdout.replace(/^::add-mask::.*$/gm, '') + result.summary).not.toContain(WRONG)
  })

  it('GitHub: a token that may not write', async () => {
    const reply = { status: 403, body: { message: 'Resource not accessible by integration' } }
    stage.github.service.inject({ kind: 'reply', method: 'POST', path: /\/git\//, reply })
    const before = stage.jira.issues().length
    const result = await stage.triage({ inputs: given })
    expectTold(
      result,
      '(403)',
      'the input "github-token" needs the permission "contents: write" on the repository',
      'Resource not accessible by integration'
    )
    expect(result.outputs).toMatchObject({ 'issue-id': given['issue-id'], team: 'checkout' })
    expect(stage.jira.issues()).toHaveLength(before)
  })
})
