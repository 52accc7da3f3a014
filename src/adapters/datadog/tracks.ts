import type {
  Configuration,
  RequestContext
} from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'
import { LogsApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/LogsApi.js'
import { RUMApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/RUMApi.js'
import { SpansApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/SpansApi.js'
import type { Impact, Platform, Track } from '../../flow/issue/issue.js'
import type { Endpoint, Scope } from './endpoint.js'
import type { IssueIdFacet } from './queries.js'

export interface EventFilter {
  readonly query: string
  /** ISO 8601, as is `to`. */
  readonly from: string
  readonly to: string
}

/** A facet that counts are split by, into as many groups at most, the largest first. */
export interface GroupBy {
  readonly facet: string
  /** The limits of all facets multiply to 10,000 at most. https://docs.datadoghq.com/api/latest/logs/aggregate-events/ */
  readonly limit: number
  /** Name of the group of the events that do not have the facet; without it they are left out. */
  readonly missing?: string
}

export interface AskedCounts {
  readonly filter: EventFilter
  /** `1h`, `5m`. */
  readonly interval: string
  readonly groupBy: readonly GroupBy[]
}

interface TrackRequests {
  /** As the product is called in sentences. */
  readonly title: string
  readonly scope: Scope
  /** Spelling of the issue id as a facet; the other one is tried where this one gives nothing. */
  readonly issueIdFacet: IssueIdFacet
  /** Newest first. */
  readonly search: (
    configuration: Configuration,
    filter: EventFilter,
    limit: number
  ) => Promise<RequestContext>
  readonly aggregate: (configuration: Configuration, asked: AskedCounts) => Promise<RequestContext>
}

const sort = '-timestamp'

/** What the three products take in the same form. */
function aggregation({ filter, interval, groupBy }: AskedCounts): Aggregation {
  const groups = groupBy.map((group) => ({
    ...group,
    sort: { aggregation: 'count', order: 'desc', type: 'measure' } as const
  }))
  return {
    compute: [{ aggregation: 'count', type: 'timeseries', interval }],
    filter: { ...filter },
    ...(groups.length > 0 && { groupBy: groups })
  }
}

interface Aggregation {
  compute: { aggregation: 'count'; type: 'timeseries'; interval: string }[]
  filter: EventFilter
  groupBy?: (GroupBy & { sort: { aggregation: 'count'; order: 'desc'; type: 'measure' } })[]
}

/** The three products whose events Error Tracking groups into issues. Spans wrap their bodies, the others do not. */
export const tracks = {
  spans: {
    title: 'spans',
    scope: 'apm_read',
    issueIdFacet: '@issue.id',
    search: (configuration, filter, limit) =>
      new SpansApiRequestFactory(configuration).listSpans({
        data: { type: 'search_request', attributes: { filter: { ...filter }, sort, page: { limit } } }
      }),
    aggregate: (configuration, asked) =>
      new SpansApiRequestFactory(configuration).aggregateSpans({
        data: { type: 'aggregate_request', attributes: aggregation(asked) }
      })
  },
  logs: {
    title: 'logs',
    scope: 'logs_read_data',
    issueIdFacet: 'issue.id',
    search: (configuration, filter, limit) =>
      new LogsApiRequestFactory(configuration).listLogs({ filter: { ...filter }, sort, page: { limit } }),
    aggregate: (configuration, asked) =>
      new LogsApiRequestFactory(configuration).aggregateLogs(aggregation(asked))
  },
  rum: {
    title: 'RUM events',
    scope: 'rum_apps_read',
    issueIdFacet: '@issue.id',
    search: (configuration, filter, limit) =>
      new RUMApiRequestFactory(configuration).searchRUMEvents({
        filter: { ...filter },
        sort,
        page: { limit }
      }),
    aggregate: (configuration, asked) =>
      new RUMApiRequestFactory(configuration).aggregateRUMEvents(aggregation(asked))
  }
} as const satisfies Record<Track, TrackRequests>

export function searchEndpoint(track: Track): Endpoint {
  return { purpose: `search ${tracks[track].title}`, scope: tracks[track].scope }
}

export function aggregateEndpoint(track: Track): Endpoint {
  return { purpose: `count ${tracks[track].title}`, scope: tracks[track].scope }
}

const clientFirst: readonly Track[] = ['rum', 'logs', 'spans']
const serverFirst: readonly Track[] = ['spans', 'logs', 'rum']

const trackOrder = {
  ANDROID: clientFirst,
  BROWSER: clientFirst,
  FLUTTER: clientFirst,
  IOS: clientFirst,
  REACT_NATIVE: clientFirst,
  ROKU: clientFirst,
  BACKEND: serverFirst,
  UNKNOWN: serverFirst
} as const satisfies Record<Platform, readonly Track[]>

/**
 * Where to look for the issue's events: an issue does not say which product reports it, its platform hints at it; and where
 * Datadog names none, users and sessions do, because RUM alone counts them.
 */
export function tracksFor({ platform, impact }: Reported): readonly Track[] {
  const isCounted = impact.users.known || impact.sessions.known
  return platform === 'UNKNOWN' && isCounted ? clientFirst : trackOrder[platform]
}

interface Reported {
  readonly platform: Platform
  readonly impact: Impact
}
