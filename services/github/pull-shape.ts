import type { BareRepository } from './bare-repository.js'
import { isoTime } from './commit-object.js'
import { WORKFLOW_LOGIN } from './credentials.js'
import type { HostedComment, HostedPullRequest } from './hosted-pull-request.js'
import { accountId, accountShape, isBot } from './identity.js'
import { nodeId, type Call } from './operation.js'
import { repositoryShape } from './repository.js'

/** Milliseconds as the API writes them; `null` for what has not happened. */
export function timeOf(ms: number): string
export function timeOf(ms: number | undefined): string | null
export function timeOf(ms: number | undefined): string | null {
  return ms === undefined ? null : isoTime(Math.floor(ms / 1000))
}

export function userShape(call: Call, login: string): object {
  return accountShape(login, new URL(call.api()).origin)
}

/** Number of a pull request beside the one that people see. */
function idOf(call: Call, pull: HostedPullRequest): number {
  return accountId(`pull ${call.repository.id}`) + pull.number
}

export function labelShape(call: Call, name: string): { readonly id: number; readonly name: string } {
  const id = accountId(`label ${call.repository.id} ${name.toLowerCase()}`)
  return {
    id,
    name,
    ...{ node_id: nodeId('Label', id), url: call.api(`labels/${name}`) },
    ...{ color: 'ededed', default: false, description: '' }
  }
}

export function teamShape(call: Call, slug: string): object {
  const { owner } = call.repository
  const origin = new URL(call.api()).origin
  const id = accountId(`team ${owner}/${slug}`)
  const url = `${origin}/organizations/${accountId(owner)}/team/${id}`
  return {
    id,
    node_id: nodeId('Team', id),
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'push',
    type: 'organization',
    url,
    html_url: `https://github.com/orgs/${owner}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null
  }
}

function sideShape(call: Call, ref: string, sha: string): object {
  const { owner } = call.repository
  return {
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: accountShape(owner, new URL(call.api()).origin, 'Organization'),
    repo: repositoryShape(call)
  }
}

function addressesOf(call: Call, pull: HostedPullRequest): object {
  const url = call.api(`pulls/${pull.number}`)
  const issue = call.api(`issues/${pull.number}`)
  const html = call.html(`pull/${pull.number}`)
  const statuses = call.api(`statuses/${pull.headSha}`)
  const comments = `${issue}/comments`
  const reviewComment = call.api('pulls/comments{/number}').replace('%7B/number%7D', '{/number}')
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: reviewComment,
    comments_url: comments,
    statuses_url: statuses,
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: comments },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: reviewComment },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses }
    }
  }
}

function associationOf(login: string): string {
  return login === WORKFLOW_LOGIN || isBot(login) ? 'CONTRIBUTOR' : 'MEMBER'
}

/** As lists show it. */
export function pullListShape(call: Call, pull: HostedPullRequest): object {
  const id = idOf(call, pull)
  return {
    id,
    node_id: nodeId('PullRequest', id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userShape(call, pull.login),
    body: pull.body,
    labels: pull.labels.map((name) => labelShape(call, name)),
    milestone: null,
    active_lock_reason: null,
    created_at: timeOf(pull.createdAt),
    updated_at: timeOf(pull.updatedAt),
    closed_at: timeOf(pull.closedAt),
    merged_at: timeOf(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.reviewers.map((login) => userShape(call, login)),
    requested_teams: pull.teams.map((slug) => teamShape(call, slug)),
    head: sideShape(call, pull.head, pull.headSha),
    base: sideShape(call, pull.base, pull.baseSha),
    author_association: associationOf(pull.login),
    auto_merge: null,
    draft: pull.draft,
    ...addressesOf(call, pull)
  }
}

interface Extent {
  readonly commits: number
  readonly changed_files: number
  readonly additions: number
  readonly deletions: number
}

/** What is between the base and the head, counted by git. */
async function extentOf(call: Call, pull: HostedPullRequest): Promise<Extent> {
  const { git } = call.repository
  const count = await git.attemptOnce(['rev-list', '--count', `${pull.baseSha}..${pull.headSha}`])
  if (count.code !== 0) throw new Error(`git could not count the commits of #${pull.number}: ${count.stderr}`)
  const commits = Number(count.stdout.toString('utf8'))
  const diff = await git.attemptOnce(['diff', '--numstat', `${pull.baseSha}...${pull.headSha}`])
  const lines = diff.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  const sum = (column: number): number =>
    lines.reduce((total, line) => total + (Number(line.split('\t')[column]) || 0), 0)
  return { commits, changed_files: lines.length, additions: sum(0), deletions: sum(1) }
}

async function mergesCleanly(git: BareRepository, base: string, head: string): Promise<boolean> {
  // What is built on the base is its own merge.
  if (await git.isAncestor(base, head)) return true
  return (await git.attemptOnce(['merge-tree', '--write-tree', base, head])).code === 0
}

/** As its own reply shows it. */
export async function pullShape(call: Call, pull: HostedPullRequest): Promise<object> {
  const { git, pullRequests } = call.repository
  const base = (await git.head(pull.base)) ?? pull.baseSha
  const isOpen = pull.state === 'open'
  const isMergeable = isOpen && (await mergesCleanly(git, base, pull.headSha))
  const clean = pull.draft ? 'draft' : 'clean'
  return {
    ...pullListShape(call, pull),
    merged: pull.mergedAt !== undefined,
    merged_by: pull.mergedBy === undefined ? null : userShape(call, pull.mergedBy),
    mergeable: isOpen ? isMergeable : null,
    mergeable_state: isOpen ? (isMergeable ? clean : 'dirty') : 'unknown',
    rebaseable: isOpen ? isMergeable : null,
    comments: pullRequests.comments(pull.number).length,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    ...(await extentOf(call, pull))
  }
}

/** A pull request as the issue that it is too. */
export function issueShape(call: Call, pull: HostedPullRequest): object {
  const url = call.api(`issues/${pull.number}`)
  const html = call.html(`pull/${pull.number}`)
  const id = idOf(call, pull)
  return {
    id,
    node_id: nodeId('PullRequest', id),
    number: pull.number,
    url,
    repository_url: call.api(),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    title: pull.title,
    user: userShape(call, pull.login),
    labels: pull.labels.map((name) => labelShape(call, name)),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: call.repository.pullRequests.comments(pull.number).length,
    created_at: timeOf(pull.createdAt),
    updated_at: timeOf(pull.updatedAt),
    closed_at: timeOf(pull.closedAt),
    author_association: associationOf(pull.login),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: call.api(`pulls/${pull.number}`),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: timeOf(pull.mergedAt)
    },
    body: pull.body,
    state_reason: null
  }
}

export function commentShape(call: Call, comment: HostedComment): object {
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: call.api(`issues/comments/${comment.id}`),
    html_url: `${call.html(`pull/${comment.pullRequest}`)}#issuecomment-${comment.id}`,
    issue_url: call.api(`issues/${comment.pullRequest}`),
    body: comment.body,
    user: userShape(call, comment.login),
    created_at: timeOf(comment.createdAt),
    updated_at: timeOf(comment.updatedAt),
    author_association: associationOf(comment.login)
  }
}
