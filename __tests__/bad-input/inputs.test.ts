import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { credentials, type Stage } from '../../services/stage.js'
import { annotationsOf, expectTold, openShop, POLICY_PATH, shopWith } from './bad-input-stage.js'

const ISSUE = '4b1f3a52-e58f-11f1-8a28-da7ad0900002'
const given = { 'issue-id': ISSUE }

describe('inputs that cannot be used', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openShop()
  })
  afterAll(() => stage.stop())

  it.each(['github-token', 'datadog-api-key', 'datadog-app-key', 'jira-api-token'])(
    'an empty secret is named, and where it may have got lost: %s',
    async (name) => {
      stage.takeRequests()
      const result = await stage.triage({ inputs: { ...given, [name]: '' } })
      expectTold(result, `Input "${name}" is empty.`, '${{ secrets.… }}', 'they are not to forks')
      expect(stage.takeRequests().filter(({ service }) => service !== 'github')).toEqual([])
    }
  )

  it('a secret of nothing but blanks is an empty one', async () => {
    expectTold(
      await stage.triage({ inputs: { ...given, 'jira-api-token': ' \n' } }),
      'Input "jira-api-token" is empty.'
    )
  })

  it('a wrong site is named with the sites that there are', async () => {
    const result = await stage.triage({ inputs: { ...given, 'datadog-site': 'datadoghq.org' } })
    expectTold(
      result,
      'Input "datadog-site" is "datadoghq.org"',
      'datadoghq.eu, ap1.datadoghq.com',
      'ddog-gov.com'
    )
  })

  it('a mode that this version lacks is named with those that it has', async () => {
    const result = await stage.triage({ inputs: { ...given, mode: 'traige' } })
    expectTold(result, 'Input "mode" is "traige"; this version has: triage')
  })

  it('an address with a password in it is refused, and not repeated', async () => {
    const result = await stage.triage({
      inputs: { ...given, 'jira-base-url': 'https://robot:hunter22@acme.atlassian.net' }
    })
    expectTold(result, 'Input "jira-base-url" has a user name or password in it', 'Write the URL alone')
    expect(result.stdout + result.summary).not.toContain('hunter22')
  })

  it('says what is known although nothing was started', async () => {
    const result = await stage.triage({ inputs: { ...given, 'datadog-site': 'datadoghq.org' } })
    expect(result.outputs['issue-id']).toBe(ISSUE)
  })

  it('tells every problem of inputs, event and policy in one message', async () => {
    const files = shopWith(
      ['affected-users: 2', 'affected-users: two'],
      ['priority: High', 'prioritty: High']
    )
    const commit = await stage.github.seedFiles({ [POLICY_PATH]: files[POLICY_PATH] ?? '' })
    const result = await stage.triage({
      commit,
      eventName: 'repository_dispatch',
      event: { client_payload: { schema: '2', issue_id: 'four' } },
      inputs: { mode: 'fix', 'datadog-app-key': '', 'datadog-site': 'eu', lookback: 'soon' }
    })
    expectTold(
      result,
      'Input "mode" is "fix"',
      'Input "datadog-app-key" is empty',
      'Input "datadog-site" is "eu"',
      'Input "lookback" is "soon"',
      'client_payload.schema is "2"',
      'client_payload.issue_id is "four"',
      'rubric.affected-users is "two"',
      'unknown key "jira.prioritty"'
    )
    expect(result.stdout.match(/^::error/gm)).toHaveLength(1)
    expect(annotationsOf(result, 'error')).not.toContain(credentials.datadogApiKey)
  })
})
