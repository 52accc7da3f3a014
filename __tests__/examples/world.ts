import { readFileSync } from 'node:fs'
import { EmbeddedAnthropic } from '../../services/anthropic/embedded-anthropic.js'
import { fixer } from '../../services/anthropic/working-developers.js'
import { EmbeddedDatadog } from '../../services/datadog/datadog.js'
import { nodeTypeError, seedError, type ErrorDetail } from '../../services/datadog/seeds.js'
import type { Permissions, TokenGrant } from '../../services/github/credentials.js'
import { EmbeddedGitHub } from '../../services/github/embedded-github.js'
import { defaultProject } from '../../services/jira/default-project.js'
import { EmbeddedJira } from '../../services/jira/embedded-jira.js'
import { APP_LOGIN, credentials, PROJECT, REPOSITORY, SITE_URL } from '../../services/stage.js'
import { repositoryDispatch, workflowDispatch } from '../../services/workflow/events.js'
import type { Hosting } from '../../services/workflow/hosting.js'
import type { JobRecord } from '../../services/workflow/play-job.js'
import { playEvent, type WorkflowRun } from '../../services/workflow/play-workflow.js'
import { fixedTotal, goodAnswer, orderShop, provingTest } from '../modes/fix/order-shop.js'

const MINUTE = 60_000

/** Secrets of the repository, under the names that README and examples give them. */
export const secrets = {
  DATADOG_API_KEY: credentials.datadogApiKey,
  DATADOG_APP_KEY: credentials.datadogAppKey,
  JIRA_API_TOKEN: credentials.jiraToken,
  ANTHROPIC_API_KEY: 'sk-ant-api03-key-of-the-examples-0123456789',
  AUTOFIX_APP_PRIVATE_KEY: 'private key of the App of the examples'
} as const

const vars = {
  JIRA_BASE_URL: SITE_URL,
  JIRA_USER_EMAIL: credentials.jiraEmail,
  AUTOFIX_ENABLED: 'true',
  AUTOFIX_APP_CLIENT_ID: 'Iv23liExamples0000001'
} as const

export const POLICY = `jira: { project: ${PROJECT} }
ownership:
  teams:
    checkout: { github: ['@acme/checkout'] }
  default: checkout
autofix:
  base: develop
  agent: { environment: [ANTHROPIC_BASE_URL] }
  verify: { repeats: 1 }
`

/** Tokens that people put into Datadog's webhook. */
export const webhookTokens = {
  contents: 'github_pat_webhook_with_contents_write',
  actions: 'github_pat_webhook_with_actions_write'
} as const

/** A file of `examples/workflows`. */
export function example(name: string): string {
  return readFileSync(new URL(`../../examples/workflows/${name}`, import.meta.url), 'utf8')
}

/** The text with one part of it changed; the part has to be there. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`The workflow has no ${JSON.stringify(from)}`)
  return text.replace(from, () => to)
}

export interface World {
  readonly datadog: EmbeddedDatadog
  readonly jira: EmbeddedJira
  readonly github: EmbeddedGitHub
  readonly hosting: Hosting
  /** An error in production, in the file that the repository's fix mends. Returns its issue's id. */
  seed(detail?: ErrorDetail): string
  /** A webhook's POST to GitHub's API. Returns the status. */
  post(path: string, token: string, body: object): Promise<number>
  /** Plays what the newest `repository_dispatch` starts, or the newest `workflow_dispatch`. */
  playNewest(kind?: 'repository' | 'workflow'): Promise<readonly WorkflowRun[]>
  stop(): Promise<void>
}

export interface WorldOptions {
  /** Workflows of the default branch by name, in the folder `.github/workflows`. */
  readonly workflows: Readonly<Record<string, string>>
  readonly shared?: Readonly<Record<string, string>>
  /** Secrets that the repository lacks. */
  readonly without?: readonly (keyof typeof secrets)[]
  readonly files?: Readonly<Record<string, string>>
}

export async function openWorld({
  workflows,
  shared = {},
  without = [],
  files
}: WorldOptions): Promise<World> {
  const tokens: TokenGrant[] = [
    webhookToken(webhookTokens.contents, { metadata: 'read', contents: 'write' }),
    webhookToken(webhookTokens.actions, { metadata: 'read', actions: 'write' })
  ]
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const { datadogApiKey: apiKey, datadogAppKey: appKey, jiraEmail: email, jiraToken: apiToken } = credentials
  const now = Date.now
  const datadog = new EmbeddedDatadog({ now, apiKey, appKey })
  const projects = [defaultProject(PROJECT)]
  const jira = new EmbeddedJira({ now, email, apiToken, siteUrl: SITE_URL, indexLagMs: 0, projects })
  const github = new EmbeddedGitHub({ now, owner, repo, tokens })
  const work = { reads: [fixedTotal.path], edits: [fixedTotal], writes: [provingTest], answer: goodAnswer }
  const anthropic = new EmbeddedAnthropic({ apiKey: secrets.ANTHROPIC_API_KEY, developer: fixer(work) })
  const services = [datadog, jira, github, anthropic]
  await Promise.all(services.map((each) => each.start()))
  const paths = Object.fromEntries(
    Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text])
  )
  const policy = { '.github/datadog-autofix.yml': POLICY }
  const commit = await github.seedFiles({ ...orderShop, ...(files ?? policy), ...paths })
  await github.addBranch('develop')
  const hosting: Hosting = {
    github,
    tokens,
    repository: REPOSITORY,
    secrets: Object.fromEntries(
      Object.entries(secrets).filter(([name]) => !without.includes(name as keyof typeof secrets))
    ),
    vars,
    apps: [
      {
        clientId: vars.AUTOFIX_APP_CLIENT_ID,
        privateKey: secrets.AUTOFIX_APP_PRIVATE_KEY,
        login: APP_LOGIN,
        permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'read' }
      }
    ],
    workflows: paths,
    shared,
    addresses: (inputs) => ({
      inputs: {
        ...('datadog-api-key' in inputs ? { 'datadog-api-url': datadog.url } : {}),
        ...('jira-base-url' in inputs ? { 'jira-api-url': jira.url } : {})
      },
      env: 'anthropic-api-key' in inputs ? { ANTHROPIC_BASE_URL: anthropic.url } : {}
    })
  }
  return {
    datadog,
    jira,
    github,
    hosting,
    seed: (detail = {}) => {
      const culprit = { file: fixedTotal.path, line: 3, column: 62, ...detail.culprit }
      const times = Array.from({ length: 20 }, (_, index) => Date.now() - MINUTE - index * 10_000)
      return seedError(datadog, nodeTypeError({ commit, ...detail, culprit }), times).id
    },
    post: async (path, token, body) => {
      const reply = await fetch(`${github.url}/repos/${REPOSITORY}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
        body: JSON.stringify(body)
      })
      return reply.status
    },
    playNewest: async (kind = 'repository') => {
      const [hook, call] = [github.dispatches.at(-1), github.workflowDispatches.at(-1)]
      const event =
        kind === 'repository'
          ? hook && repositoryDispatch(hook, REPOSITORY)
          : call && workflowDispatch(call, REPOSITORY)
      if (!event) throw new Error(`Nothing was dispatched (${kind})`)
      return await playEvent(hosting, event)
    },
    stop: async () => {
      await Promise.all(services.map((each) => each.stop()))
    }
  }
}

function webhookToken(token: string, permissions: Permissions): TokenGrant {
  return { token, login: 'datadog-webhook', permissions }
}

/** Names of the secrets that stand in what the processes of a job were given. */
export function secretsGivenTo({ steps }: JobRecord): readonly string[] {
  const given = steps.flatMap((step) => Object.values(step.given)).join('\n')
  return Object.entries(secrets).flatMap(([name, value]) => (given.includes(value) ? [name] : []))
}

/** The last step of a job: our action, in every example but for what comes after the fix. */
export function outputsOf(run: WorkflowRun | undefined, job: string): Readonly<Record<string, string>> {
  const record = run?.jobs.find(({ id }) => id === job)
  const ours = record?.steps.find(({ report }) => report !== undefined)
  if (!ours) {
    const logs = record?.steps.flatMap(({ name, log }) => [name, ...log.map((line) => `  ${line}`)])
    throw new Error(
      `Our action did not end in the job ${job}:\n${logs?.join('\n') ?? 'there is no such job'}`
    )
  }
  return ours.outputs
}
