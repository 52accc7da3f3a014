import type { Score } from '../../../src/flow/decision/rubric.js'
import type { Issue, SampleEvent, Trend } from '../../../src/flow/issue/issue.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { StackFrame, StackTrace } from '../../../src/flow/issue/stack-trace.js'
import type { TicketFacts } from '../../../src/flow/ticket/ticket-facts.js'

const HOUR_MS = 3_600_000
export const NOW = Date.UTC(2026, 2, 2, 12, 30)
export const ISSUE_ID = '11111111-2222-4333-8444-555555555555'
export const MESSAGE = "Cannot read properties of undefined (reading 'price') for customer 4711"
export const TEMPLATE = "Cannot read properties of undefined (reading 'price') for customer <num>"

export function frame(change: Partial<StackFrame> = {}): StackFrame {
  return {
    function: 'CartService.total',
    file: '/app/src/cart.ts',
    module: undefined,
    line: 42,
    column: 17,
    inApp: true,
    inAppReason: 'not under node_modules',
    text: 'at CartService.total (/app/src/cart.ts:42:17)',
    ...change
  }
}

export function libraryFrame(line: number): StackFrame {
  return frame({
    function: 'next',
    file: '/app/node_modules/express/lib/router.js',
    line,
    inApp: false,
    inAppReason: 'under node_modules',
    text: `at next (/app/node_modules/express/lib/router.js:${line}:9)`
  })
}

export const culpritFrame = frame()
export const entryFrame = frame({
  function: 'checkout',
  file: '/app/src/checkout.ts',
  line: 7,
  text: 'at checkout (/app/src/checkout.ts:7:3)'
})

export function trace(change: Partial<StackTrace> = {}): StackTrace {
  return {
    language: 'javascript',
    errors: [
      {
        relation: 'reported',
        type: 'TypeError',
        message: MESSAGE,
        frames: [libraryFrame(1), culpritFrame, entryFrame]
      },
      {
        relation: 'cause',
        type: 'PriceError',
        message: 'no price for jane@example.com',
        frames: [libraryFrame(2)]
      }
    ],
    ...change
  }
}

export function trend(counts: readonly number[] = [0, 0, 1, 2, 4, 8]): Trend {
  const endMs = NOW
  return { startMs: endMs - counts.length * HOUR_MS, endMs, counts }
}

export function sample(change: Partial<SampleEvent> = {}): SampleEvent {
  return {
    track: 'spans',
    eventId: 'event-1',
    at: NOW - HOUR_MS,
    confirmed: true,
    service: known('checkout-api'),
    env: known('production'),
    version: known('1.8.0'),
    errorType: known('TypeError'),
    errorMessage: known(MESSAGE),
    stack: known(`TypeError: ${MESSAGE}\n    at CartService.total (/app/src/cart.ts:42:17)`),
    commit: known('0123456789abcdef0123456789abcdef01234567'),
    repository: known('github.com/acme/shop'),
    vendorFingerprint: unknown('the application sets none'),
    operation: known('POST /checkout'),
    ...change
  }
}

export function issue(change: Partial<Issue> = {}): Issue {
  return {
    id: ISSUE_ID,
    url: `https://app.datadoghq.com/error-tracking/issue/${ISSUE_ID}`,
    state: 'OPEN',
    platform: 'BACKEND',
    service: 'checkout-api',
    languages: ['JAVASCRIPT'],
    errorType: 'TypeError',
    errorMessage: MESSAGE,
    filePath: known('src/cart.ts'),
    functionName: known('CartService.total'),
    isCrash: false,
    firstSeen: { at: NOW - 6 * HOUR_MS, version: known('1.7.3') },
    lastSeen: { at: NOW - HOUR_MS, version: known('1.8.0') },
    regression: undefined,
    assignee: undefined,
    teamOwners: [],
    linkedCase: undefined,
    impact: {
      windowHours: 24,
      occurrences: known(1234),
      users: unknown('backend issues have no users'),
      sessions: unknown('backend issues have no sessions')
    },
    trend: known(trend()),
    sample: known(sample()),
    recent: [],
    ...change
  }
}

export const score: Score = {
  total: 7,
  ticketAt: 5,
  autofixAt: 8,
  unknownWorth: 2,
  signals: [
    signal('for-review', 'State is FOR REVIEW', 3, 3, 'the state is OPEN (FOR REVIEW)'),
    signal('production-service', 'Production service', 3, 3, 'checkout-api in production'),
    signal('high-impact', 'High Impact monitor fired', 0, 3, 'monitor 9 is not a High Impact monitor'),
    {
      ...signal('affected-users', 'Affected users above the threshold', 0, 2, 'backend issues have no users'),
      status: 'unknown'
    },
    signal('rising', 'Error rate rising', 0, 2, '12 events where 11.0 were to be expected'),
    signal('first-seen-recently', 'First seen recently', 1, 1, 'first seen 6.0 hours ago')
  ]
}

function signal(
  name: Score['signals'][number]['name'],
  title: string,
  points: number,
  worth: number,
  evidence: string
): Score['signals'][number] {
  return { name, title, points, worth, status: points > 0 ? 'met' : 'not-met', evidence }
}

export const team = {
  name: 'Payments',
  datadog: [],
  github: [],
  component: undefined,
  assignee: undefined,
  jiraTeam: undefined
}

export function facts(change: Partial<TicketFacts> = {}): TicketFacts {
  return {
    issue: issue(),
    alert: { monitorId: '9', monitorKind: 'new_issue', service: undefined, env: undefined, cycleKey: 'c1' },
    trace: known(trace()),
    culprit: known({ frame: culpritFrame, path: known('src/cart.ts'), reason: 'innermost in-app frame' }),
    culpritUrl: 'https://github.com/acme/shop/blob/0123456789abcdef/src/cart.ts#L42',
    culpritCommit: known('0123456789abcdef0123456789abcdef01234567'),
    fingerprint: known({
      hash: '0011223344556677',
      version: 1,
      former: [],
      parts: ['type TypeError', '2 in-app frames']
    }),
    variants: undefined,
    messageTemplate: TEMPLATE,
    privacy: 'standard',
    score,
    classification: {
      kind: 'class',
      fixClass: 'null-safety-guard',
      evidence: `undefined in "${MESSAGE.slice(0, 60)}"`
    },
    gates: [
      { name: 'kill-switch', passed: true, forced: false, why: 'autofix-enabled is true' },
      {
        name: 'class',
        passed: true,
        forced: false,
        why: `null-safety-guard: undefined in "${MESSAGE.slice(0, 60)}"`
      },
      { name: 'score', passed: true, forced: true, why: '7 points; auto-fix needs 8; forced by force-fix' },
      { name: 'origin', passed: false, forced: false, why: 'staging is not production' }
    ],
    route: {
      rule: 'codeowners',
      team,
      why: 'CODEOWNERS line 3 gives src/cart.ts to @acme/payments',
      notes: []
    },
    decision: { why: '7 of 5 points', reason: 'new-bug' },
    runUrl: 'https://github.com/acme/shop/actions/runs/1',
    now: NOW,
    ...change
  }
}
