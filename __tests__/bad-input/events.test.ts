import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { bundle, stepEnvironment, type StepResult } from '../../services/runner/embedded-runner.js'
import { credentials, REPOSITORY, SITE_URL, type Stage } from '../../services/stage.js'
import { alertOf, seedRecent } from '../privacy/scenario.js'
import { expectTold, openShop, readSummary } from './bad-input-stage.js'

const UNKNOWN_ID = '4b1f3a52-e58f-11f1-8a28-da7ad0900002'

describe('events that cannot be used', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openShop()
  })
  afterAll(() => stage.stop())

  it('a payload with eleven keys is told with the number that GitHub allows', async () => {
    const extra = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`extra_${index}`, 'x']))
    const result = await stage.triage(alertOf(UNKNOWN_ID, extra))
    expectTold(result, 'client_payload has 11 top-level keys; GitHub allows 10', 'Send identifiers only')
  })

  it('a malformed id is told with where it stood and where the right one is found', async () => {
    const result = await stage.triage(alertOf('issue 8412'))
    expectTold(
      result,
      'client_payload.issue_id is "issue 8412", which is not an issue id',
      "Write the UUID at the end of the issue's Datadog URL"
    )
  })

  it('an event without an id is told with the three places that may hold it', async () => {
    const result = await stage.triage(
      alertOf('$TAGS[issue.id]', { text: 'High error rate', scope: 'env:production' })
    )
    expectTold(result, 'No issue id in client_payload', 'dd-issue-id=', '"scope" has no issue.id:<uuid>')
  })

  it('an id that Datadog does not know is told with the site, and no ticket is filed', async () => {
    const result = await stage.triage({ inputs: { 'issue-id': UNKNOWN_ID } })
    expectTold(
      result,
      `Datadog knows no Error Tracking issue ${UNKNOWN_ID}`,
      'check the id, and that datadog-site is'
    )
    expect(result.outputs['issue-id']).toBe(UNKNOWN_ID)
    expect(result.outputs['report']).toContain('report.json')
    expect(stage.jira.issues()).toEqual([])
  })

  it('an event file that is no JSON is told by its name', async () => {
    const result = await stage.triage({ event: '{"client_payload":' })
    expectTold(result, 'The event file', 'event.json', 'cannot be read as JSON')
  })

  it('invalid UTF-8 in the text of an event is no reason to stop', async () => {
    const id = seedRecent(stage, nodeTypeError())
    const broken = Buffer.from([0x22, 0xc3, 0x28, 0xff, 0xfe, 0x20])
    const event = Buffer.concat([
      Buffer.from('{"client_payload":{"schema":"1","text":'),
      broken,
      Buffer.from(`dd-issue-id=${id}","monitor_kind":"high_impact"}}`)
    ])
    const result = await runWithEvent(stage, event)
    expect(result).toMatchObject({ exitCode: 0, stderr: '' })
    expect(result.summary).toContain('PPL-1')
  })

  it('an event file of nothing but invalid UTF-8 is told by its name', async () => {
    const result = await runWithEvent(stage, Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0xc3]))
    expect(result).toMatchObject({ exitCode: 1, stderr: '' })
    expect(result.stdout).toContain('::error')
    expect(readSummary(result.summary)).toContain('cannot be read as JSON')
  })
})

/** A step whose event file has these bytes. */
async function runWithEvent(
  stage: Stage,
  event: Buffer
): Promise<Pick<StepResult, 'exitCode' | 'stdout' | 'stderr' | 'summary'>> {
  const step = {
    eventName: 'repository_dispatch',
    event: {},
    repository: REPOSITORY,
    commit: stage.commit,
    apiUrl: stage.github.url,
    token: credentials.githubToken,
    inputs: {
      mode: 'triage',
      'datadog-api-key': credentials.datadogApiKey,
      'datadog-app-key': credentials.datadogAppKey,
      'datadog-api-url': stage.datadog.url,
      'jira-base-url': SITE_URL,
      'jira-api-url': stage.jira.url,
      'jira-user-email': credentials.jiraEmail,
      'jira-api-token': credentials.jiraToken
    }
  }
  const environment = stepEnvironment(step, undefined)
  try {
    writeFileSync(environment.variables['GITHUB_EVENT_PATH'] ?? '', event)
    const ended = await new Promise<Pick<StepResult, 'exitCode' | 'stdout' | 'stderr'>>((resolve) => {
      const child = execFile(
        process.execPath,
        [bundle],
        { env: environment.variables },
        (_, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr })
      )
    })
    return { ...ended, summary: readFileSync(environment.summaryFile, 'utf8') }
  } finally {
    environment.remove()
  }
}
