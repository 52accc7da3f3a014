import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { APP_LOGIN } from '../../services/stage.js'
import type { WorkflowRun } from '../../services/workflow/play-workflow.js'
import { webhookPayload } from './webhook.js'
import { example, openWorld, outputsOf, secretsGivenTo, webhookTokens, type World } from './world.js'

const FILE = 'error-autofix-one-job.yml'

describe(FILE, () => {
  let world: World
  let runs: readonly WorkflowRun[]
  beforeAll(async () => {
    const workflows = { 'error-triage.yml': example('error-triage.yml'), [FILE]: example(FILE) }
    world = await openWorld({ workflows })
    await world.post('/dispatches', webhookTokens.contents, webhookPayload({ issueId: world.seed() }))
    await world.playNewest()
    runs = await world.playNewest()
  }, 120_000)
  afterAll(() => world.stop())

  it('opens the draft pull request in the job of the agent', async () => {
    expect(runs.map(({ file, jobs }) => [file, jobs.map(({ id, result }) => [id, result])])).toEqual([
      [`.github/workflows/${FILE}`, [['fix', 'success']]]
    ])
    expect(outputsOf(runs[0], 'fix')).toMatchObject({ outcome: 'pull-request', 'pull-request-number': '1' })
    expect(await world.github.pullRequests.list()).toMatchObject([{ draft: true, login: APP_LOGIN }])
    expect(world.jira.issues()).toHaveLength(1)
  })

  it('holds no credential of Datadog', () => {
    const [job] = runs[0]?.jobs ?? []
    expect(job && secretsGivenTo(job)).toEqual([
      'JIRA_API_TOKEN',
      'ANTHROPIC_API_KEY',
      'AUTOFIX_APP_PRIVATE_KEY'
    ])
  })
})
