import { EmbeddedService } from '../kit/service.js'
import { FrontDoor, SCOPES, SPANS_RATE, type Endpoint, type RateLimits } from './access.js'
import { clockHours, hourStarts } from './clock-hours.js'
import { doraEndpoint, type SeedDeployment } from './dora.js'
import type { SeedEvent, StoredEvent, Track } from './event.js'
import { eventAggregateEndpoints } from './event-aggregate.js'
import { EventIndex, type IssueIdFields } from './event-index.js'
import { eventSearchEndpoints } from './event-search.js'
import type { SeedCase, SeedIssue, StoredIssue } from './issue.js'
import { issueEndpoints } from './issue-routes.js'
import { issueSearchEndpoint } from './issue-search.js'
import { MOST_METRIC_POINTS, metricEndpoint } from './metric-routes.js'
import { MetricStore, type SeedMetric } from './metric-store.js'
import { monitorEndpoint } from './monitor-routes.js'
import type { SeedMonitor, StoredMonitor } from './monitor.js'
import { organisationEndpoints, type SeedApplicationKey } from './organisation-routes.js'
import { DEFAULT_POINT_LIMIT, type PointLimit } from './point-limit.js'
import { listedErrors, plain } from './replies.js'
import { fillRetention, type Retention } from './retention.js'
import { seriesEndpoint, type AcceptedPoint } from './series.js'
import { Store, type CountsDetail } from './store.js'
import type { SeedTraffic } from './traffic.js'
import { webhookEndpoints, type SeedVariable, type SeedWebhook } from './webhook-routes.js'

export interface DatadogOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly apiKey: string
  readonly appKey: string
  /** Scopes of the application key. Default: all that the endpoints ask for. */
  readonly scopes?: readonly string[]
  /** What the user who owns the application key has. Default: that key, with these scopes. */
  readonly applicationKeys?: readonly SeedApplicationKey[]
  /** Milliseconds that each product keeps events. Default: 15 days of spans and logs, 30 of RUM. */
  readonly retention?: Partial<Retention>
  /** Default: `issue.id` for logs and issue search, `@issue.id` for spans and RUM. */
  readonly issueIdFilter?: Partial<IssueIdFields>
  /** Added to the published limit of spans, 300 requests an hour each; every other endpoint has none. */
  readonly rateLimits?: RateLimits
  /** Points of one aggregation of events. Default 10,000, and more are refused. */
  readonly eventPoints?: PointLimit
  /** Points of one series of a metric; more are given in larger intervals. Default 1500. */
  readonly metricPoints?: number
  /** `false`: the organisation or its site has no DORA Metrics. Default true. */
  readonly dora?: boolean
}

const ISSUE_ID_FIELDS: IssueIdFields = {
  issues: 'issue.id',
  logs: 'issue.id',
  spans: '@issue.id',
  rum: '@issue.id'
}

/** Datadog's Error Tracking, event search and aggregation on a loopback port. */
export class EmbeddedDatadog {
  readonly service: EmbeddedService
  /** Points of metrics that were taken, in order. */
  readonly points: AcceptedPoint[] = []
  readonly #store: Store
  readonly #metrics = new MetricStore()
  readonly #deployments: SeedDeployment[] = []
  readonly #now: () => number
  readonly #monitors: StoredMonitor[] = []
  readonly #webhooks = new Map<string, SeedWebhook>()
  readonly #variables = new Map<string, SeedVariable>()
  readonly #teams: string[] = []

  constructor(options: DatadogOptions) {
    const { now } = options
    this.#now = now
    this.#store = new Store(now)
    const issueIdFields = { ...ISSUE_ID_FIELDS, ...options.issueIdFilter }
    const retention = fillRetention(options.retention ?? {})
    const index = new EventIndex({ store: this.#store, retention, issueIdFields, now })
    const scopes = options.scopes ?? SCOPES
    const own = { name: 'datadog-autofix', last4: options.appKey.slice(-4), scopes }
    const door = new FrontDoor({
      apiKey: options.apiKey,
      appKey: options.appKey,
      scopes,
      rateLimits: { spans_search: SPANS_RATE, spans_aggregate: SPANS_RATE, ...options.rateLimits },
      now
    })
    const endpoints: readonly Endpoint[] = [
      VALIDATE,
      seriesEndpoint(this.points, now),
      ...issueEndpoints(this.#store),
      issueSearchEndpoint(this.#store, issueIdFields.issues),
      ...eventSearchEndpoints(index),
      ...eventAggregateEndpoints(index, options.eventPoints ?? DEFAULT_POINT_LIMIT),
      metricEndpoint(this.#metrics, options.metricPoints ?? MOST_METRIC_POINTS),
      doraEndpoint(this.#deployments, options.dora ?? true),
      monitorEndpoint(this.#monitors, now),
      ...webhookEndpoints(this.#webhooks, this.#variables),
      ...organisationEndpoints(options.applicationKeys ?? [own], this.#teams)
    ]
    this.service = new EmbeddedService({
      name: 'datadog',
      routes: endpoints.map((endpoint) => door.route(endpoint)),
      unknownRoute: () => listedErrors(404, 'Not found'),
      malformedBody: () => listedErrors(400, 'Bad Request'),
      now
    })
  }

  /** `http://127.0.0.1:<port>` once started. */
  get url(): string {
    return this.service.url
  }

  start(): Promise<string> {
    return this.service.start()
  }

  stop(): Promise<void> {
    return this.service.stop()
  }

  seedIssue(seed: SeedIssue): StoredIssue {
    return this.#store.addIssue(seed)
  }

  /** Adds events with full bodies. Events after the resolution of an issue can make it regress. */
  seedEvents(issueId: string, track: Track, events: readonly SeedEvent[]): void {
    this.#store.addEvents(issueId, track, events)
  }

  /**
   * Adds occurrences without bodies, one count per hour, of which the last hour ends at `endMs`. Aggregates and
   * issue search count them; event search does not list them.
   */
  seedCounts(
    issueId: string,
    track: Track,
    hourlyCounts: readonly number[],
    endMs: number,
    detail: CountsDetail = {}
  ): void {
    this.#store.addCounts(issueId, track, hourlyCounts, endMs, detail)
  }

  /** The same by clock hours, of which the last is the running one: what was seen until now. */
  seedHours(issueId: string, track: Track, hourlyCounts: readonly number[], detail: CountsDetail = {}): void {
    this.#store.addOccurrences(issueId, track, clockHours(hourlyCounts, this.#now()), detail)
  }

  /** What a service sends in each clock hour without failing, up to now: spans, logs, or views of a client. */
  seedTraffic(seed: SeedTraffic, hourlyCounts: readonly number[]): void {
    this.#store.addTraffic(seed, clockHours(hourlyCounts, this.#now()))
  }

  /** A metric by clock hours, up to now; `undefined` is an hour without a point. */
  seedMetric(seed: SeedMetric, hourlyCounts: readonly (number | undefined)[]): void {
    const starts = hourStarts(hourlyCounts.length, this.#now())
    this.#metrics.add(
      seed,
      hourlyCounts.flatMap((value, hour) => (value === undefined ? [] : [{ at: starts[hour] ?? 0, value }]))
    )
  }

  seedDeployment(seed: SeedDeployment): void {
    this.#deployments.push(seed)
  }

  /** Makes the native link to a case, and to a Jira ticket where the seed names one. */
  linkCase(issueId: string, seed: SeedCase): StoredIssue {
    return this.#store.linkCase(issueId, seed)
  }

  seedMonitor(seed: SeedMonitor): StoredMonitor {
    const monitor = { ...seed, id: seed.id ?? 1_000_000 + this.#monitors.length }
    this.#monitors.push(monitor)
    return monitor
  }

  seedWebhook(seed: SeedWebhook): void {
    this.#webhooks.set(seed.name, seed)
  }

  /** A custom variable of the webhooks. */
  seedVariable(seed: SeedVariable): void {
    this.#variables.set(seed.name, seed)
  }

  /** Teams of the organisation, by their handles. */
  seedTeams(...handles: readonly string[]): void {
    this.#teams.push(...handles)
  }

  /** The issue as it is now; `undefined` when there is none. */
  issue(id: string): StoredIssue | undefined {
    return this.#store.issue(id)
  }

  issues(): readonly StoredIssue[] {
    return this.#store.issues()
  }

  /** The events of an issue, those without bodies included. */
  events(issueId: string): readonly StoredEvent[] {
    return this.#store.eventsOf(issueId)
  }

  /** Removes the issue and its events, as retention does in the end. */
  removeIssue(id: string): void {
    this.#store.removeIssue(id)
  }
}

const VALIDATE: Endpoint = {
  name: 'validate',
  method: 'GET',
  pattern: '/api/v1/validate',
  handler: () => plain({ valid: true })
}
