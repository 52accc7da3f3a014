import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { unauthorized } from './replies.js'

export type Access = 'read' | 'write'

/** Names as fine-grained tokens and GitHub Apps have them. An absent name is no access. */
export interface Permissions {
  readonly metadata: 'read'
  readonly contents?: Access
  readonly actions?: Access
  readonly deployments?: Access
  readonly variables?: Access
  readonly pull_requests?: Access
  readonly issues?: Access
  readonly checks?: Access
  readonly workflows?: 'write'
  /** Of the organization: without it a team cannot be named as a reviewer. */
  readonly members?: 'read'
}

export type PermissionName = keyof Permissions

export interface TokenGrant {
  readonly token: string
  readonly permissions: Permissions
  /** A login that ends in `[bot]` makes it an App's installation token, whose commits GitHub signs. */
  readonly login: string
  /** What the App is registered with, under GitHub's names. Default: what this token may. */
  readonly registered?: Readonly<Record<string, string>>
  /** Only its own tokens may look at the App. */
  readonly isPrivateApp?: boolean
  /** Repositories that the installation has, `owner/name`. Default: all that the token sees. */
  readonly installedOn?: readonly string[]
  /** Milliseconds since the epoch from which on the token is unknown. Absent: it stays good. */
  readonly expiresAt?: number
}

export interface PermissionNeed {
  readonly name: PermissionName
  readonly access: Access
}

/** Login of the token that every workflow run has. What it opens starts no other workflow. */
export const WORKFLOW_LOGIN = 'github-actions[bot]'

export function isGranted(permissions: Permissions, need: PermissionNeed): boolean {
  const held = permissions[need.name]
  return held === 'write' || held === need.access
}

/** `contents=write`, as in the header `x-accepted-github-permissions`; alternatives stand beside each other. */
export function describeNeed(...needs: readonly PermissionNeed[]): string {
  return needs.map((need) => `${need.name}=${need.access}`).join('; ')
}

/** Who asks: a grant, nobody (no credentials sent), or the refusal for credentials that nobody knows. */
export type Identification =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'refused'; readonly reply: ServiceReply }

/** GitHub takes `Bearer` and `token` alike, and the token as the password of `Basic`, as git sends it. */
function tokenOf(header: string): string | undefined {
  const token = /^(?:bearer|token) +(\S+)$/i.exec(header)?.[1]
  const basic = /^basic +(\S+)$/i.exec(header)?.[1]
  if (basic === undefined) return token
  const pair = Buffer.from(basic, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon === -1 ? undefined : pair.slice(colon + 1)
}

/** `now` in milliseconds since the epoch. */
export function identify(
  request: ServiceRequest,
  grants: readonly TokenGrant[],
  now: number
): Identification {
  const header = request.headers['authorization']
  if (header === undefined || header === '') return { kind: 'anonymous' }
  const token = tokenOf(header)
  const grant = grants.find((each) => each.token === token && now < (each.expiresAt ?? Infinity))
  return grant ? { kind: 'granted', grant } : { kind: 'refused', reply: unauthorized('Bad credentials') }
}
