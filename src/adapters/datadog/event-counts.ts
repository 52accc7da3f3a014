import type { Track } from '../../flow/issue/issue.js'
import { known, type Known } from '../../flow/issue/known.js'
import type { RunLog } from '../../ports.js'
import type { Access } from './access.js'
import type { DatadogClient } from './client.js'
import type { Endpoint } from './endpoint.js'
import { bucketsReply, isPartial, readBucket, timedOut, type Bucket, type Point } from './event-json.js'
import { readInParts, type CountedPart } from './read-in-parts.js'
import { hourMs } from './trend.js'
import type { CountWindow } from './spacing.js'
import { aggregateEndpoint, tracks, type GroupBy } from './tracks.js'

/**
 * Bins times groups that one request asks for. The vendor allows 10,000 groups and does not say how many points, so that the points
 * stay below that too. https://docs.datadoghq.com/api/latest/logs/aggregate-events/
 */
const mostPoints = 10_000

/** Groups that one request may ask for in this window, up to `most`. */
export function mostGroups({ startMs, endMs, binMs }: CountWindow, most: number): number {
  const bins = Math.ceil((endMs - startMs) / binMs)
  return Math.min(most, Math.max(1, Math.floor(mostPoints / bins)))
}

export interface CountRequest {
  readonly query: string
  readonly window: CountWindow
  readonly groupBy?: readonly GroupBy[]
  /** Called when the vendor's limit refused it. */
  readonly onLimit?: () => void
}

export interface Counted {
  /** Values of the facets that were grouped by, in their order; empty without facets. */
  readonly group: readonly string[]
  readonly points: readonly Point[]
}

/** Counts events in bins, and checks that the bins are those that were asked for. */
export class EventCounts {
  readonly #client: DatadogClient
  readonly #access: Access
  readonly #log: RunLog

  constructor(options: { readonly client: DatadogClient; readonly access: Access; readonly log: RunLog }) {
    this.#client = options.client
    this.#access = options.access
    this.#log = options.log
  }

  /** One element per group that has events. Nothing counted is an empty list. */
  async count(track: Track, asked: CountRequest): Promise<Known<readonly Counted[]>> {
    const series = await this.#access.attempt({
      endpoint: aggregateEndpoint(track),
      read: (endpoint) =>
        readInParts(asked.window, (window) => this.#read(track, endpoint, { ...asked, window })),
      sentence: 'Events of a Datadog product could not be read.',
      data: { track },
      ...(asked.onLimit && { onLimit: asked.onLimit })
    })
    if (!series.known) return series
    return known([...series.value].map(([name, points]) => ({ group: JSON.parse(name) as string[], points })))
  }

  async #read(track: Track, endpoint: Endpoint, asked: CountRequest): Promise<CountedPart> {
    const { query, window, groupBy = [] } = asked
    const filter = { query, from: isoTime(window.startMs), to: isoTime(window.endMs) }
    const interval = intervalOf(window.binMs)
    const { buckets, meta } = await this.#client.call(
      {
        endpoint,
        request: (configuration) => tracks[track].aggregate(configuration, { filter, interval, groupBy })
      },
      bucketsReply
    )
    if (isPartial(meta)) this.#log.warning('Datadog gave partial counts.', { track })
    const read = buckets.flatMap((bucket) => (bucket && readBucket(bucket)) ?? [])
    const series = new Map<string, Point[]>()
    let dropped = buckets.length - read.length
    for (const bucket of read) {
      const points = bucket.points.filter((point) => point !== undefined)
      dropped += bucket.points.length - points.length
      const name = JSON.stringify(groupOf(bucket, groupBy))
      series.set(name, [...(series.get(name) ?? []), ...points])
    }
    if (dropped > 0) {
      this.#log.warning('Some counts could not be read and are left out.', { track, dropped })
    }
    return { series, timedOut: timedOut(meta) }
  }
}

/** A facet may come back without the at sign that it was asked with. */
function groupOf({ by }: Bucket, groupBy: readonly GroupBy[]): readonly string[] {
  const values = Object.values(by)
  return groupBy.map(({ facet }, at) => by[facet] ?? by[facet.replace(/^@/, '')] ?? values[at] ?? '')
}

/** `1h`, `5m`. */
function intervalOf(binMs: number): string {
  return binMs % hourMs === 0 ? `${binMs / hourMs}h` : `${Math.round(binMs / 60_000)}m`
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
