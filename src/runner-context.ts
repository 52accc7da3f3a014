import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from './errors.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the runner tells a step about its run. https://docs.github.com/actions/reference/workflows-and-actions/variables */
export interface RunnerContext {
  readonly eventName: string
  /** The parsed event. */
  readonly payload: unknown
  readonly owner: string
  readonly repo: string
  readonly commit: string
  /** `https://github.com`, or an Enterprise Server's. */
  readonly serverUrl: string
  readonly apiUrl: string
  readonly runUrl: string
  /** Which attempt of the run this is; they never overlap. */
  readonly attempt: number
  /** Names the job to people. Jobs of a matrix share it. */
  readonly holder: string
  readonly workspace: string
  /** Folder for files that live as long as the job. */
  readonly temporaryFolder: string
  /** Folder for the JSON report. */
  readonly reportFolder: string
  readonly outputPath: string | undefined
  readonly summaryPath: string | undefined
  readonly searchPath: string
}

/** Rejects with a ConfigurationError when the process was not started by a runner. */
export async function readRunnerContext(env: Environment): Promise<RunnerContext> {
  const problems: string[] = []
  const need = (name: string): string => {
    const value = env[name] ?? ''
    if (value === '')
      problems.push(`${name} is not set. This program is started by a GitHub Actions runner, which sets it.`)
    return value
  }
  const [owner = '', repo = ''] = need('GITHUB_REPOSITORY').split('/')
  const serverUrl = need('GITHUB_SERVER_URL')
  const [runId, attempt] = [need('GITHUB_RUN_ID'), env['GITHUB_RUN_ATTEMPT'] ?? '1']
  const workspace = need('GITHUB_WORKSPACE')
  const temporaryFolder = env['RUNNER_TEMP'] ?? workspace
  const runUrl = `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`
  const context = {
    eventName: need('GITHUB_EVENT_NAME'),
    payload: await readEvent(need('GITHUB_EVENT_PATH'), problems),
    owner,
    repo,
    commit: need('GITHUB_SHA'),
    serverUrl,
    apiUrl: need('GITHUB_API_URL'),
    runUrl,
    attempt: /^\d{1,6}$/.test(attempt) ? Number(attempt) : 1,
    holder: `${runUrl}/attempts/${attempt} job ${env['GITHUB_JOB'] ?? ''}`,
    workspace,
    temporaryFolder,
    reportFolder: join(temporaryFolder, 'datadog-autofix'),
    outputPath: env['GITHUB_OUTPUT'],
    summaryPath: env['GITHUB_STEP_SUMMARY'],
    searchPath: env['PATH'] ?? ''
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return context
}

async function readEvent(path: string, problems: string[]): Promise<unknown> {
  if (path === '') return undefined
  try {
    // Invalid UTF-8 becomes U+FFFD: it can only be in text that is shown, never in an identifier that we accept.
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch (error) {
    problems.push(
      `The event file ${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`
    )
    return undefined
  }
}
