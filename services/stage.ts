import { EmbeddedDatadog } from './datadog/datadog.js'
import { EmbeddedGitHub } from './github/embedded-github.js'
import { defaultProject } from './jira/default-project.js'
import { EmbeddedJira } from './jira/embedded-jira.js'
import { runStep, type StepOptions, type StepResult } from './runner/embedded-runner.js'

/** Credentials of the stage. They have the look of the real ones, so that a leak is found by its look as well as by its value. */
export const credentials = {
  datadogApiKey: '4f0cbb2a7d8e91356c20afbe74d1839c',
  datadogAppKey: '9b7e1c5d3f2a806418ce7fb5d90a63e2417c8f05',
  jiraEmail: 'triage-bot@example.com',
  jiraToken: 'ATATT3xFfGF0stageTokenThatNobodyMaySee0123456789=A1B2C3D4',
  githubToken: 'ghs_16C7e42F292c6912E7710c838347Ae178B4a'
} as const

export const REPOSITORY = 'acme/shop'
export const SITE_URL = 'https://acme.atlassian.net'
export const PROJECT = 'PPL'

export interface StageOptions {
  /** Files of the repository's default branch; the policy file is among them, or the step has to bring its own. */
  readonly files: Readonly<Record<string, string>>
  readonly jiraIndexLagMs?: number
  /** Milliseconds since the epoch; the services' clock. */
  readonly now?: () => number
}

/** The three vendors on loopback ports, and a runner to start the action between them. */
export interface Stage {
  readonly datadog: EmbeddedDatadog
  readonly jira: EmbeddedJira
  readonly github: EmbeddedGitHub
  /** Head of the default branch. */
  readonly commit: string
  /** Runs `mode: triage` with everything it needs; `step` changes any of it. */
  triage(step: Partial<StepOptions>): Promise<StepResult>
  /** Requests since the last call, in the order in which they came in. */
  takeRequests(): readonly {
    readonly service: string
    readonly method: string
    readonly path: string
    readonly status: number
  }[]
  stop(): Promise<void>
}

export async function openStage({ files, jiraIndexLagMs = 0, now = Date.now }: StageOptions): Promise<Stage> {
  const datadog = new EmbeddedDatadog({
    now,
    apiKey: credentials.datadogApiKey,
    appKey: credentials.datadogAppKey
  })
  const jira = new EmbeddedJira({
    now,
    email: credentials.jiraEmail,
    apiToken: credentials.jiraToken,
    siteUrl: SITE_URL,
    indexLagMs: jiraIndexLagMs,
    projects: [defaultProject(PROJECT)]
  })
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const github = new EmbeddedGitHub({
    now,
    owner,
    repo,
    tokens: [
      {
        token: credentials.githubToken,
        login: 'github-actions[bot]',
        permissions: { metadata: 'read', contents: 'write' }
      }
    ]
  })
  await Promise.all([datadog.start(), jira.start(), github.start()])
  const commit = await github.seedFiles(files)
  const services = [datadog.service, jira.service, github.service]
  let runs = 0

  return {
    datadog,
    jira,
    github,
    commit,
    triage: (step) => {
      runs += 1
      return runStep({
        eventName: 'workflow_dispatch',
        event: {},
        repository: REPOSITORY,
        commit,
        apiUrl: github.url,
        token: credentials.githubToken,
        runId: String(7000 + runs),
        ...step,
        inputs: {
          mode: 'triage',
          'datadog-api-key': credentials.datadogApiKey,
          'datadog-app-key': credentials.datadogAppKey,
          'datadog-api-url': datadog.url,
          'jira-base-url': SITE_URL,
          'jira-api-url': jira.url,
          'jira-user-email': credentials.jiraEmail,
          'jira-api-token': credentials.jiraToken,
          ...step.inputs
        }
      })
    },
    takeRequests: () => {
      const requests = services.flatMap((service) => service.requests).sort((a, b) => a.at - b.at)
      for (const service of services) service.clearLog()
      return requests
    },
    stop: async () => {
      await Promise.all([datadog.stop(), jira.stop(), github.stop()])
    }
  }
}
