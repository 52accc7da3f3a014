import type { Route, ServiceDefinition, ServiceReply, ServiceRequest } from '../kit/service.js'
import type { HostedAdvisory } from './advisories.js'
import { describeNeed, identify, isGranted, type TokenGrant } from './credentials.js'
import { GraphqlEndpoint } from './graphql.js'
import type { HostedRepository, Operation } from './operation.js'
import { openRoutes, serve } from './open-routes.js'
import { encodePath } from './operation.js'
import type { RateLimit } from './rate-limit.js'
import {
  badRequest,
  forbidden,
  internalError,
  invalidRequest,
  notFound,
  primaryRateLimited,
  unauthorized
} from './replies.js'
import { SecondaryLimit, type SecondaryLimits } from './secondary-limits.js'
import { SchemaCheck, type OperationId } from './schema-check.js'
import { gitRoutes, isGitPath } from './smart-http.js'
import { isVisible, permissionsIn } from './visibility.js'

/** See https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const API_VERSIONS = ['2022-11-28', '2026-03-10']
const GRAPHQL = '/graphql'
const DEFAULT_VERSION = '2022-11-28'

/** A reply of this stand-in that GitHub would not give, or a handler that threw: always a mistake in here. */
export interface SchemaViolation {
  readonly operation: string
  readonly detail: string
}

/** What the front door needs to know of the stand-in behind it. */
export interface Premises {
  readonly grants: readonly TokenGrant[]
  readonly operations: readonly Operation[]
  readonly rateLimit: RateLimit
  readonly graphqlLimit: RateLimit
  /** Absent: none. */
  readonly secondaryLimits?: SecondaryLimits | undefined
  readonly repositories: () => readonly HostedRepository[]
  readonly now: () => number
  /** Looked up without regard to case. */
  readonly find: (owner: string, name: string) => HostedRepository | undefined
  readonly apiUrl: () => string
  /** Absent where there are none. */
  readonly advisories?: () => readonly HostedAdvisory[]
}

/** Everything a request passes before and after its handler, in GitHub's order. */
export class FrontDoor {
  readonly violations: SchemaViolation[] = []
  readonly #premises: Premises
  readonly #check = new SchemaCheck()
  readonly #secondary: SecondaryLimit | undefined
  #served = 0

  constructor(premises: Premises) {
    this.#premises = premises
    const { secondaryLimits, now } = premises
    this.#secondary = secondaryLimits && new SecondaryLimit(secondaryLimits, now)
  }

  definition(): ServiceDefinition {
    const { now, operations } = this.#premises
    return {
      name: 'github',
      now,
      routes: [
        ...serve(
          openRoutes({ ...this.#premises, grantOf: (request) => this.#grantOf(request) }),
          async (id, answer) => await this.#checked(id, answer)
        ),
        this.#graphqlRoute(),
        ...gitRoutes(this.#premises),
        ...operations.flatMap((each) => this.#routesOf(each))
      ],
      guard: (request) => {
        const refused = this.#refuse(request)
        return refused && this.#dress(request, refused)
      },
      unknownRoute: (request) => this.#dress(request, notFound()),
      malformedBody: (request) =>
        this.#dress(request, this.#refuse(request) ?? badRequest('Problems parsing JSON')),
      finish: (request, reply) => this.#dress(request, reply)
    }
  }

  #limitOf(request: ServiceRequest): RateLimit {
    return request.path === GRAPHQL ? this.#premises.graphqlLimit : this.#premises.rateLimit
  }

  #grantOf(request: ServiceRequest): TokenGrant | undefined {
    const who = identify(request, this.#premises.grants, this.#premises.now())
    return who.kind === 'granted' ? who.grant : undefined
  }

  /** Refusals that do not depend on the route. */
  #refuse(request: ServiceRequest): ServiceReply | undefined {
    if (isGitPath(request.path)) return undefined
    // https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent
    if (!request.headers['user-agent']) {
      return {
        status: 403,
        body: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.'
      }
    }
    const who = identify(request, this.#premises.grants, this.#premises.now())
    if (who.kind === 'refused') return who.reply
    const login = who.kind === 'granted' ? who.grant.login : undefined
    const isGraphql = request.path === GRAPHQL
    if (isGraphql && login === undefined)
      return unauthorized('This endpoint requires you to be authenticated.')
    if (request.path !== '/rate_limit') {
      const limit = this.#limitOf(request)
      if (limit.state(login).remaining === 0) return primaryRateLimited(login ?? '127.0.0.1', isGraphql)
      limit.spend(login)
      const tooMuch = this.#secondary?.admit(request, login)
      if (tooMuch) return tooMuch
    }
    const version = request.headers['x-github-api-version']
    if (version !== undefined && !API_VERSIONS.includes(version)) {
      return badRequest(`${version} is not a supported version: ${API_VERSIONS.join(', ')}`)
    }
    return undefined
  }

  /** Adds what every reply of GitHub carries. */
  #dress(request: ServiceRequest, reply: ServiceReply): ServiceReply {
    if (isGitPath(request.path)) return reply
    this.#served += 1
    const serial = this.#served.toString(16).toUpperCase().padStart(4, '0')
    const seconds = Math.floor(this.#premises.now() / 1000)
      .toString(16)
      .toUpperCase()
    return {
      ...reply,
      headers: {
        date: new Date(this.#premises.now()).toUTCString(),
        ...this.#limitOf(request).headers(this.#grantOf(request)?.login),
        'x-github-request-id': `${serial}:10EB5:${serial}:${seconds}`,
        'x-github-api-version-selected': request.headers['x-github-api-version'] ?? DEFAULT_VERSION,
        'x-github-media-type': 'github.v3; format=json',
        ...reply.headers
      }
    }
  }

  #graphqlRoute(): Route {
    const { find, repositories, graphqlLimit } = this.#premises
    const report = (detail: string): void =>
      void this.violations.push({ operation: `POST ${GRAPHQL}`, detail })
    const endpoint = new GraphqlEndpoint({ find, repositories, limit: graphqlLimit, report })
    return {
      method: 'POST',
      pattern: GRAPHQL,
      handler: async (request) => {
        const grant = this.#grantOf(request)
        return grant ? await endpoint.answer(request, grant) : unauthorized('Requires authentication')
      }
    }
  }

  #routesOf(operation: Operation): Route[] {
    const id = { method: operation.method, path: operation.path.replace('*}', '}') }
    return [operation.path, ...(operation.alsoAt ?? [])].map((template) => ({
      method: operation.method,
      pattern: template.replace(/\{(\w+\*?)\}/g, ':$1'),
      handler: async (request) =>
        await this.#checked(id, async () => await this.#enter(operation, id, request))
    }))
  }

  /** Visibility, permission, schema, then the handler. */
  async #enter(operation: Operation, id: OperationId, request: ServiceRequest): Promise<ServiceReply> {
    const { owner = '', repo = '' } = request.params
    const grant = this.#grantOf(request)
    const repository = this.#premises.find(owner, repo)
    // What a caller may not see does not exist for them.
    if (!repository || !isVisible(repository, grant)) return notFound()
    const needs = [operation.need].flat()
    if (!grant && needs.some((need) => need.access === 'write'))
      return unauthorized('Requires authentication')
    if (grant && !needs.some((need) => isGranted(permissionsIn(repository, grant), need))) {
      return forbidden(describeNeed(...needs))
    }
    if (request.body !== undefined && (typeof request.body !== 'object' || Array.isArray(request.body))) {
      return badRequest('Body should be a JSON object')
    }
    const problems = [
      ...this.#check.parameterProblems(id, request),
      ...this.#check.bodyProblems(id, request.body)
    ]
    if (problems.length > 0) return invalidRequest(problems)
    const base = `${repository.owner}/${repository.name}`
    const below = (path: string | undefined): string => (path === undefined ? '' : `/${encodePath(path)}`)
    return await operation.answer({
      request,
      body: request.body ?? {},
      grant,
      repository,
      api: (path) => `${this.#premises.apiUrl()}/repos/${base}${below(path)}`,
      html: (path) => `https://github.com/${base}${below(path)}`,
      now: this.#premises.now
    })
  }

  /** A reply that GitHub's description does not allow, or a throw, becomes a 500 that nobody overlooks. */
  async #checked(id: OperationId, answer: () => Promise<ServiceReply>): Promise<ServiceReply> {
    const operation = `${id.method} ${id.path}`
    let detail: string | undefined
    try {
      const reply = await answer()
      detail = this.#check.replyProblem(id, reply)
      if (detail === undefined) return reply
    } catch (error) {
      detail = `${operation} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    }
    this.violations.push({ operation, detail })
    return internalError(`The embedded GitHub is wrong: ${detail}`)
  }
}
