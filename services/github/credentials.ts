import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { unauthorized } from './replies.js'

export type Access = 'read' | 'write'

/** Names as fine-grained tokens and GitHub Apps have them. An absent name is no access. */
export interface Permissions {
  readonly metadata: 'read'
  readonly contents?: Access
  readonly actions?: Access
  readonly variables?: Access
  readonly pull_requests?: Access
  readonly issues?: Access
  readonly checks?: Access
  readonly workflows?: 'write'
}

export type PermissionName = keyof Permissions

export interface TokenGrant {
  readonly token: string
  readonly permissions: Permissions
  /** A login that ends in `[bot]` makes it an App's installation token, whose commits GitHub signs. */
  readonly login: string
}

export interface PermissionNeed {
  readonly name: PermissionName
  readonly access: Access
}

export function isGranted(permissions: Permissions, need: PermissionNeed): boolean {
  const held = permissions[need.name]
  return held === 'write' || held === need.access
}

/** `contents=write`, as in the header `x-accepted-github-permissions`. */
export function describeNeed(need: PermissionNeed): string {
  return `${need.name}=${need.access}`
}

/** Who asks: a grant, nobody (no credentials sent), or the refusal for credentials that nobody knows. */
export type Identification =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'refused'; readonly reply: ServiceReply }

/** GitHub takes `Bearer` and `token` alike. */
export function identify(request: ServiceRequest, grants: readonly TokenGrant[]): Identification {
  const header = request.headers['authorization']
  if (header === undefined || header === '') return { kind: 'anonymous' }
  const token = /^(?:bearer|token) +(\S+)$/i.exec(header)?.[1]
  const grant = grants.find((each) => each.token === token)
  return grant ? { kind: 'granted', grant } : { kind: 'refused', reply: unauthorized('Bad credentials') }
}
