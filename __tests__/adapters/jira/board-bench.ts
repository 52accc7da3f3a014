import { createTicketBoard, type TicketBoardOptions } from '../../../src/adapters/jira/ticket-board.js'
import type { JiraPolicy } from '../../../src/adapters/jira/jira-policy.js'
import type { TicketMemory } from '../../../src/flow/decision/existing-ticket.js'
import type { Team } from '../../../src/flow/decision/router.js'
import type { AdfDocument } from '../../../src/flow/ticket/adf.js'
import type { TicketDraft } from '../../../src/flow/ticket/ticket-draft.js'
import type { LogData, TicketBoard } from '../../../src/ports.js'
import { defaultProject, TEAM_FIELD } from '../../../services/jira/default-project.js'
import { EmbeddedJira, type EmbeddedJiraOptions } from '../../../services/jira/embedded-jira.js'

export const EMAIL = 'bot@example.com'
export const TOKEN = 'ATATT3xFfGF0-secret-token'
export const CLOUD_ID = '11111111-2222-3333-4444-555555555555'
export const ISSUE_ID = '5b1a2c3d-0000-4000-8000-00000000abcd'
export const ISSUE_LABEL = `datadog-issue-${ISSUE_ID}`
export const START = Date.parse('2026-03-01T12:00:00Z')

/** What the test's redactor takes away. */
export const SECRET = 'hunter2'

export const policy: JiraPolicy = {
  project: 'PPL',
  issueType: 'Bug',
  priority: 'High',
  escalatedPriority: undefined,
  labels: ['backend'],
  fields: {},
  teamField: TEAM_FIELD,
  linkType: 'Relates',
  reopenStatus: undefined
}

export const team: Team = {
  name: 'checkout',
  datadog: [],
  github: [],
  component: 'checkout',
  assignee: '5b10ac8d82e05b22cc7d4ef5',
  jiraTeam: '36885b3c-1bf0-4f85-a357-c5b858c31de4'
}

export const memory: TicketMemory = {
  version: 1,
  issues: [
    {
      id: ISSUE_ID,
      url: 'https://app.datadoghq.eu/error-tracking/issue/1',
      service: 'orders',
      env: 'production',
      lastSeenAt: 0,
      version: undefined
    }
  ],
  fingerprint: '0123456789abcdef',
  scoreAtFiling: 9,
  commentId: undefined,
  alerts: 1,
  notifiedAt: START,
  reopens: 0,
  handedOffAt: undefined,
  fingerprintVersion: 2,
  cycleKeys: ['cycle-1']
}

export function text(words: string): AdfDocument {
  return {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
  }
}

export const draft: TicketDraft = {
  summary: 'TypeError in checkout',
  description: text('It broke.'),
  labels: ['datadog-autofix', ISSUE_LABEL, 'datadog-fp-0123456789abcdef'],
  team,
  memory
}

export interface Bench {
  readonly jira: EmbeddedJira
  readonly board: TicketBoard
  readonly warnings: { readonly sentence: string; readonly data: LogData | undefined }[]
  /** Every wait, in milliseconds; the clock jumps instead. */
  readonly sleeps: number[]
  readonly now: () => number
  /** Moves the clock. */
  readonly pass: (milliseconds: number) => void
  /** Another board on the same Jira. */
  readonly boardWith: (changed: Partial<TicketBoardOptions>) => TicketBoard
  /** `METHOD /path status` of every request, without the API's prefix and the query. */
  readonly requests: () => readonly string[]
  readonly stop: () => Promise<void>
}

function redact(words: string): string {
  return words.replaceAll(SECRET, '[redacted]')
}

function redactDeep<T>(value: T): T {
  return JSON.parse(redact(JSON.stringify(value))) as T
}

export async function startBench(
  options: Partial<EmbeddedJiraOptions> & { readonly policy?: Partial<JiraPolicy> } = {}
): Promise<Bench> {
  let at = START
  const now = (): number => at
  const warnings: Bench['warnings'] = []
  const sleeps: number[] = []
  const jira = new EmbeddedJira({
    now,
    email: EMAIL,
    apiToken: TOKEN,
    siteUrl: 'https://example.atlassian.net',
    projects: [defaultProject('PPL')],
    ...options
  })
  const url = await jira.start()
  const boardWith = (changed: Partial<TicketBoardOptions>): TicketBoard =>
    createTicketBoard({
      siteUrl: 'https://example.atlassian.net/',
      apiUrl: url,
      email: EMAIL,
      apiToken: TOKEN,
      policy: { ...policy, ...options.policy },
      redactor: { redact, redactDeep },
      retry: {
        attempts: 3,
        baseMs: 100,
        maximumWaitMs: 60_000,
        random: () => 0.5,
        clock: {
          now,
          sleep: (milliseconds) => {
            sleeps.push(milliseconds)
            at += milliseconds
            return Promise.resolve()
          }
        }
      },
      log: {
        info: () => undefined,
        notice: () => undefined,
        error: () => undefined,
        warning: (sentence, data) => void warnings.push({ sentence, data })
      },
      ...changed
    })
  return {
    jira,
    board: boardWith({}),
    warnings,
    sleeps,
    now,
    pass: (milliseconds) => {
      at += milliseconds
    },
    boardWith,
    requests: () =>
      jira.service.requests.map(
        ({ method, path, status }) =>
          `${method} ${path.replace(/^.*\/rest\/api\/3/, '').replace(/\?.*/, '')} ${status}`
      ),
    stop: () => jira.stop()
  }
}

/** What a promise rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
    throw new Error('It rejected with something that is no Error', { cause: error })
  }
  throw new Error('It did not reject')
}
