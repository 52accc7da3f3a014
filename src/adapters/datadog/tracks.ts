import type {
  Configuration,
  RequestContext
} from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'
import { LogsApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/LogsApi.js'
import { RUMApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/RUMApi.js'
import { SpansApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/SpansApi.js'
import type { Impact, Platform, Track } from '../../flow/issue/issue.js'
import type { Endpoint, Scope } from './endpoint.js'

export interface EventFilter {
  readonly query: string
  /** ISO 8601, as is `to`. */
  readonly from: string
  readonly to: string
}

export interface HourlyCounts {
  readonly filter: EventFilter
  /** Splits the counts by this facet, into as many groups at most. */
  readonly groupBy: { readonly facet: string; readonly limit: number } | undefined
}

interface TrackRequests {
  /** As the product is called in sentences. */
  readonly title: string
  readonly scope: Scope
  /** Spelling of the issue id as a facet; the other one is tried where this one gives nothing. */
  readonly issueIdFacet: 'issue.id' | '@issue.id'
  /** Newest first. */
  readonly search: (
    configuration: Configuration,
    filter: EventFilter,
    limit: number
  ) => Promise<RequestContext>
  readonly aggregate: (configuration: Configuration, asked: HourlyCounts) => Promise<RequestContext>
}

const sort = '-timestamp'
const compute = { aggregation: 'count', type: 'timeseries', interval: '1h' } as const

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
    aggregate: (configuration, { filter, groupBy }) =>
      new SpansApiRequestFactory(configuration).aggregateSpans({
        data: {
          type: 'aggregate_request',
          attributes: {
            compute: [{ ...compute }],
            filter: { ...filter },
            ...(groupBy && { groupBy: [{ ...groupBy }] })
          }
        }
      })
  },
  logs: {
    title: 'logs',
    scope: 'logs_read_data',
    issueIdFacet: 'issue.id',
    search: (configuration, filter, limit) =>
      new LogsApiRequestFactory(configuration).listLogs({ filter: { ...filter }, sort, page: { limit } }),
    aggregate: (configuration, { filter, groupBy }) =>
      new LogsApiRequestFactory(configuration).aggregateLogs({
        compute: [{ ...compute }],
        filter: { ...filter },
        ...(groupBy && { groupBy: [{ ...groupBy }] })
      })
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
    aggregate: (configuration, { filter, groupBy }) =>
      new RUMApiRequestFactory(configuration).aggregateRUMEvents({
        compute: [{ ...compute }],
        filter: { ...filter },
        ...(groupBy && { groupBy: [{ ...groupBy }] })
      })
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
