import type { Track, Trend } from '../../flow/issue/issue.js'
import { known, type Known } from '../../flow/issue/known.js'
import type { RunLog } from '../../ports.js'
import type { Access } from './access.js'
import type { DatadogClient } from './client.js'
import { isoTime, mostGroups, type Counted, type EventCounts } from './event-counts.js'
import { eventsReply, isPartial, vendorEvent, type Point } from './event-json.js'
import { readList } from './issue-json.js'
import { facetQuery, issueIdQuery } from './queries.js'
import type { Retention } from './retention.js'
import { readEvent, type FoundEvent } from './sample.js'
import type { CountWindow } from './spacing.js'
import { searchEndpoint, tracks } from './tracks.js'
import { fillHours, hourMs, type TrendWindow } from './trend.js'

export interface EventPage {
  /** Newest first. */
  readonly events: readonly FoundEvent[]
  /** As many as were asked for: there may be more, older ones. */
  readonly full: boolean
}

/** An issue and its service. */
export interface Owned {
  readonly id: string
  readonly service: string
}

export interface EventReaderOptions {
  readonly client: DatadogClient
  readonly counts: EventCounts
  readonly access: Access
  readonly retention: Retention
  readonly log: RunLog
  /** Start of the search for sample events, milliseconds since the epoch. */
  readonly lookbackStartMs: number
  readonly window: TrendWindow
}

/** Keeps the query of a batch well under the length that is taken. */
const issuesPerBatch = 50

/** Reads events and their hourly counts. A product that cannot be read is unknown with the reason: an issue is worth a ticket without its events. */
export class EventReader {
  readonly window: TrendWindow
  readonly retention: Retention
  readonly #options: EventReaderOptions
  #metLimit = false

  constructor(options: EventReaderOptions) {
    this.#options = options
    this.window = options.window
    this.retention = options.retention
  }

  /** A request was refused because of its limit: what was not found may be there. */
  get metLimit(): boolean {
    return this.#metLimit
  }

  /** Issues whose counts fit into one reply. */
  get issuesPerCount(): number {
    return mostGroups(this.#hours, issuesPerBatch)
  }

  /** `confirmed` says whether the query asks for the issue itself. */
  search(track: Track, query: string, limit: number, confirmed: boolean): Promise<Known<EventPage>> {
    const { client, access, log, retention, lookbackStartMs } = this.#options
    const filter = { query, from: isoTime(lookbackStartMs), to: isoTime(this.window.endMs) }
    return access.attempt({
      endpoint: searchEndpoint(track),
      sentence: 'Events of a Datadog product could not be read.',
      data: { track },
      onLimit: () => this.#meetLimit(),
      read: async (endpoint) => {
        const { data, meta } = await client.call(
          { endpoint, request: (configuration) => tracks[track].search(configuration, filter, limit) },
          eventsReply
        )
        if (isPartial(meta)) log.warning('Datadog gave partial search results.', { track })
        const events = readList(data, vendorEvent).read.flatMap(
          (event) => readEvent(track, event, confirmed) ?? []
        )
        const dropped = data.length - events.length
        if (dropped > 0) log.warning('Some events could not be read and are left out.', { track, dropped })
        const cut = events.filter(({ stackCut }) => stackCut).length
        if (cut > 0) log.info('Some stack traces were too long and were cut.', { track, events: cut })
        events.sort((a, b) => b.sample.at - a.sample.at)
        for (const { sample } of events) {
          retention.note(track, sample.service.known ? sample.service.value : '', sample.at)
        }
        return { events, full: data.length >= limit }
      }
    })
  }

  /** Counts of one issue's events. All zero when there are none, which may mean that the product never has any. */
  async countHours(track: Track, issue: Owned): Promise<Known<Trend>> {
    const counted = await this.#count(track, issueIdQuery([issue.id]))
    if (!counted.known) return counted
    const points = counted.value.flatMap((group) => group.points)
    return known(this.#fill(track, issue.service, points))
  }

  /** The same for many issues in one request; an issue without events is not in the map. */
  async countHoursByIssue(
    track: Track,
    issues: readonly Owned[],
    facet: string
  ): Promise<Known<ReadonlyMap<string, Trend>>> {
    const wanted = new Map(issues.map((issue) => [issue.id, issue]))
    const groups = await this.#count(track, issueIdQuery([...wanted.keys()]), { facet, limit: wanted.size })
    if (!groups.known) return groups
    const byIssue = groups.value.flatMap(({ group, points }): [string, Trend][] => {
      const issue = wanted.get(group[0]?.toLowerCase() ?? '')
      return issue === undefined ? [] : [[issue.id, this.#fill(track, issue.service, points)]]
    })
    return known(new Map(byIssue))
  }

  /** Looks how far back the products keep events of these services, errors or not. What it finds is in the retention. */
  async searchRetention(track: Track, services: readonly string[]): Promise<void> {
    const { retention } = this.#options
    for (const service of services) retention.noteSearch(track, service)
    const counted = await this.#count(track, facetQuery('service', services), {
      facet: 'service',
      limit: services.length
    })
    if (!counted.known) return
    for (const { group, points } of counted.value) {
      for (const { at } of points) retention.note(track, group[0] ?? '', at)
    }
  }

  #count(
    track: Track,
    query: string,
    group?: { readonly facet: string; readonly limit: number }
  ): Promise<Known<readonly Counted[]>> {
    return this.#options.counts.count(track, {
      query,
      window: this.#hours,
      groupBy: group === undefined ? [] : [group],
      onLimit: () => this.#meetLimit()
    })
  }

  get #hours(): CountWindow {
    return { startMs: this.window.startMs, endMs: this.window.endMs, binMs: hourMs }
  }

  #fill(track: Track, service: string, points: readonly Point[]): Trend {
    for (const { at } of points) this.#options.retention.note(track, service, at)
    return fillHours(points, this.window)
  }

  #meetLimit(): void {
    this.#metLimit = true
  }
}
