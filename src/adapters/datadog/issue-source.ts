import type { Clock, IssueSource, RunLog } from '../../ports.js'
import { DatadogClient, type ClientOptions } from './client.js'
import { EventReader } from './event-reader.js'
import { readEvidence } from './evidence.js'
import { acknowledge, readIssue, searchIssues, type IssueContext } from './issues.js'
import type { Opening } from './issue-request.js'
import { trendWindow } from './trend.js'

export interface IssueSourceOptions extends ClientOptions {
  readonly window: {
    /** Over which occurrences, users and sessions are counted. */
    readonly impactHours: number
    /** Hours of the trend; the running hour is the last one. */
    readonly trendHours: number
    /** How far back a sample event is looked for; what is older than the retention is not found. */
    readonly sampleLookbackDays: number
  }
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
  return {
    readIssue: (issueId) => readIssue(context, issueId),
    searchIssues: (query) => searchIssues(context, query),
    acknowledge: (issueId) => acknowledge(context, issueId),
    readEvidence: (issues) => {
      const now = clock.now()
      const reader = new EventReader({
        client,
        log,
        lookbackStartMs: now - window.sampleLookbackDays * dayMs,
        window: trendWindow(window.trendHours, now)
      })
      return readEvidence(reader, issues, window.sampleLookbackDays)
    }
  }
}
