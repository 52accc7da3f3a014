import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { plainText } from '../../services/jira/adf-rules.js'
import type { Ticket } from '../../services/jira/ticket.js'
import type { EmbeddedService } from '../../services/kit/service.js'
import { credentials, type Stage } from '../../services/stage.js'
import type {
  BugState,
  CommentKind,
  LedgerState,
  RefState,
  State,
  TextState,
  TicketState
} from '../invariants/state.js'
import { budget } from '../shop.js'
import { MODEL_KEY } from './model-key.js'
import type { Processes } from './processes.js'

export interface SnapshotOptions {
  readonly stage: Stage
  readonly bugs: readonly BugState[]
  readonly processes: Processes
  readonly services: readonly EmbeddedService[]
  /** Whether the run that sent the hand-off of this index came to a good end. */
  readonly isNoted: (index: number) => boolean
}

const execute = promisify(execFile)
const PREFIX = 'refs/datadog-autofix/'
const LEDGER = 'ledger'

/** Everything that is left behind, as it stands now. */
export async function snapshot(options: SnapshotOptions): Promise<State> {
  const { stage, bugs, processes, services } = options
  const { github, jira } = stage
  const git = async (...args: readonly string[]): Promise<string> => {
    const limits = { maxBuffer: 512 * 1024 * 1024 }
    return (await execute('git', ['-C', github.gitDir, ...args], limits)).stdout
  }
  const refs = (await github.refs()).filter(({ ref }) => ref.startsWith(PREFIX))
  const named = await Promise.all(
    refs.map(async ({ ref, sha }): Promise<RefState> => ({
      name: ref.slice(PREFIX.length),
      message: (await git('log', '-1', '--format=%B', sha)).trim()
    }))
  )
  const pulls = await github.pullRequests.list()
  return {
    bugs,
    tickets: jira.issues().map(ticketState),
    refs: named,
    handOffs: github.dispatches.map(({ client_payload: payload }, index) => ({
      ticket: String(payload['ticket_key']),
      noted: options.isNoted(index) && !isUnheard(github.service, String(payload['triage_run']))
    })),
    ledger: await ledgerState(
      git,
      refs.some(({ ref }) => ref === `${PREFIX}${LEDGER}`)
    ),
    pulls: pulls.map(({ number, head, draft, state }) => ({
      number,
      ticket: head.split('/')[0] ?? '',
      branch: head,
      draft,
      open: state === 'open'
    })),
    runs: processes.runs,
    texts: [
      ...processes.texts,
      ...services.flatMap(requestTexts),
      { where: 'objects of the repository', text: await git('cat-file', '--batch-all-objects', '--batch') }
    ],
    secrets: secrets()
  }
}

/** Whether GitHub's reply to a hand-off of the run got lost. */
function isUnheard({ requests }: EmbeddedService, sender: string): boolean {
  return requests.some(
    ({ path, body, fault }) =>
      path.endsWith('/dispatches') && body.includes(sender) && (fault === 'lose-reply' || fault === 'partial')
  )
}

function ticketState(ticket: Ticket): TicketState {
  return {
    key: ticket.key,
    labels: ticket.labels,
    open: ticket.statusCategory !== 'done',
    comments: ticket.comments.map(({ id, body, versions }) => ({
      id,
      kind: kindOf(plainText(body)),
      mailedAt: versions.flatMap(({ at, notified }) => (notified ? [at] : []))
    })),
    reopened: ticket.history.filter(({ from, to }) => isDone(from) && !isDone(to)).length
  }
}

function isDone(status: string): boolean {
  return status === 'Done'
}

function kindOf(text: string): CommentKind {
  if (/^\s*Alerted /.test(text)) return 'occurrence'
  if (/^\s*Reopened: /.test(text)) return 'reopened'
  return /^\s*(?:A (?:draft )?pull request with its proof|Auto-fix made)/.test(text) ? 'fix' : 'other'
}

async function ledgerState(
  git: (...args: readonly string[]) => Promise<string>,
  exists: boolean
): Promise<LedgerState> {
  const limits = { dayUsd: budget.day, monthUsd: budget.month }
  if (!exists) return { history: [], forks: 0, ...limits }
  const ref = `${PREFIX}${LEDGER}`
  const lines = (await git('log', '--reverse', '--format=%H %ct %P', ref)).trim().split('\n')
  const commits = lines.map((line) => line.trim().split(' '))
  const history = await Promise.all(
    commits.map(async ([sha = '', seconds = '']) => ({
      sha,
      at: Number(seconds) * 1_000,
      text: await git('show', `${sha}:ledger.json`)
    }))
  )
  const forks = commits.filter(([, , ...parents], index) => parents.length !== (index === 0 ? 0 : 1)).length
  return { history, forks, ...limits }
}

/** What went to a vendor: paths and bodies, and headers but for the one that its own credential belongs in. */
function requestTexts({ name, requests }: EmbeddedService): readonly TextState[] {
  return requests.map(({ method, path, body, headers }) => {
    const own = OWN_HEADERS[name] ?? []
    const others = Object.entries(headers).filter(([header]) => !own.includes(header))
    return { where: `request ${name} ${method} ${path}`, text: `${path}\n${JSON.stringify(others)}\n${body}` }
  })
}

const OWN_HEADERS: Readonly<Record<string, readonly string[]>> = {
  datadog: ['dd-api-key', 'dd-application-key'],
  jira: ['authorization'],
  github: ['authorization'],
  anthropic: ['x-api-key']
}

function secrets(): State['secrets'] {
  const { jiraEmail, ...tokens } = credentials
  const pair = `${jiraEmail}:${tokens.jiraToken}`
  const plain = { ...tokens, modelKey: MODEL_KEY, jiraLogin: pair }
  return Object.entries(plain).flatMap(([name, value]) => [
    { name, value },
    { name: `${name} in base64`, value: Buffer.from(value).toString('base64').replace(/=+$/, '') }
  ])
}
