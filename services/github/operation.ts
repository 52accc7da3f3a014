import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { BareRepository } from './bare-repository.js'
import type { PermissionNeed, TokenGrant } from './credentials.js'
import type { CheckSettings } from './check-settings.js'
import type { DeployRecords } from './deploy-records.js'
import type { DispatchLog } from './dispatches.js'
import type { HostedRuleset } from './rules.js'
import type { PullRequestStore } from './pull-request-store.js'
import type { VariableStore } from './variable-store.js'

/** One repository of the stand-in, with what GitHub keeps beside its git data. */
export interface HostedRepository {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly git: BareRepository
  readonly isPrivate: boolean
  /** Logins that see it; absent means every token. */
  readonly readers?: readonly string[]
  /** `shared` repositories give no more than reading of their contents, whatever the token may elsewhere. */
  readonly role: 'home' | 'shared'
  readonly variables: VariableStore
  readonly dispatches: DispatchLog
  readonly deploys: DeployRecords
  readonly pullRequests: PullRequestStore
  readonly checks: CheckSettings
  readonly rulesets: readonly HostedRuleset[]
  /** Paths of the workflows that a person has switched off. */
  readonly disabledWorkflows: ReadonlySet<string>
  /** Slugs of the teams that may review. */
  readonly teams: readonly string[]
  /** Logins that may review. */
  readonly collaborators: readonly string[]
  /** False as in private repositories of some plans. */
  readonly draftsSupported: boolean
  /** Whether the token of a workflow run may open pull requests; a setting of the repository. */
  readonly actionsMayOpenPullRequests: boolean
  /** Most entries of a recursive tree listing; GitHub's own is 100,000. */
  readonly treeLimit: number
  readonly createdAt: number
}

/** A request that has passed credentials, permission and schema. */
export interface Call {
  readonly request: ServiceRequest
  /** Already checked against the schema of the operation, so that a handler may name its type. `{}` when absent. */
  readonly body: unknown
  /** Absent for callers without credentials, who may read public repositories. */
  readonly grant: TokenGrant | undefined
  readonly repository: HostedRepository
  /** API address of something below the repository; without an argument, of the repository. */
  readonly api: (below?: string) => string
  /** Address for people. */
  readonly html: (below?: string) => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** One operation on a repository, under the name of GitHub's OpenAPI description. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path template, `{owner}` and `{repo}` included. A last `{parameter}` of many segments is written `{parameter*}`. */
  readonly path: string
  /** Further templates that reach the same operation, where the last parameter may be empty. */
  readonly alsoAt?: readonly string[]
  /** Of several, any one is enough. */
  readonly need: PermissionNeed | readonly PermissionNeed[]
  readonly answer: (call: Call) => Promise<ServiceReply>
}

/** Prefix of every path template here. */
export const REPOSITORY = '/repos/{owner}/{repo}'

/** GitHub's opaque identifiers: stable for one thing, meaningless to the caller. */
export function nodeId(kind: string, key: string | number): string {
  return Buffer.from(`${kind}:${key}`).toString('base64url')
}

/** `heads/a b#c` as it stands in an address: slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** From 2026-03-10 on, replies differ here and there. https://docs.github.com/en/rest/about-the-rest-api/breaking-changes */
export function speaks2026(request: ServiceRequest): boolean {
  return request.headers['x-github-api-version'] === '2026-03-10'
}
