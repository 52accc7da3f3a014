import { readFileSync } from 'node:fs'
import { shop } from '../../../demo/shop.js'
import { stepEnvironment, type StepOptions } from '../../../services/runner/embedded-runner.js'
import type { LoggedRequest } from '../../../services/kit/service.js'
import { credentials, openStage, REPOSITORY, SITE_URL, type Stage } from '../../../services/stage.js'
import { runAction } from '../../../src/run-action.js'
import type { VendorName } from '../../privacy/plant-replies.js'
import { openReplyProxy, type PassingReply } from '../../privacy/reply-proxy.js'

/** Gives the body that stands for a vendor's own. */
export type Rewrite = (vendor: VendorName, reply: PassingReply) => Buffer

/** What a run left in each sink. */
export interface PlayedRun {
  readonly exitCode: number
  /** Standard output, masks included. */
  readonly output: string
  /** The file of outputs, as it was written. */
  readonly outputFile: string
  readonly summary: string
  /** The JSON report as text; empty when none was written. */
  readonly report: string
  readonly requests: readonly LoggedRequest[]
}

export interface HostileStage {
  readonly stage: Stage
  /** Triage in this process, with files as a runner gives them. */
  play(step: Partial<StepOptions>, rewrite?: Rewrite): Promise<PlayedRun>
  stop(): Promise<void>
}

export interface HostileStageOptions {
  /** Files of the repository, beside those of the shop. */
  readonly files?: Readonly<Record<string, string>>
  /** Further sections of the policy. */
  readonly policy?: string
}

const policyPath = '.github/datadog-autofix.yml'

/** The three vendors behind proxies that put other words into their mouths. */
export async function openHostileStage({
  files = {},
  policy = ''
}: HostileStageOptions = {}): Promise<HostileStage> {
  const stage = await openStage({
    files: { ...shop, ...files, [policyPath]: `${shop[policyPath] ?? ''}${policy}` }
  })
  let current: Rewrite | undefined
  const open = (vendor: VendorName) =>
    openReplyProxy(stage[vendor].url, (reply) => current?.(vendor, reply) ?? reply.body)
  const [datadog, jira, github] = await Promise.all([open('datadog'), open('jira'), open('github')])
  return {
    stage,
    play: async (step, rewrite) => {
      current = rewrite
      for (const vendor of [stage.datadog, stage.jira, stage.github]) vendor.service.clearLog()
      const urls = { datadog: datadog.url, jira: jira.url, github: github.url }
      const run = await runHere(stepOf(stage, urls, step))
      const requests = [stage.datadog, stage.jira, stage.github].flatMap(({ service }) => service.requests)
      return { ...run, requests: [...requests] }
    },
    stop: async () => {
      await Promise.all([stage.stop(), datadog.stop(), jira.stop(), github.stop()])
    }
  }
}

let runs = 0

function stepOf(
  stage: Stage,
  urls: Readonly<Record<VendorName, string>>,
  step: Partial<StepOptions>
): StepOptions {
  runs += 1
  return {
    eventName: 'workflow_dispatch',
    event: {},
    repository: REPOSITORY,
    commit: stage.commit,
    token: credentials.githubToken,
    runId: String(6000 + runs),
    ...step,
    apiUrl: urls.github,
    inputs: {
      mode: 'triage',
      'datadog-api-key': credentials.datadogApiKey,
      'datadog-app-key': credentials.datadogAppKey,
      'datadog-api-url': urls.datadog,
      'jira-base-url': SITE_URL,
      'jira-api-url': urls.jira,
      'jira-user-email': credentials.jiraEmail,
      'jira-api-token': credentials.jiraToken,
      'autofix-enabled': 'true',
      ...step.inputs
    }
  }
}

/** The whole action in this process, as it is between a runner's files. */
export async function runHere(options: StepOptions): Promise<Omit<PlayedRun, 'requests'>> {
  const environment = stepEnvironment(options, options.workspace)
  const lines: string[] = []
  try {
    const exitCode = await runAction({
      onCrash: () => undefined,
      env: environment.variables,
      read: (input) => environment.variables[`INPUT_${input.toUpperCase()}`] ?? '',
      mask: (secret) => void lines.push(`::add-mask::${secret}`),
      write: (line) => void lines.push(line)
    })
    const outputFile = readFileSync(environment.outputFile, 'utf8')
    const report = /^report<<(\S+)\n(.*)\n\1$/m.exec(outputFile)?.[2]
    return {
      exitCode,
      output: lines.join('\n'),
      outputFile,
      summary: readFileSync(environment.summaryFile, 'utf8'),
      report: report === undefined ? '' : readFileSync(report, 'utf8')
    }
  } finally {
    environment.remove()
  }
}
