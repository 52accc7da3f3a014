import type { Trend } from '../../flow/issue/issue.js'
import type { Clock, IssueSource, RunLog } from '../../ports.js'
import { Access } from './access.js'
import { DatadogClient, type ClientOptions } from './client.js'
import { Deploys } from './deploys.js'
import { EventCounts } from './event-counts.js'
import { EventReader } from './event-reader.js'
import { readEvidence } from './evidence.js'
import { acknowledge, readIssue, searchIssues, type IssueContext } from './issues.js'
import type { Opening } from './issue-request.js'
import { Neighbours } from './neighbours.js'
import { readOnset } from './onset.js'
import { Requests, type RequestMetric } from './requests.js'
import { Retention } from './retention.js'
import { trendWindow, type TrendWindow } from './trend.js'

export interface IssueSourceOptions extends ClientOptions {
  readonly window: {
    /** Over which occurrences, users and sessions are counted. */
    readonly impactHours: number
    /** Hours of the trend; the running hour is the last one. */
    readonly trendHours: number
    /** How far back a sample event is looked for; what is older than the retention is not found. */
    readonly sampleLookbackDays: number
  }
  /** Metrics that count the requests of services, in the order of the policy. Default none: trace metrics and RUM views alone. */
  readonly requests?: readonly RequestMetric[] | undefined
  readonly log: RunLog
  readonly clock: Clock
  /** The request for the run's issue, when it was sent ahead. */
  readonly opening?: Opening | undefined
}

const dayMs = 86_400_000

/** Datadog Error Tracking as the source of issues. Nothing is sent until a method is called. */
export function createIssueSource(options: IssueSourceOptions): IssueSource {
  const { site, log, clock, window } = options
  const client = new DatadogClient(options)
  const context: IssueContext = {
    client,
    site,
    impactHours: window.impactHours,
    log,
    clock,
    opening: options.opening,
    mayNot: { reason: undefined }
  }
  const now = (): number => clock.now()
  const access = new Access(log)
  const retention = new Retention()
  const counts = new EventCounts({ client, access, log })
  const requests = new Requests({ client, access, counts, metrics: options.requests ?? [] })
  const neighbours = new Neighbours({ counts, retention, now })
  const deploys = new Deploys({ client, access, log, now })
  return {
    readIssue: (issueId) => readIssue(context, issueId),
    searchIssues: (query) => searchIssues(context, query),
    acknowledge: (issueId) => acknowledge(context, issueId),
    readEvidence: (issues) => {
      const reader = new EventReader({
        client,
        counts,
        access,
        retention,
        log,
        lookbackStartMs: now() - window.sampleLookbackDays * dayMs,
        window: trendWindow(window.trendHours, now())
      })
      return readEvidence(reader, issues, window.sampleLookbackDays)
    },
    // The same hours as the trend's, though the clock has moved on since.
    readRequests: (issue) =>
      requests.count(
        issue,
        issue.trend.known ? windowOf(issue.trend.value) : trendWindow(window.trendHours, now())
      ),
    readOnset: (issue) => readOnset(counts, issue, now()),
    readNeighbours: (issue) => neighbours.around(issue),
    readDeploys: (issue, since) => deploys.since(issue, since)
  }
}

function windowOf({ startMs, endMs, counts }: Trend): TrendWindow {
  return { startMs, endMs, hours: counts.length }
}
