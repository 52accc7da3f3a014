import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from '@jest/globals'
import { nodeTypeError, seedError } from '../../services/datadog/seeds.js'
import { stepEnvironment } from '../../services/runner/embedded-runner.js'
import { credentials, openStage, REPOSITORY, SITE_URL, type Stage } from '../../services/stage.js'
import { runAction } from '../../src/run-action.js'
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

interface EndedStep {
  readonly exitCode: 0 | 1
  /** Single-line outputs. */
  readonly outputs: Readonly<Record<string, string>>
  readonly lines: readonly string[]
}

/** The whole action in this process, on the machine's own clock, with files as a runner gives them. */
async function runStepHere(
  stage: Stage,
  step: { readonly inputs?: Readonly<Record<string, string>>; readonly payload?: unknown }
): Promise<EndedStep> {
  const inputs: Readonly<Record<string, string>> = {
    mode: 'triage',
    'datadog-api-key': credentials.datadogApiKey,
    'datadog-app-key': credentials.datadogAppKey,
    'datadog-api-url': stage.datadog.url,
    'jira-base-url': SITE_URL,
    'jira-api-url': stage.jira.url,
    'jira-user-email': credentials.jiraEmail,
    'jira-api-token': credentials.jiraToken,
    ...step.inputs
  }
  const environment = stepEnvironment(
    {
      inputs,
      eventName: step.payload === undefined ? 'workflow_dispatch' : 'repository_dispatch',
      event: { action: 'error-triage', client_payload: step.payload },
      repository: REPOSITORY,
      commit: stage.commit,
      apiUrl: stage.github.url,
      token: credentials.githubToken
    },
    undefined
  )
  const lines: string[] = []
  try {
    const exitCode = await runAction({
      onCrash: () => undefined,
      env: environment.variables,
      read: (input) => environment.variables[`INPUT_${input.toUpperCase()}`] ?? '',
      mask: () => undefined,
      write: (line) => void lines.push(line)
    })
    const written = readFileSync(environment.outputFile, 'utf8')
    const outputs = [...written.matchAll(/^(.+)<<(.+)\n(.*)\n\2$/gm)].map(([, name = '', , value = '']) => [
      name,
      value
    ])
    return { exitCode, outputs: Object.fromEntries(outputs) as Record<string, string>, lines }
  } finally {
    environment.remove()
  }
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
