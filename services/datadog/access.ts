import type { Handler, Route, ServiceReply, ServiceRequest } from '../kit/service.js'
import { RateCounter, type RateLimit } from './rate-limit.js'
import { listedErrors, Refused } from './replies.js'

/** Every scope that an endpoint of this service asks of the application key. */
export const SCOPES = [
  'error_tracking_read',
  'error_tracking_write',
  'logs_read_data',
  'rum_apps_read',
  'apm_read',
  'monitors_read',
  'integrations_read',
  'teams_read',
  'user_app_keys',
  'timeseries_query',
  'dora_metrics_read'
] as const

export type Scope = (typeof SCOPES)[number]

export const ENDPOINTS = [
  'validate',
  'series',
  'issue_get',
  'issue_search',
  'issue_state',
  'issue_assignee',
  'logs_search',
  'logs_aggregate',
  'rum_search',
  'rum_aggregate',
  'spans_search',
  'spans_aggregate',
  'monitor_list',
  'webhook_get',
  'webhook_variable_get',
  'own_keys',
  'team_list',
  'metric_query',
  'dora_deployments'
] as const

/** Names the endpoint in the rate-limit options and in `X-RateLimit-Name`. */
export type EndpointName = (typeof ENDPOINTS)[number]

export type RateLimits = Partial<Readonly<Record<EndpointName, RateLimit>>>

/** Spans are the only endpoints with a published limit. https://docs.datadoghq.com/api/latest/spans/ */
export const SPANS_RATE: RateLimit = { limit: 300, periodSeconds: 3600 }

export interface Endpoint {
  readonly name: EndpointName
  readonly method: string
  readonly pattern: string
  /** Absent on the endpoints that the API key alone opens. */
  readonly scope?: Scope
  readonly handler: Handler
}

/** Keys, scopes and rates as the front door checks them before an endpoint runs. */
export class FrontDoor {
  readonly #apiKey: string
  readonly #appKey: string
  readonly #scopes: ReadonlySet<string>
  readonly #counters: ReadonlyMap<EndpointName, RateCounter>

  constructor(options: {
    readonly apiKey: string
    readonly appKey: string
    readonly scopes: readonly string[]
    readonly rateLimits: RateLimits
    readonly now: () => number
  }) {
    this.#apiKey = options.apiKey
    this.#appKey = options.appKey
    this.#scopes = new Set(options.scopes)
    const counters = new Map<EndpointName, RateCounter>()
    for (const name of ENDPOINTS) {
      const rate = options.rateLimits[name]
      if (rate) counters.set(name, new RateCounter(name, rate, options.now))
    }
    this.#counters = counters
  }

  route(endpoint: Endpoint): Route {
    return {
      method: endpoint.method,
      pattern: endpoint.pattern,
      handler: (request) => this.#enter(endpoint, request)
    }
  }

  async #enter(endpoint: Endpoint, request: ServiceRequest): Promise<ServiceReply> {
    const refused =
      endpoint.scope === undefined ? this.#checkApiKey(request) : this.#checkKeys(request, endpoint.scope)
    if (refused) return refused
    const rate = this.#counters.get(endpoint.name)?.take()
    const reply = rate?.refusal ?? (await run(endpoint, request))
    return { ...reply, headers: { ...reply.headers, ...rate?.headers } }
  }

  /** Where the API key alone counts, the refusal is worded in its own way. */
  #checkApiKey({ headers }: ServiceRequest): ServiceReply | undefined {
    if (!headers['dd-api-key']) return listedErrors(403, 'API key required')
    return headers['dd-api-key'] === this.#apiKey ? undefined : listedErrors(403, 'Forbidden')
  }

  #checkKeys({ headers }: ServiceRequest, scope: Scope): ServiceReply | undefined {
    if (!headers['dd-api-key'] || !headers['dd-application-key']) return listedErrors(401, 'Unauthorized')
    const known = headers['dd-api-key'] === this.#apiKey && headers['dd-application-key'] === this.#appKey
    return known && this.#scopes.has(scope) ? undefined : listedErrors(403, 'Forbidden')
  }
}

async function run(endpoint: Endpoint, request: ServiceRequest): Promise<ServiceReply> {
  try {
    return await endpoint.handler(request)
  } catch (problem) {
    if (problem instanceof Refused) return problem.reply
    throw problem
  }
}
