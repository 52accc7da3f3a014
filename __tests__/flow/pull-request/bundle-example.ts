import type { AgentReply } from '../../../src/flow/fix/agent-reply.js'
import type { FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import type { GuardFinding } from '../../../src/flow/fix/guard/guard-verdict.js'
import type { Certificate, ProofStep } from '../../../src/flow/proof/proof-run.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'

export const DATADOG_URL =
  'https://app.datadoghq.eu/error-tracking/issue/5f1b7a52-7a6e-11ef-9a0b-da7ad0900002'
export const TICKET_URL = 'https://acme.atlassian.net/browse/PPL-7'
export const RUN_URL = 'https://github.com/acme/shop/actions/runs/12'
export const PUBLISH_URL = 'https://github.com/acme/shop/actions/runs/13'

export const request: FixRequest = {
  schema: '1',
  issue_id: '5f1b7a52-7a6e-11ef-9a0b-da7ad0900002',
  ticket_key: 'PPL-7',
  fingerprint: '1f2e3d4c5b6a7988',
  fix_class: 'null-safety-guard',
  score: 9,
  env: 'prod',
  force: false,
  triage_run: 'https://github.com/acme/shop/actions/runs/11',
  evidence: {
    error_type: 'TypeError',
    message: "Cannot read properties of undefined (reading 'price')",
    stack: 'TypeError: no price\n    at total (src/cart.ts:42:17)\n    at checkout (src/checkout.ts:7:3)',
    culprit: { path: 'src/cart.ts', line: 42, function: 'total', commit: 'c'.repeat(40) },
    service: 'shop',
    platform: 'node',
    versions: { first_seen: '1.4.0', last_seen: null },
    counts: { window_hours: 24, occurrences: 120, users: 17, sessions: null },
    operation: 'GET /cart',
    team: 'checkout',
    bump: null,
    datadog_url: DATADOG_URL,
    ticket_url: TICKET_URL
  }
}

export const diagnosis: AgentReply = {
  decision: 'fixed',
  rootCause: 'A cart line of a gift has no article.\n\n- `total` reads its price all the same.',
  category: 'code',
  confidence: 0.86,
  summary: 'Skip lines without an article',
  changes: [
    { path: 'src/cart.ts', why: 'Lines without an article cost nothing.' },
    { path: 'test/cart.test.ts', why: 'Shows the error.' }
  ],
  test: { path: 'test/cart.test.ts', name: 'a gift costs nothing' },
  declinedBecause: '',
  residualRisk: 'Whether gifts may have a price.'
}

export function step(change: Partial<ProofStep> = {}): ProofStep {
  return {
    role: 'green',
    project: '.',
    command: "npx jest 'test/cart.test.ts'",
    end: 'exited',
    exitCode: 0,
    durationMs: 1_540,
    digest: 'd'.repeat(64),
    outputBytes: 812,
    network: 'cut',
    leftBehind: 0,
    expected: 'pass',
    asExpected: true,
    seen: '1 test passed',
    ...change
  }
}

export const steps: readonly ProofStep[] = [
  step({ role: 'red', expected: 'fail', exitCode: 1, seen: 'fails with the reported TypeError' }),
  step(),
  step({ role: 'suite', command: 'npm test', expected: 'no-worse', seen: '48 tests passed' }),
  step({ role: 'red-again', expected: 'fail', exitCode: 1, seen: 'fails again' })
]

export const certificate: Certificate = {
  schema: 1,
  baseCommit: 'a'.repeat(40),
  tree: 'b'.repeat(40),
  tests: ['test/cart.test.ts'],
  reportedReason: 'TypeError: Cannot read properties of undefined',
  repeats: 3,
  steps,
  failedBefore: [],
  sandbox: 'unshare: no network but loopback'
}

/** A proven fix. */
export const proven: FixBundle = {
  schema: 1,
  request,
  end: { reason: 'proven', why: 'red, green and red again' },
  attemptId: RUN_URL,
  team: 'checkout',
  runUrl: RUN_URL,
  base: { branch: 'develop', commit: 'a'.repeat(40) },
  branch: 'PPL-7/datadog-autofix-1f2e3d4c',
  agent: {
    model: 'claude-sonnet',
    version: '2.1.330',
    usage: {
      usd: 0.4312,
      told: true,
      turns: 14,
      inputTokens: 1_000,
      outputTokens: 2_000,
      cacheReadTokens: 30_000,
      cacheWriteTokens: 4_000,
      durationMs: 93_000
    },
    testRuns: 3,
    denials: { Bash: 2 },
    lastWords: ''
  },
  diagnosis,
  findings: [],
  scope: {
    files: [
      { path: 'src/cart.ts', kind: 'code', added: 3, removed: 1, owners: ['@acme/checkout'] },
      { path: 'test/cart.test.ts', kind: 'test', added: 9, removed: 0, owners: [] }
    ],
    added: 12,
    removed: 1
  },
  steps,
  certificate,
  canary: 'canary-0123456789',
  files: [
    { path: 'src/cart.ts', baseOid: 'e'.repeat(40), mode: '100644', text: 'export const total = 1\n' },
    { path: 'test/cart.test.ts', baseOid: null, mode: '100644', text: 'it("costs nothing")\n' }
  ]
}

export const findings: readonly GuardFinding[] = [
  { rule: 'broad-catch', path: 'src/cart.ts', line: 12, evidence: 'catch {}' },
  { rule: 'too-many-files', path: undefined, line: undefined, evidence: '9 of 6' }
]

const nothing = { certificate: null, files: [] } as const
const noProof = { ...nothing, steps: [] } as const

/** What the fix job leaves at each stop of its way. */
export const bundles: Readonly<Record<string, FixBundle>> = {
  proven,
  'stopped at a gate': {
    ...proven,
    ...noProof,
    end: { reason: 'daily-limit', why: 'checkout has had 5 of 5' },
    attemptId: null,
    base: null,
    agent: null,
    diagnosis: null,
    scope: null
  },
  declined: {
    ...proven,
    ...noProof,
    end: { reason: 'declined', why: 'the data is broken' },
    diagnosis: { ...diagnosis, decision: 'declined', test: undefined, changes: [], summary: '' },
    scope: null
  },
  'gave up': {
    ...proven,
    ...noProof,
    end: { reason: 'turn-limit', why: 'after 60 turns' },
    agent: proven.agent === null ? null : { ...proven.agent, lastWords: 'I was\nlooking at the cart.' },
    diagnosis: null,
    scope: null
  },
  'refused by the guard': {
    ...proven,
    ...noProof,
    end: { reason: 'guard-refused', why: 'two findings' },
    findings
  },
  unproven: {
    ...proven,
    ...nothing,
    end: { reason: 'passes-without-change', why: 'the test passes on the base' },
    steps: [
      step({ role: 'red', end: 'time-limit', exitCode: undefined, asExpected: false, expected: 'fail' })
    ]
  }
}

export function endedBy(reason: FixReason, change: Partial<FixBundle> = {}): FixBundle {
  return { ...proven, ...nothing, end: { reason, why: `what was seen of ${reason}` }, ...change }
}
