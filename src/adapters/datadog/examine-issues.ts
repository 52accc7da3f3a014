import { ErrorTrackingApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/ErrorTrackingApi.js'
import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { SeenIssue, SeenIssues } from '../../check-up/datadog/facts.js'
import { issueStates, type Track } from '../../flow/issue/issue.js'
import { known } from '../../flow/issue/known.js'
import type { Clock } from '../../ports.js'
import { ask } from '../ask.js'
import type { Ask, DatadogClient } from './client.js'
import { boundLine, longestShownName } from './examine-request.js'
import { issueDetails } from './issue-details.js'
import { readIncluded, readResults, requiredList, searchReply } from './issue-json.js'
import { SEARCH_CAP } from './list-issues.js'
import type { DatadogSite } from './sites.js'
import { searchEndpoint, tracks } from './tracks.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const INCLUDES = ['issue', 'issue.assignee', 'issue.case', 'issue.team_owners'] as const

/** As the issue search calls the products. */
const searchTracks = { spans: 'trace', logs: 'logs', rum: 'rum' } as const satisfies Record<Track, string>

export interface Examination {
  readonly client: DatadogClient
  readonly site: DatadogSite
  readonly clock: Clock
}

/** Issues of one product with an event in the last day, those first seen last at the start; one page. */
export function seeIssues(examination: Examination, track: Track): Promise<Answer<SeenIssues>> {
  const { client, site, clock } = examination
  const toMs = clock.now()
  const window = { hours: DAY_MS / HOUR_MS, fromMs: toMs - DAY_MS }
  const question: Ask = {
    endpoint: { purpose: 'search issues', scope: 'error_tracking_read' },
    request: (configuration) =>
      new ErrorTrackingApiRequestFactory(configuration).searchIssues(
        {
          data: {
            type: 'search_request',
            attributes: {
              query: '*',
              from: window.fromMs,
              to: toMs,
              track: searchTracks[track],
              orderBy: 'FIRST_SEEN',
              states: [...issueStates]
            }
          }
        },
        [...INCLUDES]
      )
  }
  return ask(async () => {
    const { data, included: items } = await client.call(question, searchReply)
    const included = readIncluded(items)
    const issues = readResults(data).read.flatMap((result): readonly SeenIssue[] => {
      const resource = included.issues.get(result.id)
      if (resource === undefined) return []
      const details = issueDetails(resource, included, known(result), { site, window })
      return [
        {
          id: details.id,
          state: details.state,
          isYoung: details.firstSeen.at >= window.fromMs,
          isAssigned: details.assignee !== undefined,
          hasCase: details.linkedCase !== undefined,
          jiraKey: details.linkedCase?.jiraKey,
          owners: details.teamOwners.map(({ handle }) => boundLine(handle, longestShownName)),
          countsUsers: details.impact.users.known,
          countsSessions: details.impact.sessions.known
        }
      ]
    })
    return { issues, full: data.length >= SEARCH_CAP }
  })
}

const eventsReply = z.object({ data: requiredList })

/** Searches for one event of the last hour: whether there is one does not matter. */
export function tryEvents({ client, clock }: Examination, track: Track): Promise<Answer<true>> {
  const now = clock.now()
  const filter = {
    query: '*',
    from: new Date(now - HOUR_MS).toISOString(),
    to: new Date(now).toISOString()
  }
  const question: Ask = {
    endpoint: searchEndpoint(track),
    request: (configuration) => tracks[track].search(configuration, filter, 1)
  }
  return ask(async () => {
    await client.call(question, eventsReply)
    return true as const
  })
}
