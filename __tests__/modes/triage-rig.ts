import { afterEach } from '@jest/globals'
import { readTrigger, type Trigger } from '../../src/flow/event/trigger.js'
import { triage, type Triage } from '../../src/modes/triage.js'
import type { LogData, RunLog } from '../../src/ports.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import { EmbeddedDatadog, type DatadogOptions } from '../../services/datadog/datadog.js'
import { seedError, type ErrorSeed } from '../../services/datadog/seeds.js'
import { EmbeddedGitHub, type EmbeddedGitHubOptions } from '../../services/github/embedded-github.js'
import { defaultProject } from '../../services/jira/default-project.js'
import { EmbeddedJira, type EmbeddedJiraOptions } from '../../services/jira/embedded-jira.js'
import type { LoggedRequest } from '../../services/kit/service.js'
import { credentials, REPOSITORY, SITE_URL } from '../../services/stage.js'
import { composeWorld } from './rig-world.js'
import { createRunClock, type RunClock } from './run-clock.js'
import { policyWith, PROJECT, shopFiles, type PolicyChanges } from './shop.js'

/** Twenty minutes into an hour. */
export const START = Date.parse('2026-03-10T12:20:00.000Z')
const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** Number of the first run of a rig; each further one counts up. */
export const FIRST_RUN = 7001
export const DAY = 24 * HOUR

export interface RigOptions {
  readonly files?: Readonly<Record<string, string>>
  readonly datadog?: Partial<DatadogOptions>
  readonly jira?: Partial<EmbeddedJiraOptions>
  readonly github?: Partial<EmbeddedGitHubOptions>
  /** Holds for every run that does not bring its own changes. */
  readonly policy?: PolicyChanges
}

/** What a run is asked to do; the fields of the alert are those of the webhook's payload. */
export interface Asked {
  readonly issueId?: string
  readonly query?: string
  /** `i/n`: the part of the sweep that the run does. */
  readonly shard?: string
  readonly alert?: Readonly<Record<string, string>>
  readonly force?: boolean
  readonly switchedOn?: boolean
  readonly nonProductionAllowed?: boolean
  readonly dryRun?: boolean
  readonly policy?: PolicyChanges
  /** Of a workflow that is run again; by default every run is a new one. */
  readonly runId?: number
  /** Which attempt of the run it is; the first by default. */
  readonly attempt?: number
  /** Folder of a checkout; without it the repository is read through the API. */
  readonly workspace?: string
}

export interface LoggedLine {
  readonly level: keyof RunLog
  readonly sentence: string
  readonly data: LogData
}

export interface Ended extends Triage {
  /** Requests since the run began, in order of arrival per vendor. */
  readonly requests: readonly LoggedRequest[]
  readonly lines: readonly LoggedLine[]
}

/** The run of one issue: its record is the only one. */
export interface EndedOne extends Ended {
  readonly record: OutcomeRecord
}

export interface TriageRig {
  readonly datadog: EmbeddedDatadog
  readonly jira: EmbeddedJira
  readonly github: EmbeddedGitHub
  readonly clock: RunClock
  /** Head of the default branch. */
  readonly commit: string
  /** An issue with its events, by default two within the last hour. Returns its id. */
  seed(error: ErrorSeed, hoursAgo?: readonly number[]): string
  /** One more event of the issue, a minute ago. */
  recur(issueId: string, error: ErrorSeed): void
  run(asked: Asked): Promise<Ended>
  runOne(asked: Asked): Promise<EndedOne>
}

const open: { stop(): Promise<void> }[] = []

afterEach(async () => {
  for (const vendor of open.splice(0)) await vendor.stop()
})

/** Triage in this process with its real adapters, between the embedded vendors, on a clock that the test holds. */
export async function openTriage(options: RigOptions = {}): Promise<TriageRig> {
  let running = 0
  let runs = 0
  const services = (): readonly EmbeddedDatadog['service'][] => [
    datadog.service,
    jira.service,
    github.service
  ]
  const clock = createRunClock(START, {
    running: () => running,
    requestsSoFar: () => services().reduce((sum, { requests }) => sum + requests.length, 0)
  })
  const now = (): number => clock.now()
  const datadog = new EmbeddedDatadog({
    now,
    apiKey: credentials.datadogApiKey,
    appKey: credentials.datadogAppKey,
    ...options.datadog
  })
  const jira = new EmbeddedJira({
    now,
    email: credentials.jiraEmail,
    apiToken: credentials.jiraToken,
    siteUrl: SITE_URL,
    projects: [defaultProject(PROJECT)],
    ...options.jira
  })
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const github = new EmbeddedGitHub({
    now,
    owner,
    repo,
    tokens: [
      {
        token: credentials.githubToken,
        login: 'github-actions[bot]',
        permissions: { metadata: 'read', contents: 'write' }
      }
    ],
    ...options.github
  })
  open.push(datadog, jira, github)
  await Promise.all([datadog.start(), jira.start(), github.start()])
  const commit = await github.seedFiles(options.files ?? shopFiles)

  async function run(asked: Asked): Promise<Ended> {
    const lines: LoggedLine[] = []
    const before = services().map((service) => service.requests.length)
    running += 1
    runs += 1
    const runId = asked.runId ?? FIRST_RUN + runs - 1
    try {
      const policy = policyWith(asked.policy ?? options.policy)
      const world = composeWorld({
        policy,
        dryRun: asked.dryRun ?? false,
        workspace: asked.workspace,
        urls: { datadog: datadog.url, jira: jira.url, github: github.url },
        commit,
        holder: `start ${runs} of a run`,
        attempt: { run: `run ${runId}`, number: asked.attempt ?? 1 },
        clock,
        log: recordingLog(lines)
      })
      const request = {
        trigger: triggerOf(asked),
        policy,
        switchedOn: asked.switchedOn ?? false,
        nonProductionAllowed: asked.nonProductionAllowed ?? false,
        runUrl: `https://github.com/${REPOSITORY}/actions/runs/${runId}`,
        runCommit: commit
      }
      const ended = await triage(request, world)
      const requests = services().flatMap((service, index) => service.requests.slice(before[index]))
      return { ...ended, requests, lines }
    } finally {
      running -= 1
    }
  }

  return {
    datadog,
    jira,
    github,
    clock,
    commit,
    seed: (error, hoursAgo = [1, 0.5]) =>
      seedError(
        datadog,
        error,
        hoursAgo.map((hours) => now() - hours * HOUR)
      ).id,
    recur: (issueId, error) => datadog.seedEvents(issueId, error.track, [error.event(now() - MINUTE, 1)]),
    run,
    runOne: async (asked) => {
      const ended = await run(asked)
      const [record, ...others] = ended.records
      if (!record || others.length > 0) throw new Error(`There are ${ended.records.length} records`)
      return { ...ended, record }
    }
  }
}

function recordingLog(lines: LoggedLine[]): RunLog {
  const note =
    (level: keyof RunLog) =>
    (sentence: string, data: LogData = {}): void => {
      lines.push({ level, sentence, data })
    }
  return { info: note('info'), warning: note('warning'), notice: note('notice'), error: note('error') }
}

/** Reads what started the run as the action does: an alert comes as a `repository_dispatch`. */
function triggerOf(asked: Asked): Exclude<Trigger, { kind: 'refused' }> {
  const payload = { schema: '1', issue_id: asked.issueId ?? '', transition: 'Triggered', ...asked.alert }
  const trigger = readTrigger({
    eventName: asked.alert ? 'repository_dispatch' : 'workflow_dispatch',
    payload: asked.alert ? { client_payload: payload } : {},
    inputs: {
      issueId: asked.alert ? '' : (asked.issueId ?? ''),
      query: asked.query ?? '',
      shard: asked.shard ?? '',
      forceFix: asked.force ?? false
    }
  })
  if (trigger.kind === 'refused') throw new Error(trigger.problems.join('\n'))
  return trigger
}
