import type { EvidenceVerdict } from '../../../src/flow/decision/evidence/judge-evidence.js'
import type { Pattern } from '../../../src/flow/decision/patterns/pattern.js'
import type { Alert } from '../../../src/flow/event/trigger.js'
import type { ExistingTicket, TicketMemory } from '../../../src/flow/decision/existing-ticket.js'
import type { RubricPolicy } from '../../../src/flow/decision/rubric.js'
import type { Issue, SampleEvent, Trend } from '../../../src/flow/issue/issue.js'
import { known, unknown } from '../../../src/flow/issue/known.js'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** 2026-03-10T12:00:00Z: on the hour. */
export const NOW = Date.UTC(2026, 2, 10, 12)

export const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'

/** The trend of the hours up to `endMs`, oldest first. */
export function trendOf(counts: readonly number[], endMs = NOW): Trend {
  return { startMs: Math.ceil(endMs / HOUR) * HOUR - counts.length * HOUR, endMs, counts }
}

export function sampleOf(change: Partial<SampleEvent> = {}): SampleEvent {
  return {
    track: 'spans',
    eventId: 'e1',
    at: NOW - HOUR,
    confirmed: true,
    service: known('cart'),
    env: known('prod'),
    version: known('1.2.3'),
    errorType: known('TypeError'),
    errorMessage: known("Cannot read properties of undefined (reading 'total')"),
    stack: unknown('the event has no stack trace'),
    commit: unknown('the event has no commit'),
    repository: unknown('the event has no repository'),
    vendorFingerprint: unknown('the application sets none'),
    operation: unknown('the event has no operation'),
    ...change
  }
}

/** A backend issue in production, three days old, with 1 event per hour. */
export function issueOf(change: Partial<Issue> = {}): Issue {
  return {
    id: ID,
    url: `https://app.datadoghq.com/error-tracking/issue/${ID}`,
    state: 'OPEN',
    platform: 'BACKEND',
    service: 'cart',
    languages: ['javascript'],
    errorType: 'TypeError',
    errorMessage: "Cannot read properties of undefined (reading 'total')",
    filePath: known('src/cart.ts'),
    functionName: known('total'),
    isCrash: false,
    firstSeen: { at: NOW - 3 * DAY, version: known('1.2.0') },
    lastSeen: { at: NOW - HOUR / 2, version: known('1.2.3') },
    regression: undefined,
    assignee: undefined,
    teamOwners: [],
    linkedCase: undefined,
    impact: {
      windowHours: 24,
      occurrences: known(24),
      users: unknown('backend issues have no users in Datadog'),
      sessions: unknown('backend issues have no sessions in Datadog')
    },
    trend: known(trendOf(new Array<number>(48).fill(1))),
    sample: known(sampleOf()),
    recent: [],
    ...change
  }
}

export function alertOf(change: Partial<Alert> = {}): Alert {
  return {
    monitorId: '4711',
    monitorKind: 'new_issue',
    service: 'cart',
    env: 'prod',
    cycleKey: 'cycle-1',
    ...change
  }
}

export function memoryOf(change: Partial<TicketMemory> = {}): TicketMemory {
  return {
    version: 1,
    issues: [
      {
        id: ID,
        url: 'https://app.datadoghq.eu/error-tracking/issue/1',
        service: 'orders',
        env: 'production',
        lastSeenAt: 0,
        version: undefined
      }
    ],
    fingerprint: '0123456789abcdef',
    scoreAtFiling: 8,
    commentId: undefined,
    alerts: 1,
    notifiedAt: NOW - 2 * DAY,
    reopens: 0,
    handedOffAt: undefined,
    fingerprintVersion: 2,
    cycleKeys: [],
    ...change
  }
}

/** Our open ticket, filed ten days ago. */
export function ticketOf(change: Partial<ExistingTicket> = {}): ExistingTicket {
  const key = change.key ?? 'PPL-7'
  return {
    key,
    url: `https://acme.atlassian.net/browse/${key}`,
    summary: 'TypeError in cart',
    status: 'To Do',
    stage: 'new',
    resolution: undefined,
    resolvedAt: undefined,
    createdAt: NOW - 10 * DAY,
    labels: ['datadog-autofix'],
    memory: memoryOf(),
    ...change
  }
}

/** Our ticket, closed as done so many hours ago. */
export function closedTicketOf(hoursAgo: number, change: Partial<ExistingTicket> = {}): ExistingTicket {
  const resolvedAt = NOW - hoursAgo * HOUR
  return ticketOf({ status: 'Done', stage: 'done', resolution: 'Done', resolvedAt, ...change })
}

/** The rubric of the contract. */
export const rubric: RubricPolicy = {
  points: {
    'for-review': 3,
    'production-service': 3,
    'high-impact': 3,
    'affected-users': 2,
    rising: 2,
    'first-seen-recently': 1
  },
  ticketAt: 5,
  autofixAt: 8,
  productionServices: ['*'],
  productionEnvironments: ['prod', 'production'],
  highImpactMonitors: ['900'],
  affectedUsers: 10,
  affectedSessions: 30,
  recentHours: 24,
  disqualifiedStates: ['IGNORED', 'EXCLUDED'],
  acknowledgedCountsAsOpenWith: ['assignee', 'case', 'ticket']
}

/** A spike of medium impact, without anything around it. */
export function evidenceOf(change: Partial<EvidenceVerdict> = {}): EvidenceVerdict {
  return {
    level: 'spike',
    spike: true,
    impact: { band: 'medium', why: '12 users' },
    action: 'log',
    why: '30 errors where 6 are usual',
    verdict: 'a spike',
    autofix: { allowed: true, why: 'nothing speaks for a cause outside of our code' },
    ...change
  }
}

/** A pattern that fits every issue of the examples' service. */
export function patternOf(change: Partial<Pattern> = {}): Pattern {
  return {
    name: 'known-timeouts',
    match: {
      services: ['shop-backend'],
      environments: [],
      types: [],
      message: undefined,
      files: [],
      platforms: [],
      fingerprints: []
    },
    tier: 'ticket',
    autofix: 'allow',
    dedupHours: undefined,
    escalateAfter: undefined,
    owner: undefined,
    note: undefined,
    reason: 'the upstream is slow on Mondays',
    expires: undefined,
    handler: undefined,
    ...change
  }
}
