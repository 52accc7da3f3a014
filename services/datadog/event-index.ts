import type { StoredEvent, Track } from './event.js'
import { matches, type IssueIdField } from './query-match.js'
import { parseQuery, QuerySyntaxError, type Query } from './query-syntax.js'
import { argumentError, Refused } from './replies.js'
import { searchableWindow, timesWithin, type Retention } from './retention.js'
import type { Store } from './store.js'
import { readWindow } from './window.js'

/** Which spelling of the issue id each product understands; the vendor's documentation and practice disagree. */
export type IssueIdFields = Readonly<Record<Track | 'issues', IssueIdField>>

export interface FoundEvent {
  readonly event: StoredEvent
  /** Those of its occurrences that are in the window and still kept; never empty. */
  readonly times: readonly number[]
}

interface EventFilter {
  readonly query?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What event search and aggregation can see: indexed events, inside the retention of their product. */
export class EventIndex {
  readonly #store: Store
  readonly #retention: Retention
  readonly #now: () => number
  readonly issueIdFields: IssueIdFields
  #requests = 0

  constructor(options: {
    readonly store: Store
    readonly retention: Retention
    readonly issueIdFields: IssueIdFields
    readonly now: () => number
  }) {
    this.#store = options.store
    this.#retention = options.retention
    this.#now = options.now
    this.issueIdFields = options.issueIdFields
  }

  /** Refuses an unreadable query with 400 and a reversed window with 422. `since`: what is older was not got to. */
  find(track: Track, filter: EventFilter | undefined, since = 0): readonly FoundEvent[] {
    const query = readQuery(filter?.query ?? '*')
    const asked = readWindow(filter, this.#now())
    const window = searchableWindow(
      { from: Math.max(asked.from, since), to: asked.to },
      track,
      this.#retention,
      this.#now()
    )
    return this.#store
      .events()
      .filter((event) => event.track === track && event.indexed)
      .map((event) => ({ event, times: timesWithin(event, window) }))
      .filter(({ times }) => times.length > 0)
      .filter(({ event }) => matches(query, event.searchable, this.issueIdFields[track]))
  }

  /** The window of a filter in milliseconds, before retention cuts it. */
  window(filter: EventFilter | undefined): { readonly from: number; readonly to: number } {
    return readWindow(filter, this.#now())
  }

  requestId(): string {
    this.#requests += 1
    return `pddv1${Buffer.from(`request-${this.#requests}`).toString('base64url')}`
  }
}

function readQuery(text: string): Query {
  try {
    return parseQuery(text)
  } catch (problem) {
    if (problem instanceof QuerySyntaxError)
      throw new Refused(argumentError(400, 'filter.query', problem.message))
    throw problem
  }
}
