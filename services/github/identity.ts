import { createHash } from 'node:crypto'
import { nodeId } from './operation.js'

export interface Person {
  readonly name: string
  readonly email: string
  /** Seconds since the epoch. */
  readonly seconds: number
}

/** Signs and commits on behalf of App tokens and of changes made on the web. */
export const WEB_COMMITTER = { name: 'GitHub', email: 'noreply@github.com' } as const

/** Stable number of an account: the same login has the same one in every run. */
export function accountId(login: string): number {
  return createHash('sha256').update(login).digest().readUInt32BE(0)
}

export function isBot(login: string): boolean {
  return login.endsWith('[bot]')
}

/** The address GitHub commits with where an account keeps its own private. */
export function accountEmail(login: string): string {
  return `${accountId(login)}+${login}@users.noreply.github.com`
}

/** The login behind an address of GitHub's own; `undefined` for addresses from outside. */
export function loginOf(email: string): string | undefined {
  if (email === WEB_COMMITTER.email) return 'web-flow'
  return /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email)?.[1]
}

/** An account as the API shows it beside other things. */
export function accountShape(login: string, apiUrl: string, kind: 'User' | 'Organization' = 'User'): object {
  const name = encodeURIComponent(login)
  const url = `${apiUrl}/users/${name}`
  const id = accountId(login)
  return {
    login,
    id,
    node_id: nodeId(kind, id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${isBot(login) ? `apps/${login.replace('[bot]', '')}` : name}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot(login) ? 'Bot' : kind,
    user_view_type: 'public',
    site_admin: false
  }
}
