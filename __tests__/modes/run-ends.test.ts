import { afterEach, describe, expect, it } from '@jest/globals'
import { nodeTypeError, seedError } from '../../services/datadog/seeds.js'
import { openStage, SITE_URL, type Stage } from '../../services/stage.js'
import { runStepHere } from './run-here.js'
import { shopFiles } from './shop.js'

const stages: Stage[] = []

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop()
})

async function openWith(policy: string): Promise<Stage> {
  const files = { ...shopFiles, '.github/datadog-autofix.yml': `jira: { project: PPL }\n${policy}` }
  const stage = await openStage({ files })
  stages.push(stage)
  return stage
}

function seedBug({ datadog }: Stage, name: string): string {
  const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000
  const error = nodeTypeError({ culprit: { function: name } })
  return seedError(datadog, error, [minutesAgo(40), minutesAgo(10)]).id
}

function refuseOneTicket({ jira }: Stage): void {
  jira.service.inject({
    kind: 'reply',
    method: 'POST',
    path: /\/rest\/api\/3\/issue$/,
    reply: { status: 403, body: {} }
  })
}

describe('the end of a run', () => {
  it.each([
    { policy: 'on-error: fail', exitCode: 1 },
    { policy: 'on-error: warn', exitCode: 0 }
  ])(
    'in which one issue of a sweep failed has the colour that the policy says ($policy)',
    async ({ policy, exitCode }) => {
      const stage = await openWith(policy)
      for (const name of ['one', 'two', 'three']) seedBug(stage, name)
      refuseOneTicket(stage)
      const ended = await runStepHere(stage, { inputs: { query: '*' } })
      expect(ended.exitCode).toBe(exitCode)
      expect(ended.outputs).toMatchObject({ outcome: 'swept', reason: 'swept' })
      expect(stage.jira.issues()).toHaveLength(2)
      expect(ended.lines.filter((line) => line.startsWith('::error'))).toHaveLength(1)
    }
  )

  it('is red when a single issue failed, whatever the policy says of sweeps', async () => {
    const stage = await openWith('on-error: warn')
    refuseOneTicket(stage)
    const ended = await runStepHere(stage, { inputs: { 'issue-id': seedBug(stage, 'one') } })
    expect(ended.exitCode).toBe(1)
  })

  it('is red when the sweep itself failed, whatever the policy says of its issues', async () => {
    const stage = await openWith('on-error: warn')
    seedBug(stage, 'one')
    stage.datadog.service.inject({ kind: 'reply', path: /issues\/search/, reply: { status: 403, body: {} } })
    const ended = await runStepHere(stage, { inputs: { query: '*' } })
    expect(ended.exitCode).toBe(1)
    expect(stage.jira.issues()).toEqual([])
  })

  it('is green, and known as a recovery, when the monitor recovered', async () => {
    const stage = await openWith('')
    const issueId = seedBug(stage, 'one')
    stage.takeRequests()
    const ended = await runStepHere(stage, { payload: { issue_id: issueId, transition: 'Recovered' } })
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toMatchObject({ outcome: 'suppressed', reason: 'recovery' })
    // The policy file is read from GitHub, and the run is counted; nobody is asked about the issue.
    expect(stage.takeRequests().map(({ service, method }) => `${service} ${method}`)).toEqual([
      'github GET',
      'datadog POST'
    ])
  })

  it('names the ticket and its team in the outputs', async () => {
    const stage = await openWith('')
    const ended = await runStepHere(stage, { inputs: { 'issue-id': seedBug(stage, 'one') } })
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toMatchObject({
      outcome: 'ticketed',
      reason: 'new-bug',
      'ticket-key': 'PPL-1',
      'ticket-url': `${SITE_URL}/browse/PPL-1`,
      'autofix-eligible': 'false'
    })
  })
})
