import type { ServiceReply } from '../kit/service.js'
import { isoTime } from './commit-object.js'
import { isGranted, type TokenGrant } from './credentials.js'
import { accountShape } from './identity.js'
import { nodeId, REPOSITORY, type Call, type HostedRepository, type Operation } from './operation.js'
import { ok } from './replies.js'

/** Field to what follows the repository's address; GitHub writes the parameters as URI templates. */
const ADDRESSES = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}'
} as const

const COUNTS = {
  forks: 0,
  forks_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  network_count: 0,
  subscribers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0
} as const

/** The repository as it stands in its own reply and inside others. */
export function repositoryShape(call: Call): object {
  return shape(call.repository, call.grant, { url: call.api(), html: call.html() })
}

/** The repository as a list has it that is not below the repository itself. */
export function repositoryOf(repository: HostedRepository, grant: TokenGrant, apiUrl: string): object {
  const base = `${repository.owner}/${repository.name}`
  return shape(repository, grant, { url: `${apiUrl}/repos/${base}`, html: `https://github.com/${base}` })
}

function shape(
  repository: HostedRepository,
  grant: TokenGrant | undefined,
  { url, html }: { readonly url: string; readonly html: string }
): object {
  const { owner, name, id, isPrivate, git } = repository
  const time = isoTime(Math.floor(repository.createdAt / 1000))
  const addresses: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(ADDRESSES).map(([field, below]) => [field, url + below])
  )
  const canPush = grant !== undefined && isGranted(grant.permissions, { name: 'contents', access: 'write' })
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: `${owner}/${name}`,
    owner: accountShape(owner, new URL(url).origin, 'Organization'),
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    description: null,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    fork: false,
    archived: false,
    disabled: false,
    has_issues: true,
    has_projects: true,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    default_branch: git.defaultBranch,
    url,
    html_url: html,
    clone_url: `${html}.git`,
    svn_url: html,
    git_url: `git://github.com/${owner}/${name}.git`,
    ssh_url: `git@github.com:${owner}/${name}.git`,
    created_at: time,
    updated_at: time,
    pushed_at: time,
    permissions: {
      admin: false,
      maintain: false,
      push: canPush && repository.role === 'home',
      triage: canPush && repository.role === 'home',
      pull: true
    },
    ...COUNTS,
    ...addresses
  }
}

async function get(call: Call): Promise<ServiceReply> {
  return ok(repositoryShape(call))
}

/** https://docs.github.com/en/rest/repos/repos#get-a-repository */
export const repositoryOperations: readonly Operation[] = [
  { method: 'GET', path: REPOSITORY, need: { name: 'metadata', access: 'read' }, answer: get }
]
