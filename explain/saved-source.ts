import { Access } from '../src/adapters/datadog/access.js'
import { EventCounts } from '../src/adapters/datadog/event-counts.js'
import { EventReader } from '../src/adapters/datadog/event-reader.js'
import { readEvidence } from '../src/adapters/datadog/evidence.js'
import { readIssue } from '../src/adapters/datadog/issues.js'
import { Retention } from '../src/adapters/datadog/retention.js'
import type { DatadogSite } from '../src/adapters/datadog/sites.js'
import { trendWindow } from '../src/adapters/datadog/trend.js'
import type { Policy } from '../src/config/policy.js'
import { unknown } from '../src/flow/issue/known.js'
import type { Clock, IssueSource, RunLog } from '../src/ports.js'
import type { SavedReplies } from './saved-replies.js'

export interface SavedSource {
  readonly client: SavedReplies
  readonly site: DatadogSite
  readonly window: Policy['datadog']
  readonly clock: Clock
  readonly log: RunLog
}

const DAY_MS = 86_400_000
const notSaved = unknown('it is not among the saved replies')

/** The source of issues of the action, on another client. */
export function savedSource({ client, site, window, clock, log }: SavedSource): IssueSource {
  const { impactHours, trendHours, sampleLookbackDays } = window
  const context = { client, site, impactHours, log, clock, opening: undefined, mayNot: { reason: undefined } }
  return {
    readIssue: (issueId) => readIssue(context, issueId),
    searchIssues: () => Promise.reject(new Error('A saved issue is not searched for.')),
    acknowledge: () => Promise.reject(new Error('An explanation writes nothing.')),
    readRequests: () => Promise.resolve(notSaved),
    readOnset: () => Promise.resolve(notSaved),
    readNeighbours: () => Promise.resolve(notSaved),
    readDeploys: () => Promise.resolve(notSaved),
    readEvidence: (issues) => {
      const now = clock.now()
      const access = new Access(log)
      const reader = new EventReader({
        client,
        counts: new EventCounts({ client, access, log }),
        access,
        retention: new Retention(),
        log,
        lookbackStartMs: now - sampleLookbackDays * DAY_MS,
        window: trendWindow(trendHours, now)
      })
      return readEvidence(reader, issues, sampleLookbackDays)
    }
  }
}

export const silent: RunLog = {
  info: () => undefined,
  warning: () => undefined,
  notice: () => undefined,
  error: () => undefined
}
