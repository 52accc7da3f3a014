import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readManifest } from './manifest.js'
import { RunnerLog, type Annotation } from './runner-log.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The committed bundle: what a workflow runs. */
export const bundle = join(root, 'dist/index.js')

export interface StepOptions {
  /** `with:` of the step; what is absent takes the default of action.yml, as on a runner. */
  readonly inputs: Readonly<Record<string, string>>
  readonly eventName: string
  readonly event: unknown
  readonly repository: string
  readonly commit: string
  /** Base of GitHub's API. */
  readonly apiUrl: string
  /** Address of GitHub for people and for git. Default `https://github.com`. */
  readonly serverUrl?: string
  /** Variables of the job beside the runner's own. */
  readonly env?: Readonly<Record<string, string>>
  /** Folder of the checkout; an empty one when absent. */
  readonly workspace?: string
  /** Value of `github.token`. */
  readonly token: string
  readonly runId?: string
  readonly runAttempt?: string
  /** Node to run the bundle with. Default: the one that runs us. */
  readonly node?: string
  readonly script?: string
  /** Each line of the step's log as people see it, as it comes: commands are carried out, masked values are hidden. */
  readonly onLine?: (line: string) => void
  /** The process has started; its end is told by the result alone. */
  readonly onStart?: (processId: number) => void
  /** The process has ended, and its files are still there: folder of the runner, with the step's temporary folder in it. */
  readonly onFiles?: (folder: string) => void
}

export interface StepResult {
  /** `null` when a signal ended the process. */
  readonly exitCode: number | null
  /** Standard output as the process wrote it, commands included. */
  readonly stdout: string
  readonly stderr: string
  /** The log as people see it. */
  readonly log: readonly string[]
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** The JSON report, when one was written. */
  readonly report: unknown
  readonly durationMs: number
}

/** The environment of a step with the files behind it; they live until `remove`. */
export interface StepEnvironment {
  readonly variables: Readonly<Record<string, string>>
  readonly outputFile: string
  readonly summaryFile: string
  /** Where all of it is. */
  readonly folder: string
  remove(): void
}

/** Runs a step as a GitHub Actions runner does: a child process, with files for event, outputs and summary. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const environment = stepEnvironment(options, options.workspace)
  try {
    const started = performance.now()
    const ended = await start(options, environment.variables)
    const durationMs = performance.now() - started
    options.onFiles?.(environment.folder)
    const outputs = readOutputs(wholeOutputs(environment.outputFile, ended.exitCode))
    return {
      ...ended,
      outputs,
      summary: readFileSync(environment.summaryFile, 'utf8'),
      report: outputs['report']
        ? (JSON.parse(readFileSync(outputs['report'], 'utf8')) as unknown)
        : undefined,
      durationMs
    }
  } finally {
    environment.remove()
  }
}

/** A process that was killed may have left the last output half-written: a runner does not read the outputs of such a step. */
function wholeOutputs(file: string, exitCode: number | null): string {
  return exitCode === null ? '' : readFileSync(file, 'utf8')
}

/** What a runner sets for a step; an empty workspace is made where none is given. */
export function stepEnvironment(options: StepOptions, workspace: string | undefined): StepEnvironment {
  const home = mkdtempSync(join(tmpdir(), 'runner-'))
  const file = (name: string, content: string): string => {
    writeFileSync(join(home, name), content)
    return join(home, name)
  }
  const temp = join(home, 'temp')
  const place = workspace ?? join(home, 'workspace')
  mkdirSync(temp)
  mkdirSync(place, { recursive: true })
  const [outputFile, summaryFile] = [file('output', ''), file('summary.md', '')]
  const event = typeof options.event === 'string' ? options.event : JSON.stringify(options.event)
  const inputs = { ...defaultsOf(options.token, temp), ...options.inputs }
  const variables = {
    PATH: process.env['PATH'] ?? '',
    HOME: temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: options.eventName,
    GITHUB_EVENT_PATH: file('event.json', event),
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_REPOSITORY: options.repository,
    GITHUB_SHA: options.commit,
    GITHUB_SERVER_URL: options.serverUrl ?? 'https://github.com',
    GITHUB_API_URL: options.apiUrl,
    GITHUB_RUN_ID: options.runId ?? '1001',
    GITHUB_RUN_ATTEMPT: options.runAttempt ?? '1',
    GITHUB_JOB: 'triage',
    GITHUB_WORKSPACE: place,
    RUNNER_TEMP: temp,
    ...options.env,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
        value
      ])
    )
  }
  const remove = (): void => rmSync(home, { recursive: true, force: true })
  return { variables, outputFile, summaryFile, folder: home, remove }
}

function defaultsOf(token: string, temp: string): Record<string, string> {
  const { inputs } = readManifest()
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: value }]) => [
      name,
      (value ?? '').replaceAll('${{ github.token }}', token).replaceAll('${{ runner.temp }}', temp)
    ])
  )
}

function start(
  { node = process.execPath, script = bundle, onLine, onStart }: StepOptions,
  env: Readonly<Record<string, string>>
): Promise<Pick<StepResult, 'exitCode' | 'stdout' | 'stderr' | 'log' | 'annotations'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [script], {
      env,
      cwd: env['GITHUB_WORKSPACE'],
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const log = new RunnerLog()
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const complete = (stdout.slice(stdout.lastIndexOf('\n') + 1) + text).split('\n').slice(0, -1)
      stdout += text
      for (const line of complete) {
        const shown = log.show(line)
        if (onLine && shown !== undefined) onLine(shown)
      }
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('spawn', () => {
      if (child.pid !== undefined) onStart?.(child.pid)
    })
    child.on('close', (exitCode) =>
      resolve({ exitCode, stdout, stderr, log: log.lines, annotations: log.annotations })
    )
  })
}

/** What a step set; the runner's own format: `name=value` or `name<<delimiter`, lines, delimiter. */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const [, name = '', delimiter = ''] = /^([^=<]+)<<(.+)$/.exec(lines[index] ?? '') ?? []
    if (name === '') continue
    const end = lines.indexOf(delimiter, index + 1)
    if (end < 0) throw new Error(`The output "${name}" has no end`)
    outputs[name] = lines.slice(index + 1, end).join('\n')
    index = end
  }
  return outputs
}
