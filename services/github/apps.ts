import type { Permissions, TokenGrant } from './credentials.js'
import { accountId, accountShape, isBot } from './identity.js'
import { nodeId } from './operation.js'
import { timeOf } from './pull-shape.js'

/** The grant of an App's installation by the App's slug; `undefined` when nobody knows that App. */
export function registeredApp(grants: readonly TokenGrant[], slug: string): TokenGrant | undefined {
  return grants.find(({ login }) => isBot(login) && login === `${slug}[bot]`)
}

/** What the App is registered with; an installation of it may hold less. */
export function appShape(slug: string, grant: TokenGrant, now: number): object {
  const id = accountId(`app ${slug}`)
  const { registered = registeredNames(grant.permissions) } = grant
  return {
    id,
    client_id: `Iv23${id}`,
    slug,
    node_id: nodeId('App', id),
    owner: accountShape('acme', 'https://api.github.com', 'Organization'),
    name: slug,
    description: null,
    external_url: `https://github.com/apps/${slug}`,
    html_url: `https://github.com/apps/${slug}`,
    created_at: timeOf(now),
    updated_at: timeOf(now),
    permissions: registered,
    events: []
  }
}

/** Variables have another name among an App's permissions. */
function registeredNames({ variables, ...others }: Permissions): Readonly<Record<string, string>> {
  return { ...others, ...(variables && { actions_variables: variables }) }
}
