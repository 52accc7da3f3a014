import { assertNever } from '../../errors.js'
import type { IssueDetails, Trend } from '../../flow/issue/issue.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import { matchesGlob } from '../../flow/decision/glob.js'
import type { Access } from './access.js'
import type { DatadogClient } from './client.js'
import type { EventCounts } from './event-counts.js'
import type { Point } from './event-json.js'
import { queryMetrics, readMetric } from './metric-query.js'
import { facetQuery } from './queries.js'
import { fillIn, traceMetricQuery, type Asked } from './request-metric.js'
import type { ReadSample } from './sample.js'
import { fillHours, hourMs, hourOf, knownFrom, type TrendWindow } from './trend.js'

/** Which metric counts the requests of which services. */
export interface RequestMetric {
  /** Globs of service names. */
  readonly services: readonly string[]
  /** A metric query of one series, with `{service}` and `{env}` where they belong. */
  readonly query: string
}

export interface RequestsOptions {
  readonly client: DatadogClient
  readonly access: Access
  readonly counts: EventCounts
  /** The first that matches the service counts. */
  readonly metrics: readonly RequestMetric[]
}

/** The issue as far as its requests hang on it. */
export type Served = Pick<IssueDetails, 'service'> & { readonly sample: Known<ReadSample> }

/** Reads how many requests a service had. Each service and environment is asked for once. */
export class Requests {
  readonly #options: RequestsOptions
  readonly #read = new Map<string, Promise<Known<Trend>>>()

  constructor(options: RequestsOptions) {
    this.#options = options
  }

  /**
   * Requests of each hour of the window: by the metric that the policy names for the service, else by the trace metric of the span that
   * failed, else by the views of a client. Unknown where nothing counts them; never zero for that.
   */
  async count({ service, sample }: Served, window: TrendWindow): Promise<Known<Trend>> {
    const env: Known<string> = sample.known ? sample.value.env : sample
    const asked = { service, env }
    const metric = this.#options.metrics.find(({ services }) =>
      services.some((glob) => matchesGlob(glob, service))
    )
    if (metric) return this.#countMetric(fillIn(metric.query, asked), asked, window)
    if (!sample.known) return sample
    const { track, spanName } = sample.value
    switch (track) {
      case 'spans': {
        const name = spanName ?? unknown('the span does not say what kind of operation it is')
        const query = name.known ? traceMetricQuery(name.value, asked) : unknown(`${name.reason}; ${advice}`)
        return this.#countMetric(query, asked, window)
      }
      case 'rum':
        return this.#countViews(asked, window)
      case 'logs':
        return unknown(`logs do not count requests; ${advice}`)
      default:
        return assertNever(track)
    }
  }

  async #countMetric(
    query: Known<string>,
    { service, env }: Asked,
    window: TrendWindow
  ): Promise<Known<Trend>> {
    if (!query.known) return query
    const { access, client } = this.#options
    const where = env.known ? `${service} in ${env.value}` : service
    return this.#once(`${query.value} ${window.startMs} ${window.endMs}`, async () => {
      const points = await access.attempt({
        endpoint: queryMetrics,
        read: () => readMetric(client, query.value, hoursOf(window)),
        sentence: 'The requests of a service could not be counted.',
        data: { service }
      })
      return points.known
        ? filled(
            points.value,
            window,
            `Datadog has no points of ${nameOf(query.value)} for ${where}; ${advice}`
          )
        : points
    })
  }

  async #countViews({ service, env }: Asked, window: TrendWindow): Promise<Known<Trend>> {
    if (!env.known) return env
    const query = `@type:view ${facetQuery('service', [service])} ${facetQuery('env', [env.value])}`
    return this.#once(`${query} ${window.startMs} ${window.endMs}`, async () => {
      const counted = await this.#options.counts.count('rum', { query, window: hoursOf(window) })
      if (!counted.known) return counted
      const points = counted.value.flatMap((group) => group.points)
      return filled(points, window, `RUM has no views of ${service} in ${env.value}`)
    })
  }

  #once(name: string, read: () => Promise<Known<Trend>>): Promise<Known<Trend>> {
    const running = this.#read.get(name) ?? read()
    this.#read.set(name, running)
    return running
  }
}

const advice = 'datadog.requests in the policy can name a metric that counts them'

function hoursOf({ startMs, endMs }: TrendWindow): {
  readonly startMs: number
  readonly endMs: number
  readonly binMs: number
} {
  return { startMs, endMs, binMs: hourMs }
}

/** Known from the first hour with a count on: before, the service or the metric may not have been there. */
function filled(points: readonly Point[], window: TrendWindow, nothing: string): Known<Trend> {
  const first = points.reduce((oldest, { at }) => Math.min(oldest, at), Number.POSITIVE_INFINITY)
  return first === Number.POSITIVE_INFINITY
    ? unknown(nothing)
    : known(knownFrom(fillHours(points, window), hourOf(first)))
}

/** `trace.express.request.hits` of a whole query; the query itself where it is of another form. */
function nameOf(query: string): string {
  return /^\w+:([\w.]+)\{/.exec(query)?.[1] ?? query
}
