import { EmbeddedDatadog, type DatadogOptions } from './datadog/datadog.js'
import type { Permissions } from './github/credentials.js'
import { EmbeddedGitHub, type EmbeddedGitHubOptions } from './github/embedded-github.js'
import { defaultProject } from './jira/default-project.js'
import { EmbeddedJira, type EmbeddedJiraOptions } from './jira/embedded-jira.js'
import { runStep, type StepOptions, type StepResult } from './runner/embedded-runner.js'

/** Credentials of the stage. They have the look of the real ones, so that a leak is found by its look as well as by its value. */
export const credentials = {
  datadogApiKey: '4f0cbb2a7d8e91356c20afbe74d1839c',
  datadogAppKey: '9b7e1c5d3f2a806418ce7fb5d90a63e2417c8f05',
  jiraEmail: 'triage-bot@example.com',
  jiraToken: 'ATATT3xFfGF0stageTokenThatNobodyMaySee0123456789=A1B2C3D4',
  githubToken: 'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
  appToken: 'ghs_8fB2d7Kq40ZxVw93LmTn5RyCpE61HsJgUa0D'
} as const

export const REPOSITORY = 'acme/shop'
export const SITE_URL = 'https://acme.atlassian.net'
export const PROJECT = 'PPL'

/** Login of the App whose installation token publishes. */
export const APP_LOGIN = 'acme-autofix[bot]'

export interface StageOptions {
  /** Files of the repository's default branch; the policy file is among them, or the step has to bring its own. */
  readonly files: Readonly<Record<string, string>>
  readonly jiraIndexLagMs?: number
  /** Branches beside the default one, all at its head. */
  readonly branches?: readonly string[]
  /** What the App may beyond contents, pull requests and checks. */
  readonly appPermissions?: Partial<Permissions>
  /** Milliseconds since the epoch from which on the App's token is unknown. Absent: it stays good. */
  readonly appTokenExpiresAt?: number
  readonly github?: Partial<
    Pick<
      EmbeddedGitHubOptions,
      | 'teams'
      | 'collaborators'
      | 'draftsSupported'
      | 'actionsMayOpenPullRequests'
      | 'rateLimit'
      | 'secondaryLimits'
    >
  >
  readonly datadog?: Partial<Pick<DatadogOptions, 'rateLimits'>>
  readonly jira?: Partial<Pick<EmbeddedJiraOptions, 'burst' | 'perIssueWrites'>>
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
  /** Runs `mode: autofix` (the fix job: no Jira, no App) or `mode: publish`, with everything it needs. */
  fix(mode: 'autofix' | 'publish', step: Partial<StepOptions>): Promise<StepResult>
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

export async function openStage(options: StageOptions): Promise<Stage> {
  const { files, jiraIndexLagMs = 0, now = Date.now, branches = [], appTokenExpiresAt } = options
  const datadog = new EmbeddedDatadog({
    now,
    apiKey: credentials.datadogApiKey,
    appKey: credentials.datadogAppKey,
    ...options.datadog
  })
  const jira = new EmbeddedJira({
    now,
    email: credentials.jiraEmail,
    apiToken: credentials.jiraToken,
    siteUrl: SITE_URL,
    indexLagMs: jiraIndexLagMs,
    projects: [defaultProject(PROJECT)],
    ...options.jira
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
        permissions: { metadata: 'read', contents: 'write', pull_requests: 'read', deployments: 'read' }
      },
      {
        token: credentials.appToken,
        login: APP_LOGIN,
        permissions: {
          ...{ metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'read' },
          ...options.appPermissions
        },
        ...(appTokenExpiresAt === undefined ? {} : { expiresAt: appTokenExpiresAt })
      }
    ],
    ...options.github
  })
  await Promise.all([datadog.start(), jira.start(), github.start()])
  const commit = await github.seedFiles(files)
  for (const branch of branches) await github.addBranch(branch)
  const services = [datadog.service, jira.service, github.service]
  const datadogInputs = {
    'datadog-api-key': credentials.datadogApiKey,
    'datadog-app-key': credentials.datadogAppKey,
    'datadog-api-url': datadog.url
  }
  const jiraInputs = {
    'jira-base-url': SITE_URL,
    'jira-api-url': jira.url,
    'jira-user-email': credentials.jiraEmail,
    'jira-api-token': credentials.jiraToken
  }
  const appInputs = { 'app-token': credentials.appToken }
  let runs = 0

  function run(step: Partial<StepOptions>, inputs: Readonly<Record<string, string>>): Promise<StepResult> {
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
      inputs: { ...inputs, ...step.inputs }
    })
  }

  return {
    datadog,
    jira,
    github,
    commit,
    fix: (mode, step) =>
      run(step, mode === 'autofix' ? { mode, publish: 'false' } : { mode, ...jiraInputs, ...appInputs }),
    triage: (step) => run(step, { mode: 'triage', ...datadogInputs, ...jiraInputs }),
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
