import { VendorError } from '../../errors.js'
import type { Track, Trend } from '../../flow/issue/issue.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { RunLog } from '../../ports.js'
import type { DatadogClient } from './client.js'
import type { Endpoint } from './endpoint.js'
import { bucketsReply, eventsReply, isPartial, readBucket, vendorEvent, type Bucket } from './event-json.js'
import { readList } from './issue-json.js'
import { issueIdQuery } from './queries.js'
import { readEvent, type FoundEvent } from './sample.js'
import { aggregateEndpoint, searchEndpoint, tracks } from './tracks.js'
import { fillHours, type TrendWindow } from './trend.js'

export interface EventPage {
  /** Newest first. */
  readonly events: readonly FoundEvent[]
  /** As many as were asked for: there may be more, older ones. */
  readonly full: boolean
}

export interface EventReaderOptions {
  readonly client: DatadogClient
  readonly log: RunLog
  /** Start of the search for sample events, milliseconds since the epoch. */
  readonly lookbackStartMs: number
  readonly window: TrendWindow
}

/**
 * Reads events and their hourly counts. A product that cannot be read is unknown with the reason, and is not asked again once it
 * has refused the keys: an issue is worth a ticket without its events.
 */
export class EventReader {
  readonly window: TrendWindow
  readonly #options: EventReaderOptions
  readonly #refused = new Map<Track, string>()
  #metLimit = false

  constructor(options: EventReaderOptions) {
    this.#options = options
    this.window = options.window
  }

  /** A search was refused because of its limit: what was not found may be there. */
  get metLimit(): boolean {
    return this.#metLimit
  }

  /** `confirmed` says whether the query asks for the issue itself. */
  search(track: Track, query: string, limit: number, confirmed: boolean): Promise<Known<EventPage>> {
    const { client, log, lookbackStartMs } = this.#options
    const filter = { query, from: isoTime(lookbackStartMs), to: isoTime(this.window.endMs) }
    return this.#attempt(track, searchEndpoint(track), async (endpoint) => {
      const { data, meta } = await client.call(
        { endpoint, request: (configuration) => tracks[track].search(configuration, filter, limit) },
        eventsReply
      )
      if (isPartial(meta)) log.warning('Datadog gave partial search results.', { track })
      const events = readList(data, vendorEvent).read.flatMap(
        (event) => readEvent(track, event, confirmed) ?? []
      )
      this.#tellDropped('Some events could not be read and are left out.', track, data.length - events.length)
      const cut = events.filter(({ stackCut }) => stackCut).length
      if (cut > 0) log.info('Some stack traces were too long and were cut.', { track, events: cut })
      events.sort((a, b) => b.sample.at - a.sample.at)
      return { events, full: data.length >= limit }
    })
  }

  /** Counts of one issue's events. All zero when there are none, which may mean that the product never has any. */
  async countHours(track: Track, issueId: string): Promise<Known<Trend>> {
    const buckets = await this.#count(track, [issueId], undefined)
    return buckets.known ? known(this.#fill(buckets.value)) : buckets
  }

  /** The same for many issues in one request; an issue without events is not in the map. */
  async countHoursByIssue(
    track: Track,
    issueIds: readonly string[],
    facet: string
  ): Promise<Known<ReadonlyMap<string, Trend>>> {
    const buckets = await this.#count(track, issueIds, facet)
    if (!buckets.known) return buckets
    const wanted = new Set(issueIds)
    const byIssue = buckets.value.flatMap((bucket): [string, Trend][] => {
      const id = bucket.by.find((value) => wanted.has(value))
      return id === undefined ? [] : [[id, this.#fill([bucket])]]
    })
    return known(new Map(byIssue))
  }

  async #count(
    track: Track,
    issueIds: readonly string[],
    facet: string | undefined
  ): Promise<Known<readonly Bucket[]>> {
    const { client, log } = this.#options
    const { startMs, endMs } = this.window
    const filter = { query: issueIdQuery(issueIds), from: isoTime(startMs), to: isoTime(endMs) }
    const groupBy = facet === undefined ? undefined : { facet, limit: issueIds.length }
    return this.#attempt(track, aggregateEndpoint(track), async (endpoint) => {
      const { buckets, meta } = await client.call(
        { endpoint, request: (configuration) => tracks[track].aggregate(configuration, { filter, groupBy }) },
        bucketsReply
      )
      if (isPartial(meta)) log.warning('Datadog gave partial counts.', { track })
      const read = buckets.flatMap((bucket) => (bucket && readBucket(bucket)) ?? [])
      const badPoints = read.flatMap(({ points }) => points).filter((point) => point === undefined).length
      const dropped = buckets.length - read.length + badPoints
      this.#tellDropped('Some counts could not be read and are left out.', track, dropped)
      return read
    })
  }

  #fill(buckets: readonly Bucket[]): Trend {
    return fillHours(
      buckets.flatMap(({ points }) => points.flatMap((point) => point ?? [])),
      this.window
    )
  }

  async #attempt<T>(
    track: Track,
    endpoint: Endpoint,
    read: (endpoint: Endpoint) => Promise<T>
  ): Promise<Known<T>> {
    const refused = this.#refused.get(track)
    if (refused !== undefined) return unknown(refused)
    try {
      return known(await read(endpoint))
    } catch (error) {
      if (!(error instanceof VendorError)) throw error
      const { status, message } = error
      if (!this.#refused.has(track)) {
        this.#options.log.warning('Events of a Datadog product could not be read.', {
          track,
          reason: message
        })
      }
      if (status === 429) this.#metLimit = true
      if (status === 401 || status === 403) this.#refused.set(track, message)
      return unknown(message)
    }
  }

  #tellDropped(sentence: string, track: Track, dropped: number): void {
    if (dropped > 0) this.#options.log.warning(sentence, { track, dropped })
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
