import type { ServiceReply } from '../kit/service.js'
import { parseCommit, isoTime } from './commit-object.js'
import { WORKFLOW_LOGIN } from './credentials.js'
import { accountId, accountShape } from './identity.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { timeOf } from './pull-shape.js'
import { repositoryShape } from './repository.js'
import { ok, unprocessable } from './replies.js'

const READ = { name: 'checks', access: 'read' } as const

/** The checks of one commit, as they stand now. */
interface Checks {
  readonly sha: string
  readonly branch: string | null
  /** Empty before they start. */
  readonly runs: readonly string[]
  readonly startedAt: number
}

function appShape(call: Call, name: string): object {
  const origin = new URL(call.api()).origin
  const id = accountId(`app ${name}`)
  return {
    id,
    node_id: nodeId('App', id),
    slug: name,
    name,
    owner: accountShape('github', origin, 'Organization'),
    description: null,
    external_url: `https://github.com/apps/${name}`,
    html_url: `https://github.com/apps/${name}`,
    created_at: timeOf(call.repository.createdAt),
    updated_at: timeOf(call.repository.createdAt),
    permissions: { checks: 'write', metadata: 'read' },
    events: ['check_run', 'check_suite']
  }
}

/**
 * Checks start when an App or a person opens a pull request; what the token of a workflow run opens starts none.
 * https://docs.github.com/en/actions/concepts/security/github_token#when-github_token-triggers-workflow-runs
 */
async function findChecks(call: Call, sha: string): Promise<Checks> {
  const { pullRequests, checks } = call.repository
  const pull = (await pullRequests.list()).find((each) => each.headSha === sha)
  const { runs = ['test'], delayMs = 0 } = checks.plan
  const isDue = checks.isDue(sha)
  const startedAt = (pull?.createdAt ?? 0) + delayMs
  const hasBegun = pull !== undefined && pull.login !== WORKFLOW_LOGIN && isDue && call.now() >= startedAt
  return { sha, branch: pull?.head ?? null, runs: hasBegun ? runs : [], startedAt }
}

function progressOf(call: Call): { status: string; conclusion: string | null } {
  const { conclusion } = call.repository.checks.plan
  return { status: conclusion === undefined ? 'in_progress' : 'completed', conclusion: conclusion ?? null }
}

async function suiteShape(call: Call, checks: Checks, app: string): Promise<object> {
  const { sha, branch, runs } = checks
  const id = accountId(`suite ${sha} ${app}`)
  const url = call.api(`check-suites/${id}`)
  const commit = parseCommit((await call.repository.git.readObject(sha))?.content ?? Buffer.alloc(0))
  const isIdle = app !== 'github-actions'
  const at = timeOf(isIdle ? call.now() : checks.startedAt)
  return {
    id,
    node_id: nodeId('CheckSuite', id),
    head_branch: branch,
    head_sha: sha,
    ...(isIdle ? { status: 'queued', conclusion: null } : progressOf(call)),
    url,
    before: commit.parents[0] ?? null,
    after: sha,
    pull_requests: [],
    app: appShape(call, app),
    repository: repositoryShape(call),
    created_at: at,
    updated_at: at,
    head_commit: {
      id: sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: isoTime(commit.committer.seconds),
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email }
    },
    latest_check_runs_count: isIdle ? 0 : runs.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true
  }
}

function runShape(call: Call, checks: Checks, name: string): object {
  const { sha } = checks
  const id = accountId(`run ${sha} ${name}`)
  const url = call.api(`check-runs/${id}`)
  const html = call.html(`runs/${id}`)
  const progress = progressOf(call)
  return {
    id,
    node_id: nodeId('CheckRun', id),
    name,
    head_sha: sha,
    external_id: '',
    url,
    html_url: html,
    details_url: html,
    ...progress,
    started_at: timeOf(checks.startedAt),
    completed_at: progress.conclusion === null ? null : timeOf(checks.startedAt),
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`
    },
    check_suite: { id: accountId(`suite ${sha} github-actions`) },
    app: appShape(call, 'github-actions'),
    pull_requests: []
  }
}

async function commitOf(call: Call): Promise<string | ServiceReply> {
  const ref = call.request.params['ref'] ?? ''
  return (await call.repository.git.resolveCommit(ref)) ?? unprocessable(`No commit found for SHA: ${ref}`)
}

async function suites(call: Call): Promise<ServiceReply> {
  const sha = await commitOf(call)
  if (typeof sha !== 'string') return sha
  const checks = await findChecks(call, sha)
  const own = checks.runs.length > 0 ? ['github-actions'] : []
  const apps = [...(call.repository.checks.plan.idleApps ?? []), ...own]
  const page = pageOf(call, `commits/${sha}/check-suites`, apps)
  const check_suites = await Promise.all(page.items.map(async (app) => await suiteShape(call, checks, app)))
  return ok({ total_count: apps.length, check_suites }, page.headers)
}

async function runs(call: Call): Promise<ServiceReply> {
  const sha = await commitOf(call)
  if (typeof sha !== 'string') return sha
  const checks = await findChecks(call, sha)
  const name = call.request.query.get('check_name')
  const found = checks.runs.filter((each) => name === null || each === name)
  const page = pageOf(call, `commits/${sha}/check-runs`, found)
  const check_runs = page.items.map((each) => runShape(call, checks, each))
  return ok({ total_count: found.length, check_runs }, page.headers)
}

/** https://docs.github.com/en/rest/checks */
export const checkOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/commits/{ref*}/check-suites`, need: READ, answer: suites },
  { method: 'GET', path: `${REPOSITORY}/commits/{ref*}/check-runs`, need: READ, answer: runs }
]
