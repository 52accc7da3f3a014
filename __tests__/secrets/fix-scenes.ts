import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { claudeCli } from '../../services/anthropic/claude-cli.js'
import type { Developer } from '../../services/anthropic/developer.js'
import { EmbeddedAnthropic } from '../../services/anthropic/embedded-anthropic.js'
import { fixer } from '../../services/anthropic/working-developers.js'
import type { StepOptions } from '../../services/runner/embedded-runner.js'
import { openStage, type Stage } from '../../services/stage.js'
import { fixedTotal, fixRequest, goodAnswer, orderShop, provingTest } from '../modes/fix/order-shop.js'
import { CHECKOUT_TOKEN, GATEWAY_VARIABLE, MODEL_KEY } from './credentials.js'
import { probeTest } from './probe.js'
import { closeStage, repeating, sceneRecorder, type Album } from './scene-recorder.js'

const worker = fixer({
  reads: [fixedTotal.path],
  edits: [fixedTotal],
  writes: [provingTest],
  answer: goodAnswer
})

/** The model's service takes no key, and says which. */
const refuser: Developer = {
  name: 'refuser',
  play: () => ({
    kind: 'error',
    status: 401,
    type: 'authentication_error',
    message: repeating('anthropic-api-key').message
  })
}

const OTHER = {
  issue_id: '7d2f3b51-a2e4-11f0-8b0a-da7ad0900003',
  ticket_key: 'PPL-7',
  fingerprint: '0f1e2d3c4b5a6978'
}

/** Where the tests of the repository write down what they see. */
export function probesOf({ folder }: Album): string {
  return join(folder, 'probes')
}

/** Where the checkout of the one job lies. */
function workspaceOf({ folder }: Album): string {
  return join(folder, 'workspace')
}

/** The fix job, which has no checkout and fetches the base; a publish job that GitHub refuses; and one that it does not. */
export async function playTwoJobs(album: Album, tracer: string): Promise<void> {
  const { stage, anthropic, step } = await open(album, 'two-jobs')
  const record = sceneRecorder(album, stage, anthropic)
  const publish = (changes: Partial<StepOptions>) => stage.fix('publish', changes)
  await record('autofix', { run: (changes) => stage.fix('autofix', changes), step, tracer })
  const body = repeating('app-token', 'github-token', 'jira-api-token')
  stage.github.service.inject({ kind: 'reply', path: /graphql/, reply: { status: 422, body } })
  await record('refused by GitHub', { run: publish, step })
  await record('publish', { run: publish, step })
  await Promise.all([closeStage(album, stage, 'two jobs'), anthropic.stop()])
}

/** Both in one job, in a checkout that keeps a token: a model that refuses the key, and one that works. */
export async function playOneJob(album: Album): Promise<void> {
  const { stage, anthropic, step } = await open(album, 'one-job')
  const record = sceneRecorder(album, stage, anthropic)
  const run = (changes: Partial<StepOptions>) => stage.fix('autofix', changes)
  const workspace = checkOut(stage, workspaceOf(album))
  const inputs = { ...step.inputs, publish: 'true', 'jira-api-url': stage.jira.url }
  const both = { ...step, workspace, inputs }
  anthropic.developer = refuser
  await record('refused by the model', { run, step: { ...both, ...handedOff(OTHER) } })
  anthropic.developer = worker
  await record('one job', { run, step: both })
  await Promise.all([closeStage(album, stage, 'one job'), anthropic.stop()])
}

interface Opened {
  readonly stage: Stage
  readonly anthropic: EmbeddedAnthropic
  readonly step: Partial<StepOptions>
}

async function open(album: Album, name: string): Promise<Opened> {
  const anthropic = new EmbeddedAnthropic({ apiKey: MODEL_KEY, developer: worker })
  await anthropic.start()
  const stage = await openStage({
    files: {
      ...orderShop,
      'src/probe.test.js': probeTest(probesOf(album), workspaceOf(album)),
      '.github/datadog-autofix.yml': policy()
    },
    branches: ['develop']
  })
  const step = {
    ...handedOff({}),
    serverUrl: stage.github.serverUrl,
    env: { ANTHROPIC_BASE_URL: anthropic.url },
    inputs: {
      'autofix-enabled': 'true',
      'fix-bundle': join(album.folder, 'bundle', name),
      'datadog-api-url': stage.datadog.url
    }
  }
  return { stage, anthropic, step }
}

function handedOff(change: Parameters<typeof fixRequest>[0]): Pick<StepOptions, 'eventName' | 'event'> {
  const event = { action: 'error-autofix', client_payload: fixRequest(change) }
  return { eventName: 'repository_dispatch', event }
}

function policy(): string {
  const environment = ['ANTHROPIC_BASE_URL', GATEWAY_VARIABLE]
  return stringify({
    jira: { project: 'PPL' },
    autofix: { base: 'develop', agent: { command: claudeCli(), environment }, verify: { repeats: 1 } }
  })
}

/** What actions/checkout leaves behind by default: the base, and a token in its configuration. */
function checkOut(stage: Stage, folder: string): string {
  const git = (...args: string[]): void => void execFileSync('git', args, { stdio: 'ignore' })
  git('clone', '--quiet', '--branch', 'develop', stage.github.gitDir, folder)
  const basic = Buffer.from(`x-access-token:${CHECKOUT_TOKEN}`).toString('base64')
  git('-C', folder, 'config', 'http.https://github.com/.extraheader', `AUTHORIZATION: basic ${basic}`)
  return folder
}
