import type { Route, ServiceReply, ServiceRequest } from '../kit/service.js'
import { listAdvisories, type HostedAdvisory } from './advisories.js'
import { appShape, registeredApp } from './apps.js'
import type { TokenGrant } from './credentials.js'
import { isBot } from './identity.js'
import type { HostedRepository } from './operation.js'
import type { RateLimit } from './rate-limit.js'
import { notFound, ok, refused } from './replies.js'
import { repositoryOf } from './repository.js'
import { isVisible } from './visibility.js'

export interface OpenPremises {
  readonly grants: readonly TokenGrant[]
  readonly rateLimit: RateLimit
  readonly graphqlLimit: RateLimit
  readonly repositories: () => readonly HostedRepository[]
  readonly now: () => number
  readonly apiUrl: () => string
  /** Absent where there are none. */
  readonly advisories?: () => readonly HostedAdvisory[]
  readonly grantOf: (request: ServiceRequest) => TokenGrant | undefined
}

export interface OpenRoute {
  readonly id: { readonly method: 'GET'; readonly path: string }
  readonly pattern: string
  readonly answer: (request: ServiceRequest) => ServiceReply
}

/** What is not about one repository. */
export function openRoutes(premises: OpenPremises): readonly OpenRoute[] {
  const route = (path: string, answer: OpenRoute['answer']): OpenRoute => ({
    id: { method: 'GET', path },
    pattern: path.replace(/\{(\w+)\}/g, ':$1'),
    answer
  })
  return [
    route('/rate_limit', (request) => rateLimit(premises, request)),
    // Public: any token may ask, and so may callers without one.
    route('/advisories', (request) =>
      listAdvisories(premises.advisories?.() ?? [], request, premises.apiUrl())
    ),
    route('/apps/{app_slug}', (request) => app(premises, request)),
    route('/installation/repositories', (request) => reachable(premises, request))
  ]
}

/** As routes, behind the check of each reply against GitHub's description. */
export function serve(
  routes: readonly OpenRoute[],
  checked: (id: OpenRoute['id'], answer: () => Promise<ServiceReply>) => Promise<ServiceReply>
): readonly Route[] {
  return routes.map(({ id, pattern, answer }) => ({
    method: id.method,
    pattern,
    handler: async (request) => await checked(id, async () => answer(request))
  }))
}

function rateLimit(
  { rateLimit, graphqlLimit, grantOf }: OpenPremises,
  request: ServiceRequest
): ServiceReply {
  const login = grantOf(request)?.login
  const core = rateLimit.state(login)
  const { reset } = core
  const search = { limit: 30, remaining: 30, used: 0, reset }
  return ok({ resources: { core, search, graphql: graphqlLimit.state(login) }, rate: core })
}

/** A private App is shown to its own installations alone. https://docs.github.com/en/rest/apps/apps#get-an-app */
function app({ grants, grantOf, now }: OpenPremises, request: ServiceRequest): ServiceReply {
  const slug = request.params['app_slug'] ?? ''
  const own = registeredApp(grants, slug)
  const asking = grantOf(request)
  if (own === undefined || (own.isPrivateApp === true && asking?.login !== own.login)) return notFound()
  return ok(appShape(slug, own, now()))
}

/** https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation */
function reachable(premises: OpenPremises, request: ServiceRequest): ServiceReply {
  const grant = premises.grantOf(request)
  if (grant === undefined || !isBot(grant.login)) {
    return refused(
      'You must authenticate with an installation access token in order to list repositories for an installation.'
    )
  }
  // A public repository can be read without being installed there.
  const all = premises
    .repositories()
    .filter((each) => isVisible({ ...each, isPrivate: true }, grant) && !isBeyond(each, grant))
  const { query } = request
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)))
  const page = Math.max(1, Number(query.get('page') ?? 1))
  const repositories = all
    .slice((page - 1) * size, page * size)
    .map((each) => repositoryOf(each, grant, premises.apiUrl()))
  return ok({ total_count: all.length, repositories })
}

function isBeyond({ owner, name }: HostedRepository, { installedOn }: TokenGrant): boolean {
  return installedOn !== undefined && !installedOn.includes(`${owner}/${name}`)
}
