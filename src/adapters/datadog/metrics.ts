import { VendorError } from '../../errors.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { Clock } from '../../ports.js'
import { callVendor } from '../retry.js'
import { defaultDeadlineMs } from './client.js'
import { nameOfPlace, type Endpoint } from './endpoint.js'
import { exchange } from './exchange.js'
import { lostConnection, readRefusal } from './refusal.js'
import { apiBaseUrl, type DatadogSite } from './sites.js'

export interface MetricsOptions {
  readonly site: DatadogSite
  /** Whole base URL of the API, for a proxy or a test double; overrides the site's own. */
  readonly apiUrl?: string | undefined
  /** Enough by itself: sending metrics takes no application key. */
  readonly apiKey: string
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  /** Time limit of one attempt. Default 15 s. */
  readonly deadlineMs?: number | undefined
  /** Longest wait before the second attempt, in milliseconds; who asks for more is given up on. Default 5 s. */
  readonly maximumWaitMs?: number | undefined
}

/** Metrics of the fix modes; those of triage are in triage-metrics.ts. */
export const metricNames = {
  cost: 'datadog_autofix.cost_usd',
  turns: 'datadog_autofix.turns',
  tokens: 'datadog_autofix.tokens',
  duration: 'datadog_autofix.duration_seconds',
  attempts: 'datadog_autofix.attempts'
} as const
export type MetricName = `datadog_autofix.${string}`

/** Who and what a point is about; names of ours and of the config, never text of strangers. */
export interface MetricTags {
  readonly outcome?: string
  readonly reason?: string
  readonly fix_class?: string
  readonly team?: string
  readonly repository?: string
  /** Of a run of triage: `ok`, `failed`. */
  readonly result?: string
  /** What a run of triage was about: `issue`, `sweep`, `none`. */
  readonly kind?: string
  /** `input`, `output`, `cache_read`, `cache_write`. */
  readonly token_kind?: string
}

export interface MetricPoint {
  readonly name: MetricName
  /** A count is summed over runs; a gauge is the figure of one run. */
  readonly type: 'count' | 'gauge'
  readonly value: number
  /** Milliseconds since the epoch; Datadog refuses more than an hour ago. */
  readonly at: number
  readonly tags: MetricTags
}

const ATTEMPTS = 2
const RETRY_MS = 500
const MAXIMUM_WAIT_MS = 5_000
/** Numbers of the API: https://docs.datadoghq.com/api/latest/metrics/#submit-metrics */
const TYPES = { count: 1, gauge: 3 } as const
/** https://docs.datadoghq.com/getting_started/tagging/#define-tags */
const MAXIMUM_TAG_CHARS = 200

/** The scope is not asked for: words of a refusal are chosen here. */
const ENDPOINT: Endpoint = { purpose: 'take the metrics', scope: 'error_tracking_read' }

/**
 * Sends the points in one request, and answers how many went. Metrics are told about the run and never decide how it ends: whatever
 * goes wrong is the reason why nothing is known of their arrival. A point that is sent again replaces itself.
 */
export async function sendMetrics(
  options: MetricsOptions,
  points: readonly MetricPoint[]
): Promise<Known<number>> {
  const series = points.filter(({ value }) => Number.isFinite(value)).map(toSeries)
  if (series.length === 0) return known(0)
  const { clock, random, maximumWaitMs = MAXIMUM_WAIT_MS } = options
  try {
    await callVendor(
      { attempt: () => send(options, JSON.stringify({ series })), translate: asError, idempotent: true },
      { attempts: ATTEMPTS, baseMs: RETRY_MS, maximumWaitMs, random, clock }
    )
    return known(series.length)
  } catch (error) {
    return unknown(asError(error).message)
  }
}

async function send(options: MetricsOptions, body: string): Promise<void> {
  const { site, apiUrl, apiKey, clock, deadlineMs = defaultDeadlineMs } = options
  const place = { site, apiUrl }
  const base = apiUrl === undefined ? apiBaseUrl(site) : apiUrl.replace(/\/+$/, '')
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'dd-api-key': apiKey }
  const reply = await exchange({
    url: `${base}/api/v2/series`,
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    body,
    deadlineMs
  }).catch((error: unknown) => {
    throw lostConnection(error, ENDPOINT, place, deadlineMs)
  })
  if (reply.status === 202) return
  if (reply.status === 401 || reply.status === 403) {
    throw new VendorError(
      `Datadog refused to ${ENDPOINT.purpose} on ${nameOfPlace(place)} (${reply.status}): datadog-api-key must be a valid API key ` +
        'of this site',
      { vendor: 'Datadog', status: reply.status, retryable: false }
    )
  }
  throw readRefusal(reply, ENDPOINT, place, clock.now())
}

function toSeries({ name, type, value, at, tags }: MetricPoint): object {
  return {
    metric: name,
    type: TYPES[type],
    points: [{ timestamp: Math.floor(at / 1000), value }],
    tags: Object.entries(tags).flatMap(([key, tag]: [string, string | undefined]) => toTag(key, tag))
  }
}

/** Datadog turns other characters into underscores itself, and takes a comma for the next tag. An empty tag is left out. */
function toTag(key: string, value: string | undefined): readonly string[] {
  const clean = (value ?? '').replace(/[^\p{L}\p{N}_.:/-]/gu, '_')
  return clean === '' ? [] : [`${key}:${clean}`.slice(0, MAXIMUM_TAG_CHARS)]
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('not an error', { cause: error })
}
