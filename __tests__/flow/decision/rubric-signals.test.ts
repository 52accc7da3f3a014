import { describe, expect, it } from '@jest/globals'
import {
  scoreIssue,
  signalNames,
  type RubricFacts,
  type RubricPolicy,
  type Signal,
  type SignalName
} from '../../../src/flow/decision/rubric.js'
import { known, unknown, type Known } from '../../../src/flow/issue/known.js'
import { alertOf, evidenceOf, HOUR, issueOf, NOW, rubric, sampleOf } from './examples.js'

function factsOf(change: Partial<RubricFacts> = {}): RubricFacts {
  return { issue: issueOf(), alert: alertOf(), hasTicket: false, evidence: evidenceOf(), now: NOW, ...change }
}

function signal(name: SignalName, facts: RubricFacts, policy: RubricPolicy = rubric): Signal {
  const found = scoreIssue(facts, policy).signals.find((each) => each.name === name)
  if (!found) throw new Error(`no signal ${name}`)
  return found
}

type Row = readonly [Signal['status'], string, Partial<RubricFacts>, Partial<RubricPolicy>?]

const table: Record<SignalName, readonly Row[]> = {
  'for-review': [
    ['met', 'the state is OPEN (FOR REVIEW)', {}],
    ['not-met', 'the state is RESOLVED', { issue: issueOf({ state: 'RESOLVED' }) }],
    ['not-met', 'the state is IGNORED', { issue: issueOf({ state: 'IGNORED' }) }],
    [
      'not-met',
      'the state is ACKNOWLEDGED (REVIEWED): a person has looked at it',
      { issue: issueOf({ state: 'ACKNOWLEDGED' }) }
    ],
    [
      'met',
      'the state is ACKNOWLEDGED, explained by an assignment, so it counts as FOR REVIEW',
      { issue: issueOf({ state: 'ACKNOWLEDGED', assignee: 'u-1' }) }
    ],
    [
      'met',
      'the state is ACKNOWLEDGED, explained by the linked case CASE-3, so it counts as FOR REVIEW',
      { issue: issueOf({ state: 'ACKNOWLEDGED', linkedCase: { key: 'CASE-3', jiraKey: undefined } }) }
    ],
    [
      'met',
      'the state is ACKNOWLEDGED, explained by the ticket that this action filed, so it counts as FOR REVIEW',
      { issue: issueOf({ state: 'ACKNOWLEDGED' }), hasTicket: true }
    ],
    [
      'not-met',
      'the state is ACKNOWLEDGED (REVIEWED): a person has looked at it',
      { issue: issueOf({ state: 'ACKNOWLEDGED', assignee: 'u-1' }), hasTicket: true },
      { acknowledgedCountsAsOpenWith: ['case'] }
    ],
    [
      'not-met',
      'the state is ACKNOWLEDGED (REVIEWED): a person has looked at it',
      { issue: issueOf({ state: 'ACKNOWLEDGED', assignee: 'u-1' }), hasTicket: true },
      { acknowledgedCountsAsOpenWith: [] }
    ]
  ],
  'production-service': [
    ['met', 'cart in prod', {}],
    ['met', 'cart in PRODUCTION', { alert: alertOf({ env: 'PRODUCTION' }) }],
    ['met', 'cart in prod', { alert: undefined }],
    ['met', 'cart in prod-eu', { alert: alertOf({ env: 'prod-eu' }) }, { productionEnvironments: ['prod*'] }],
    [
      'not-met',
      'cart in staging, which is not a production environment',
      { alert: alertOf({ env: 'staging' }) }
    ],
    ['not-met', 'cart is not one of the production services', {}, { productionServices: ['shop-*'] }],
    [
      'not-met',
      'the issue is not one of the production services',
      { issue: issueOf({ service: '' }) },
      { productionServices: ['cart'] }
    ],
    [
      'unknown',
      'the event has no env tag',
      {
        alert: undefined,
        issue: issueOf({ sample: known(sampleOf({ env: unknown('the event has no env tag') })) })
      }
    ],
    [
      'unknown',
      'no env tag, because no event of the last 30 days is retained',
      {
        alert: alertOf({ env: undefined }),
        issue: issueOf({ sample: unknown('no event of the last 30 days is retained') })
      }
    ]
  ],
  'high-impact': [
    ['met', 'monitor 4711 is a High Impact monitor', { alert: alertOf({ monitorKind: 'high_impact' }) }],
    [
      'met',
      'monitor (no id) is a High Impact monitor',
      { alert: alertOf({ monitorKind: 'high_impact', monitorId: undefined }) }
    ],
    ['met', 'monitor 900 is listed as a High Impact monitor', { alert: alertOf({ monitorId: '900' }) }],
    [
      'met',
      'monitor 900 is listed as a High Impact monitor',
      { alert: alertOf({ monitorId: '900', monitorKind: undefined }) }
    ],
    ['not-met', 'monitor 4711 is not a High Impact monitor', {}],
    [
      'not-met',
      'monitor (no id) is not a High Impact monitor',
      { alert: alertOf({ monitorId: undefined, monitorKind: 'new_issue' }) }
    ],
    ['unknown', 'no monitor started this run', { alert: undefined }],
    [
      'unknown',
      'the alert does not tell the kind of its monitor, and rubric.high-impact-monitors lists none',
      { alert: alertOf({ monitorId: undefined, monitorKind: undefined }) }
    ],
    [
      'unknown',
      'the alert does not tell the kind of its monitor, and rubric.high-impact-monitors lists none',
      { alert: alertOf({ monitorId: '4711', monitorKind: undefined }) },
      { highImpactMonitors: [] }
    ],
    [
      'not-met',
      'monitor 4711 is not a High Impact monitor',
      { alert: alertOf({ monitorId: '4711', monitorKind: undefined }) },
      { highImpactMonitors: ['99'] }
    ]
  ],
  'affected-users': [
    ['met', '11 users in 24 hours; the threshold is 10', { issue: withUsers(11) }],
    ['not-met', '10 users in 24 hours; the threshold is 10', { issue: withUsers(10) }],
    ['not-met', '0 users in 24 hours; the threshold is 10', { issue: withUsers(0) }],
    ['met', '1 user in 24 hours; the threshold is 0', { issue: withUsers(1) }, { affectedUsers: 0 }],
    ['unknown', 'backend issues have no users in Datadog', {}],
    [
      'met',
      'users unknown; 31 sessions in 24 hours; the threshold is 30 sessions where users are not counted',
      { issue: withSessions(31) }
    ],
    [
      'not-met',
      'users unknown; 30 sessions in 24 hours; the threshold is 30 sessions where users are not counted',
      { issue: withSessions(30) }
    ],
    [
      'met',
      'users unknown; 1 session in 24 hours; the threshold is 0 sessions where users are not counted',
      { issue: withSessions(1) },
      { affectedSessions: 0 }
    ],
    [
      'not-met',
      '10 users (500 sessions) in 24 hours; the threshold is 10',
      { issue: withSessions(500, known(10)) }
    ],
    ['met', '11 users (11 sessions) in 24 hours; the threshold is 10', { issue: withSessions(11, known(11)) }]
  ],
  rising: [
    ['unknown', 'the counts of its events were not tested yet', { evidence: undefined }],
    [
      'unknown',
      'no history',
      { evidence: evidenceOf({ level: undefined, spike: false, why: 'no history' }) }
    ],
    ['met', '30 errors where 6 are usual', {}],
    [
      'not-met',
      'a rise that nobody notices',
      { evidence: evidenceOf({ spike: false, why: 'a rise that nobody notices' }) }
    ]
  ],
  'first-seen-recently': [
    ['met', 'first seen 1.0 hours ago; recent means 24 hours', { issue: seenHoursAgo(1) }],
    ['met', 'first seen 24.0 hours ago; recent means 24 hours', { issue: seenHoursAgo(24) }],
    ['not-met', 'first seen 24.5 hours ago; recent means 24 hours', { issue: seenHoursAgo(24.5) }],
    ['not-met', 'first seen 3 days ago; recent means 24 hours', {}],
    ['met', 'first seen 3 days ago; recent means 72 hours', {}, { recentHours: 72 }],
    ['met', 'first seen 0.0 hours ago; recent means 24 hours', { issue: seenHoursAgo(-0.2) }]
  ]
}

function withUsers(users: number): RubricFacts['issue'] {
  const { impact } = issueOf()
  return issueOf({ platform: 'BROWSER', impact: { ...impact, users: known(users) } })
}

function withSessions(
  sessions: number,
  users: Known<number> = unknown('Datadog gave no count of users for this issue')
): RubricFacts['issue'] {
  const { impact } = issueOf()
  return issueOf({ platform: 'FLUTTER', impact: { ...impact, users, sessions: known(sessions) } })
}

function seenHoursAgo(hours: number): RubricFacts['issue'] {
  return issueOf({ firstSeen: { at: NOW - hours * HOUR, version: known('1.2.3') } })
}

describe.each(signalNames)('the signal %s', (name) => {
  it.each(
    table[name].map(([status, evidence, change, own]) => [status, evidence, change, own ?? {}] as const)
  )('is %s: %s', (status, evidence, change, policy) => {
    const worth = rubric.points[name]
    const found = signal(name, factsOf(change), { ...rubric, ...policy })
    expect(found).toMatchObject({ name, status, evidence, worth, points: status === 'met' ? worth : 0 })
  })
})
