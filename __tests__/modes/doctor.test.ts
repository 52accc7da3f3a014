import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from '@jest/globals'
import { errorTrackingMonitor } from '../../services/datadog/monitor.js'
import { nodeTypeError, seedError } from '../../services/datadog/seeds.js'
import { credentials, openStage, REPOSITORY, type Stage } from '../../services/stage.js'
import type { DoctorReport } from '../../src/report/doctor-report.js'
import { runStepHere, type EndedStep, type StepHere } from './run-here.js'
import { shopFiles } from './shop.js'

const example = (path: string): string =>
  readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8')

const POLICY = `jira: { project: PPL }
ownership:
  teams:
    platform: { github: ['@acme/platform', '@acme/web', '@acme/checkout', '@acme/payments'] }
  default: platform
autofix: { base: main }
`

/** A repository as a team has it that followed the quick start. */
const files = {
  ...shopFiles,
  '.github/datadog-autofix.yml': POLICY,
  '.github/workflows/error-triage.yml': example('workflows/error-triage.yml'),
  '.github/workflows/error-autofix.yml': example('workflows/error-autofix.yml'),
  '.github/workflows/checks.yml':
    'on: pull_request\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] } }\n'
}

const stages: Stage[] = []
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop()
})

async function open(changes: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const stage = await openStage({ files: { ...files, ...changes } })
  stages.push(stage)
  seedError(stage.datadog, nodeTypeError(), [Date.now() - 60_000])
  stage.datadog.seedMonitor(errorTrackingMonitor({ kind: 'new', webhook: 'error-triage', id: 7 }))
  stage.datadog.seedWebhook({
    name: 'error-triage',
    url: `${stage.github.url}/repos/${REPOSITORY}/dispatches`,
    customHeaders: JSON.stringify({ Authorization: 'Bearer $DISPATCH_TOKEN' }),
    payload: JSON.stringify({
      event_type: 'error-triage',
      client_payload: {
        schema: '1',
        text: '$TEXT_ONLY_MSG',
        scope: '$ALERT_SCOPE',
        monitor_kind: 'new_issue'
      }
    })
  })
  stage.datadog.seedVariable({ name: 'DISPATCH_TOKEN', value: 'ghp_dispatchTokenOfTheMachineUser' })
  stage.takeRequests()
  return stage
}

const tools = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))

function examine(stage: Stage, step: StepHere = {}): Promise<EndedStep> {
  const PATH = [tools, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  return runStepHere(stage, {
    ...step,
    variables: { PATH, ...step.variables },
    inputs: {
      mode: 'doctor',
      'app-token': credentials.appToken,
      'anthropic-api-key': 'sk-ant-the-key-of-the-model',
      ...step.inputs
    }
  })
}

function linesOf({ report }: EndedStep, status: string): readonly string[] {
  return (report as DoctorReport).areas.flatMap(({ checks }) =>
    checks
      .filter((check) => check.status === status)
      .map(({ id, found, mend }) => `${id}: ${found} ${mend ?? ''}`)
  )
}

describe('a check-up', () => {
  it('of a set-up that is whole fails nowhere, looks at every part, and writes nothing', async () => {
    const stage = await open()
    const ended = await examine(stage)
    expect(linesOf(ended, 'failed')).toEqual([])
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toMatchObject({ outcome: 'healthy' })
    const report = ended.report as DoctorReport
    expect(report.areas.map(({ checks }) => checks.length > 0)).toEqual([true, true, true, true, true, true])
    const writes = stage.takeRequests().filter(({ method, path }) => method !== 'GET' && !isSearch(path))
    expect(writes).toEqual([])
    expect(stage.jira.issues()).toEqual([])
  })

  it('says what a set-up lacks, with the mend, and is red', async () => {
    const stage = await open({
      '.github/datadog-autofix.yml':
        POLICY.replace('project: PPL', 'project: NOPE').replace('main', 'no-such') +
        'patterns: [{ name: slow, match: { services: [cart] }, tier: ticket, reason: known, handler: { workflow: gone.yml } }]\n',
      '.github/workflows/error-triage.yml': 'on: push\njobs: {}\n'
    })
    const ended = await examine(stage)
    expect(ended.exitCode).toBe(1)
    expect(ended.outputs).toMatchObject({ outcome: 'unhealthy', reason: 'failed-checks' })
    const failed = linesOf(ended, 'failed')
    for (const id of ['jira-project', 'github-triage-workflow', 'github-handlers', 'github-base']) {
      expect(failed).toContainEqual(expect.stringMatching(new RegExp(`^${id}: `)))
    }
    expect(ended.summary).toContain('### To mend first')
    expect(ended.lines.filter((line) => line.startsWith('::error')).length).toBe(failed.length)
  })

  it('without credentials looks at the rest, and says what was not checked', async () => {
    const stage = await open()
    const none = Object.fromEntries(
      ['datadog-api-key', 'datadog-app-key', 'jira-base-url', 'jira-user-email', 'jira-api-token'].map(
        (name) => [name, '']
      )
    )
    const ended = await examine(stage, { inputs: none })
    expect(linesOf(ended, 'failed').map((line) => line.split(':', 1)[0])).toEqual([
      'inputs-datadog',
      'inputs-jira'
    ])
    expect(stage.takeRequests().map(({ service }) => service)).not.toContain('datadog')
  })

  it('of a policy that cannot be read tells its problems, and looks at what does not hang on it', async () => {
    const stage = await open({ '.github/datadog-autofix.yml': 'jira: { projekt: PPL }\n' })
    const ended = await examine(stage)
    expect(linesOf(ended, 'failed')).toContainEqual(expect.stringMatching(/^inputs-policy: .*projekt/))
    expect(linesOf(ended, 'ok')).toContainEqual(expect.stringMatching(/^datadog-api-key: /))
    expect(linesOf(ended, 'ok')).toContainEqual(expect.stringMatching(/^jira-token: /))
  })

  it('goes on when a vendor is down, and says that this tells nothing of the set-up', async () => {
    const stage = await open()
    stage.jira.service.inject({ kind: 'reply', reply: { status: 403, body: 'no' }, times: 100 })
    const ended = await examine(stage)
    expect(linesOf(ended, 'ok')).toContainEqual(expect.stringMatching(/^datadog-api-key: /))
    expect(linesOf(ended, 'ok').filter((line) => line.startsWith('jira-permissions'))).toEqual([])
  })

  it('starts no program of the checkout, which could read what it holds', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'doctor-'))
    try {
      const [program, trace] = [join(workspace, 'agent'), join(workspace, 'trace')]
      writeFileSync(program, `#!/bin/sh\necho started > ${trace}\n`, { mode: 0o755 })
      const policy = POLICY.replace('{ base: main }', `{ base: main, agent: { command: '${program}' } }`)
      const stage = await open({ '.github/datadog-autofix.yml': policy })
      const ended = await examine(stage, { workspace })
      expect(linesOf(ended, 'failed')).toContainEqual(
        expect.stringMatching(/^agent-program: .*a program of the checkout, which is not started/)
      )
      expect(existsSync(trace)).toBe(false)
    } finally {
      rmSync(workspace, { recursive: true, force: true })
    }
  })

  it('shows no credential, in whatever it says', async () => {
    const stage = await open()
    const ended = await examine(stage)
    const said = [...ended.lines, ended.summary, JSON.stringify(ended.report)].join('\n')
    for (const secret of Object.values(credentials).filter((value) => !value.includes('@'))) {
      expect(said).not.toContain(secret)
    }
    expect(said).not.toContain('sk-ant-the-key-of-the-model')
    expect(said).not.toContain('ghp_dispatchToken')
  })
})

/** A question that is asked by POST. */
function isSearch(path: string): boolean {
  return /\/search(\/jql)?(\?|$)|\/graphql$|\/events\/search|\/query\/timeseries$|\/dora\/deployments$/.test(
    path
  )
}
