import type { Permissions, TokenGrant } from './credentials.js'
import type { HostedRepository } from './operation.js'

/** What a caller may not see does not exist for them. */
export function isVisible(repository: HostedRepository, grant: TokenGrant | undefined): boolean {
  if (!repository.isPrivate) return true
  return grant !== undefined && (repository.readers?.includes(grant.login) ?? true)
}

/** What the token may in this repository. */
export function permissionsIn(repository: HostedRepository, grant: TokenGrant): Permissions {
  if (repository.role === 'home') return grant.permissions
  return grant.permissions.contents === undefined
    ? { metadata: 'read' }
    : { metadata: 'read', contents: 'read' }
}
