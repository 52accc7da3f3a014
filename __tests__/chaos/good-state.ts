import type { State, TicketState } from '../../chaos/invariants/state.js'

const NOON = Date.parse('2031-03-10T12:00:00.000Z')
const HOUR = 3_600_000

export const ISSUE = 'aaaaaaaa-0000-4000-8000-000000000001'
export const OTHER_ISSUE = 'aaaaaaaa-0000-4000-8000-000000000002'

/** An attempt as the ledger keeps it. */
export function attempt(change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 'runs/1',
    issueId: ISSUE,
    fingerprint: '0123456789abcdef',
    state: 'spent',
    reservedAt: NOON,
    leaseUntil: NOON + 6 * HOUR,
    reservedUsd: 2,
    spentUsd: 0.4,
    pullRequest: null,
    ...change
  }
}

/** A state of the ledger, so many hours after noon. */
export function ledgerAt(
  hours: number,
  ...attempts: readonly Readonly<Record<string, unknown>>[]
): State['ledger']['history'][number] {
  return {
    sha: `${hours}`.padStart(40, '0'),
    at: NOON + hours * HOUR,
    text: JSON.stringify({ version: 1, attempts })
  }
}

export const ticket: TicketState = {
  key: 'PPL-1',
  labels: ['datadog-autofix', `datadog-issue-${ISSUE}`, `datadog-issue-${OTHER_ISSUE}`],
  open: true,
  comments: [
    { id: '1', kind: 'occurrence', mailedAt: [NOON, NOON + 25 * HOUR] },
    { id: '2', kind: 'fix', mailedAt: [NOON] }
  ],
  reopened: 0
}

export const goodRun: State['runs'][number] = {
  name: 'triage 1.1',
  killed: false,
  overran: false,
  exitCode: 0,
  outcome: 'ticketed',
  reported: true,
  errors: [],
  usd: 0,
  undisturbed: true
}

const filed = JSON.stringify({ version: 1, state: 'filed', ticket: 'PPL-1' })

/** What is left behind when all went well: nothing is wrong with it. */
export const goodState: State = {
  bugs: [
    {
      name: 'the bug',
      issueIds: [ISSUE, OTHER_ISSUE],
      tickets: 1,
      regressions: 0,
      deliveries: 3,
      handsOff: true,
      pullRequests: 1
    }
  ],
  tickets: [ticket],
  refs: [
    { name: `issue/${ISSUE}`, message: filed },
    { name: 'fingerprint/0123456789abcdef', message: filed },
    { name: 'hand-off/PPL-1', message: filed },
    { name: 'ledger', message: 'Published #1 for PPL-1' }
  ],
  handOffs: [{ ticket: 'PPL-1', noted: true }],
  ledger: {
    history: [
      ledgerAt(0, attempt({ state: 'reserved', spentUsd: null })),
      ledgerAt(1, attempt()),
      ledgerAt(2, attempt({ state: 'published', pullRequest: 1 }))
    ],
    forks: 0,
    dayUsd: 5,
    monthUsd: 20
  },
  pulls: [{ number: 1, ticket: 'PPL-1', branch: 'PPL-1/fix', draft: true, open: true }],
  runs: [
    goodRun,
    { ...goodRun, name: 'autofix 2.1', outcome: 'fix-ready', usd: 0.4 },
    {
      ...goodRun,
      name: 'red',
      exitCode: 1,
      outcome: '',
      reported: false,
      errors: ['Jira failed'],
      undisturbed: false
    },
    {
      ...goodRun,
      name: 'killed',
      killed: true,
      exitCode: null,
      outcome: '',
      reported: false,
      undisturbed: false
    }
  ],
  texts: [{ where: 'triage 1.1: standard output', text: 'Ticket: PPL-1' }],
  secrets: [{ name: 'jiraToken', value: 'ATATT3xFfGF0-token' }]
}
