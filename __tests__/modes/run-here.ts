import { readFileSync } from 'node:fs'
import { readOutputs, stepEnvironment } from '../../services/runner/embedded-runner.js'
import { credentials, REPOSITORY, SITE_URL, type Stage } from '../../services/stage.js'
import { runAction } from '../../src/run-action.js'

export interface StepHere {
  readonly inputs?: Readonly<Record<string, string>>
  /** Of a `repository_dispatch`; without it the event is a `workflow_dispatch`. */
  readonly payload?: unknown
  /** Folder of the checkout. */
  readonly workspace?: string
  /** Beside those of a runner. */
  readonly variables?: Readonly<Record<string, string>>
}

export interface EndedStep {
  readonly exitCode: 0 | 1
  readonly outputs: Readonly<Record<string, string>>
  readonly lines: readonly string[]
  readonly summary: string
  /** The JSON report, where one was written. */
  readonly report: unknown
}

/** The whole action in this process, on the machine's own clock, with files as a runner gives them; mode `triage` by default. */
export async function runStepHere(stage: Stage, step: StepHere): Promise<EndedStep> {
  const environment = stepEnvironment(
    {
      inputs: {
        mode: 'triage',
        'datadog-api-key': credentials.datadogApiKey,
        'datadog-app-key': credentials.datadogAppKey,
        'datadog-api-url': stage.datadog.url,
        'jira-base-url': SITE_URL,
        'jira-api-url': stage.jira.url,
        'jira-user-email': credentials.jiraEmail,
        'jira-api-token': credentials.jiraToken,
        ...step.inputs
      },
      eventName: step.payload === undefined ? 'workflow_dispatch' : 'repository_dispatch',
      event: { action: 'error-triage', client_payload: step.payload },
      repository: REPOSITORY,
      commit: stage.commit,
      apiUrl: stage.github.url,
      serverUrl: stage.github.serverUrl,
      token: credentials.githubToken
    },
    step.workspace
  )
  const env = { ...environment.variables, ...step.variables }
  const lines: string[] = []
  try {
    const exitCode = await runAction({
      onCrash: () => undefined,
      env,
      read: (input) => env[`INPUT_${input.toUpperCase()}`] ?? '',
      mask: () => undefined,
      write: (line) => void lines.push(line)
    })
    const outputs = readOutputs(readFileSync(environment.outputFile, 'utf8'))
    const path = outputs['report'] ?? ''
    return {
      exitCode,
      outputs,
      lines,
      summary: readFileSync(environment.summaryFile, 'utf8'),
      report: path === '' ? undefined : (JSON.parse(readFileSync(path, 'utf8')) as unknown)
    }
  } finally {
    environment.remove()
  }
}
