import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from '@jest/globals'
import { stringify } from 'yaml'
import { claudeCli } from '../../../services/anthropic/claude-cli.js'
import type { Developer } from '../../../services/anthropic/developer.js'
import { EmbeddedAnthropic } from '../../../services/anthropic/embedded-anthropic.js'
import { readOutputs, stepEnvironment } from '../../../services/runner/embedded-runner.js'
import {
  credentials,
  openStage,
  REPOSITORY,
  SITE_URL,
  type Stage,
  type StageOptions
} from '../../../services/stage.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import type { FixReport } from '../../../src/report/fix-record.js'
import { runAction } from '../../../src/run-action.js'
import { leftBehind } from './left-behind.js'
import { fixRequest, orderShop } from './order-shop.js'

export const MODEL_KEY = 'sk-ant-api03-stage-key-that-nobody-may-see-0123456789'

export interface FixRigOptions extends Partial<StageOptions> {
  /** Below `autofix:` of the policy. */
  readonly autofix?: Readonly<Record<string, unknown>>
  /** Below `diagnosis:` of the policy. */
  readonly diagnosis?: Readonly<Record<string, unknown>>
  readonly now?: () => number
  /** The caller closes it (`closeFix`); else it is gone after the test. */
  readonly kept?: true
}

export interface FixStep {
  readonly developer?: Developer
  readonly request?: Partial<FixRequest>
  readonly inputs?: Readonly<Record<string, string>>
  /** Of a workflow that is run again; by default every call is a new run. */
  readonly runId?: string
  readonly workspace?: string
  /** Base of links; a step that clones needs the rig's own. */
  readonly serverUrl?: string
}

export interface FixResult {
  readonly exitCode: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly report: FixReport | undefined
  /** Trees, folders of the agent and processes that the step left. */
  readonly left: readonly string[]
}

export interface FixRig extends Stage {
  readonly anthropic: EmbeddedAnthropic
  /** Folder of the bundle that both steps share. */
  readonly bundleFolder: string
  /** The policy file as it stands in the repository. */
  readonly policyText: string
  bundle(): FixBundle
  autofix(step: FixStep): Promise<FixResult>
  publish(step?: FixStep): Promise<FixResult>
}

const opened: (() => Promise<void>)[] = []
const kept: (() => Promise<void>)[] = []

afterEach(() => closeAll(opened))

/** Closes the rigs that several tests share. */
export function closeFix(): Promise<void> {
  return closeAll(kept)
}

async function closeAll(rigs: (() => Promise<void>)[]): Promise<void> {
  for (const close of rigs.splice(0)) await close()
}

/** The fix modes in this process with their real adapters, the real agent program, real git and real tests. */
export async function openFix({
  autofix = {},
  diagnosis,
  files,
  kept: stays,
  ...options
}: FixRigOptions = {}): Promise<FixRig> {
  const folder = mkdtempSync(join(tmpdir(), 'fix-rig-'))
  const policy = stringify({
    jira: { project: 'PPL' },
    ownership: { teams: { checkout: { github: ['@acme/checkout'] } } },
    ...(diagnosis === undefined ? {} : { diagnosis }),
    autofix: {
      base: 'develop',
      ...autofix,
      agent: {
        command: claudeCli(),
        environment: ['ANTHROPIC_BASE_URL'],
        minutes: 2,
        ...record(autofix['agent'])
      },
      verify: { repeats: 2, minutes: 1, ...record(autofix['verify']) }
    }
  })
  const stage = await openStage({
    branches: ['develop'],
    github: { teams: ['checkout', 'platform'] },
    appPermissions: { members: 'read' },
    ...options,
    files: { ...(files ?? orderShop), '.github/datadog-autofix.yml': policy }
  })
  const anthropic = new EmbeddedAnthropic({ apiKey: MODEL_KEY, developer: nobody })
  await anthropic.start()
  await fileTicket(stage.jira.url)
  const closing = stays === undefined ? opened : kept
  closing.push(async () => {
    await Promise.all([stage.stop(), anthropic.stop()])
    rmSync(folder, { recursive: true, force: true })
  })
  const bundleFolder = join(folder, 'bundle')
  let runs = 0

  async function run(mode: 'autofix' | 'publish', step: FixStep): Promise<FixResult> {
    if (step.developer) anthropic.developer = step.developer
    if (mode === 'autofix') runs += 1
    const publishing = mode === 'publish' || step.inputs?.['publish'] === 'true'
    const environment = stepEnvironment(
      {
        eventName: 'repository_dispatch',
        event: { action: 'error-autofix', client_payload: fixRequest(step.request) },
        repository: REPOSITORY,
        commit: stage.commit,
        apiUrl: stage.github.url,
        serverUrl: step.serverUrl ?? stage.github.serverUrl,
        token: credentials.githubToken,
        runId: step.runId ?? String(8000 + runs),
        env: { ANTHROPIC_BASE_URL: anthropic.url },
        inputs: {
          mode,
          'autofix-enabled': 'true',
          'fix-bundle': bundleFolder,
          ...(mode === 'autofix' ? { publish: 'false', 'anthropic-api-key': MODEL_KEY } : {}),
          ...(publishing
            ? {
                'app-token': credentials.appToken,
                'jira-base-url': SITE_URL,
                'jira-api-url': stage.jira.url,
                'jira-user-email': credentials.jiraEmail,
                'jira-api-token': credentials.jiraToken
              }
            : {}),
          ...step.inputs
        }
      },
      step.workspace
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
      const outputs = readOutputs(readFileSync(environment.outputFile, 'utf8'))
      const report = outputs['report']
      const temporary = environment.variables['RUNNER_TEMP'] ?? ''
      return {
        exitCode,
        left: leftBehind(join(temporary, 'datadog-autofix-work')),
        log: lines.join('\n'),
        outputs,
        summary: readFileSync(environment.summaryFile, 'utf8'),
        report: report ? (JSON.parse(readFileSync(report, 'utf8')) as FixReport) : undefined
      }
    } finally {
      environment.remove()
    }
  }

  return {
    ...stage,
    anthropic,
    bundleFolder,
    policyText: policy,
    bundle: () => JSON.parse(readFileSync(join(bundleFolder, 'fix.json'), 'utf8')) as FixBundle,
    autofix: (step) => run('autofix', step),
    publish: (step = {}) => run('publish', step)
  }
}

const nobody: Developer = { name: 'nobody', play: () => ({ kind: 'reply', text: 'Nobody is here.' }) }

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

/** The ticket that triage filed, with its memory. */
async function fileTicket(url: string): Promise<void> {
  const basic = Buffer.from(`${credentials.jiraEmail}:${credentials.jiraToken}`).toString('base64')
  const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' }
  const send = async (method: string, path: string, body: unknown): Promise<void> => {
    const reply = await fetch(`${url}/rest/api/3/${path}`, { method, headers, body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`Jira answered ${reply.status}: ${await reply.text()}`)
  }
  const fields = { project: { key: 'PPL' }, issuetype: { name: 'Bug' }, summary: 'TypeError in orderTotal' }
  await send('POST', 'issue', { fields })
  await send('PUT', 'issue/PPL-1/properties/datadog-autofix', {
    version: 1,
    issues: [],
    fingerprint: 'a1b2c3d4e5f60718',
    fingerprintVersion: 2,
    scoreAtFiling: 10,
    alerts: 1,
    notifiedAt: 0,
    reopens: 0,
    handedOffAt: 1,
    cycleKeys: []
  })
}
