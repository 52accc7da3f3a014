import { shop } from '../../demo/shop.js'
import type { StepOptions, StepResult } from '../../services/runner/embedded-runner.js'
import { openStage, type Stage } from '../../services/stage.js'
import { plantReply, type VendorName } from './plant-replies.js'
import { Planter, type PlanterOptions } from './planter.js'
import { openReplyProxy } from './reply-proxy.js'

export type PrivacyMode = 'standard' | 'strict'

/** A text that left this machine or that the runner shows, and where it went. */
export interface Sent {
  readonly where: string
  readonly text: string
}

export interface Played {
  readonly result: StepResult
  /** Everything that left in this run. */
  readonly sent: readonly Sent[]
}

export interface PrivacyStage {
  readonly stage: Stage
  readonly planter: Planter
  /** Runs the action behind proxies that plant data into whatever the vendors say. */
  play(step: Partial<StepOptions>): Promise<Played>
  stop(): Promise<void>
}

export interface PrivacyStageOptions extends PlanterOptions {
  readonly mode: PrivacyMode
  /** Files of the repository, beside those of the shop. */
  readonly files?: Readonly<Record<string, string>>
  /** Policy without its section on privacy. Default: the shop's. */
  readonly policy?: string
}

export async function openPrivacyStage({
  mode,
  files,
  policy = shop['.github/datadog-autofix.yml'] ?? '',
  ...options
}: PrivacyStageOptions): Promise<PrivacyStage> {
  const planter = new Planter(options)
  const stage = await openStage({
    files: { ...shop, '.github/datadog-autofix.yml': `${policy}privacy:\n  mode: ${mode}\n`, ...files }
  })
  const open = (vendor: VendorName) => openReplyProxy(stage[vendor].url, plantReply(vendor, planter))
  const [datadog, jira, github] = await Promise.all([open('datadog'), open('jira'), open('github')])
  return {
    stage,
    planter,
    play: async (step) => {
      for (const vendor of [stage.datadog, stage.jira, stage.github]) vendor.service.clearLog()
      const result = await stage.triage({
        ...step,
        apiUrl: github.url,
        inputs: { 'datadog-api-url': datadog.url, 'jira-api-url': jira.url, ...step.inputs }
      })
      return { result, sent: everythingSent(stage, result) }
    },
    stop: async () => {
      await Promise.all([stage.stop(), datadog.stop(), jira.stop(), github.stop()])
    }
  }
}

/** Requests with their headers, and what the step left for the runner and for people. */
export function everythingSent(stage: Stage, result: StepResult): readonly Sent[] {
  const requests = [stage.datadog, stage.jira, stage.github].flatMap(({ service }) => service.requests)
  const { stdout, stderr, outputs, summary, report } = result
  return [
    ...requests.flatMap(({ service, method, path, body, headers }) => {
      const where = `${service} ${method} ${path.replace(/\?.*/, '').slice(0, 80)}`
      return [
        { where: `URL of ${where}`, text: decode(path) },
        { where: `body of ${where}`, text: body },
        ...Object.entries(headers).map(([name, text]) => ({ where: `header ${name} of ${where}`, text }))
      ]
    }),
    { where: 'stdout', text: withoutMasks(stdout) },
    { where: 'stderr', text: stderr },
    { where: 'outputs', text: JSON.stringify(outputs) },
    { where: 'summary', text: summary },
    { where: 'report', text: JSON.stringify(report) ?? '' }
  ]
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The runner takes these lines out of the log. */
function withoutMasks(stdout: string): string {
  return stdout
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n')
}

/** What leaked, one line each: the datum, where it was planted and where it came out. */
export function findLeaks({ plantings }: Planter, sent: readonly Sent[]): readonly string[] {
  return plantings.flatMap(({ kind, place, core }) =>
    sent.flatMap(({ where, text }) => {
      const at = text.indexOf(core)
      return at < 0
        ? []
        : [`${kind} of ${place} in ${where}: …${text.slice(Math.max(0, at - 60), at + core.length + 10)}…`]
    })
  )
}
