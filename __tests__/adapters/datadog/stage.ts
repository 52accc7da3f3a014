import { afterEach } from '@jest/globals'
import type { LoggedRequest } from '../../../services/kit/service.js'
import { EmbeddedDatadog, type DatadogOptions } from '../../../services/datadog/datadog.js'
import { createIssueSource, type IssueSourceOptions } from '../../../src/adapters/datadog/issue-source.js'
import type { Issue, IssueDetails, IssueEvidence } from '../../../src/flow/issue/issue.js'
import type { IssueSource, LogData } from '../../../src/ports.js'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Twenty minutes into an hour. */
export const NOW = Date.parse('2026-03-10T12:20:00.000Z')

export interface LoggedLine {
  readonly level: 'info' | 'warning' | 'notice' | 'error'
  readonly sentence: string
  readonly data: LogData
}

export interface Stage {
  readonly datadog: EmbeddedDatadog
  readonly source: IssueSource
  readonly lines: readonly LoggedLine[]
  /** Waits asked of the clock, in milliseconds. */
  readonly sleeps: readonly number[]
  /** `METHOD /path` of every request, query strings left out. */
  readonly calls: () => readonly string[]
  readonly requests: () => readonly LoggedRequest[]
}

const running: EmbeddedDatadog[] = []

afterEach(async () => {
  for (const datadog of running.splice(0)) await datadog.stop()
})

/** A started service and a source that reads from it; the clock stands still and sleeps resolve at once. */
export async function setStage(
  service: Partial<DatadogOptions> = {},
  options: Partial<IssueSourceOptions> = {}
): Promise<Stage> {
  const datadog = new EmbeddedDatadog({
    now: () => NOW,
    apiKey: 'the-api-key',
    appKey: 'the-app-key',
    ...service
  })
  running.push(datadog)
  const url = await datadog.start()
  const lines: LoggedLine[] = []
  const sleeps: number[] = []
  const note =
    (level: LoggedLine['level']) =>
    (sentence: string, data: LogData = {}): void => {
      lines.push({ level, sentence, data })
    }
  const clock = {
    now: () => NOW,
    sleep: (milliseconds: number) => {
      sleeps.push(milliseconds)
      return Promise.resolve()
    }
  }
  const source = createIssueSource({
    site: 'datadoghq.eu',
    apiUrl: url,
    apiKey: 'the-api-key',
    appKey: 'the-app-key',
    window: { impactHours: 24, trendHours: 48, sampleLookbackDays: 30 },
    retry: { attempts: 3, baseMs: 100, maximumWaitMs: 60_000, random: () => 0.5, clock },
    log: { info: note('info'), warning: note('warning'), notice: note('notice'), error: note('error') },
    clock,
    ...options
  })
  return {
    datadog,
    source,
    lines,
    sleeps,
    calls: () => datadog.service.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`),
    requests: () => datadog.service.requests
  }
}

/** Reads one issue and its evidence the way triage does. */
export async function readWhole(
  { source }: Stage,
  id: string
): Promise<{ readonly issue: IssueDetails; readonly evidence: IssueEvidence }> {
  const issue = await source.readIssue(id)
  const evidence = (await source.readEvidence([issue])).get(id)
  if (!evidence) throw new Error('the evidence of the issue is missing')
  return { issue, evidence }
}

/** The issue as the decision sees it; the log of requests starts anew behind it. */
export async function readIssueOf(stage: Stage, id: string): Promise<Issue> {
  const { issue, evidence } = await readWhole(stage, id)
  stage.datadog.service.clearLog()
  return { ...issue, ...evidence }
}

/** The trend over four weeks. */
export const fourWeeks: Partial<IssueSourceOptions> = {
  window: { impactHours: 24, trendHours: 672, sampleLookbackDays: 30 }
}

/** Paths of the requests that ask for events, metrics or deployments, without the version of the API. */
export function readings(stage: Stage): readonly string[] {
  return stage
    .calls()
    .filter((call) => !call.includes('error-tracking'))
    .map((call) => call.slice('POST /api/v2/'.length))
}

export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}
