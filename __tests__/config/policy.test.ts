import { describe, expect, it } from '@jest/globals'
import { durationHours } from '../../src/config/duration.js'
import type { Policy } from '../../src/config/policy.js'
import { readPolicy } from '../../src/config/read-policy.js'
import { rubric } from '../flow/decision/examples.js'

function policyOf(text: string): Policy {
  const result = readPolicy('policy.yml', text)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.policy
}

describe('a file with the project alone', () => {
  const policy = policyOf('jira: { project: PPL }')

  it('scores by the rubric of the contract', () => {
    expect(policy.rubric).toEqual({ ...rubric, highImpactMonitors: [] })
  })

  it('has a default for everything else', () => {
    const { autofix, evidence, cascade, deploys, diagnosis, ...rest } = policy
    expect(autofix.base).toBeUndefined()
    expect(evidence).toMatchObject({ falseAlarmsPerWeek: 1, sweepsPerWeek: 28, alertLevel: 0.001 })
    expect(cascade).toMatchObject({ children: 'suppress', minimumIssues: 5, minimumServices: 3 })
    expect(deploys).toMatchObject({ releases: true, lookbackDays: 28 })
    expect(diagnosis).toMatchObject({ enabled: false, model: 'haiku', budget: { run: 0.05, day: 1 } })
    expect({ ...rest, rubric: undefined }).toEqual({
      patterns: [],
      datadog: { acknowledge: true, impactHours: 24, trendHours: 672, sampleLookbackDays: 30, requests: [] },
      rubric: undefined,
      dedupe: {
        notifyEveryHours: 24,
        regression: {
          keepClosedResolutions: ["Won't Do", "Won't Fix", 'Declined', 'Cannot Reproduce', 'Duplicate'],
          settleHours: 24,
          reopenWithinDays: 30,
          maximumReopens: 3
        }
      },
      jira: {
        project: 'PPL',
        issueType: 'Bug',
        priority: undefined,
        escalatedPriority: undefined,
        labels: [],
        fields: {},
        teamField: undefined,
        linkType: 'Relates',
        reopenStatus: undefined
      },
      ownership: { teams: [], services: [], fallback: undefined },
      privacy: { mode: 'standard', patterns: [] },
      limits: { newTickets: 10, issues: 1000, concurrency: 4 },
      onError: 'fail'
    })
  })
})

describe('a file that sets everything', () => {
  const text = `
version: 1
datadog: { acknowledge: false, impact-window: 7d, trend-window: 72h, sample-lookback: 14d }
rubric:
  ticket-at: 6
  autofix-at: 9.5
  points: { for-review: 1, production-service: 2, high-impact: 4, affected-users: 5, rising: 6, first-seen-recently: 7 }
  production: { services: ["shop-*"], environments: [live] }
  high-impact-monitors: [12345678901, "42"]
  affected-users: 0
  affected-sessions: 45
  recent: 90m
  disqualify: [EXCLUDED]
  acknowledged-counts-as-open-with: [case]
dedupe:
  notify-every: 2d
  regression: { keep-closed: [Obsolete], settle: 0h, reopen-within: 14d, maximum-reopens: 0 }
jira:
  project: PPL
  issue-type: Incident
  priority: High
  escalated-priority: Highest
  labels: [from-datadog]
  fields: { customfield_10020: 7, environment: { any: thing } }
  team-field: customfield_10001
  link-type: Causes
  reopen-status: Backlog
ownership:
  teams:
    web: { datadog: [web-*], github: ["@acme/web", web@example.com], component: Web, assignee: "712020:a", jira-team: t-1 }
    platform: {}
  services: { shop-admin: platform, "shop-*": web }
  default: platform
privacy: { mode: strict, redact: [{ name: order-id, pattern: 'ORD-\\d+' }] }
autofix: { classes: [parse-guard], base: develop }
limits: { new-tickets-per-run: 0, issues-per-run: 1, concurrency: 16 }
on-error: warn
`
  const policy = policyOf(text)

  it('says it in the words of the flow, durations in hours or days', () => {
    const { autofix, diagnosis, evidence, cascade, deploys, ...rest } = policy
    expect([autofix, diagnosis, evidence, cascade, deploys]).not.toContain(undefined)
    expect(rest).toEqual({
      patterns: [],
      datadog: {
        acknowledge: false,
        impactHours: 168,
        trendHours: 72,
        sampleLookbackDays: 14,
        requests: []
      },
      rubric: {
        points: {
          'for-review': 1,
          'production-service': 2,
          'high-impact': 4,
          'affected-users': 5,
          rising: 6,
          'first-seen-recently': 7
        },
        ticketAt: 6,
        autofixAt: 9.5,
        productionServices: ['shop-*'],
        productionEnvironments: ['live'],
        highImpactMonitors: ['12345678901', '42'],
        affectedUsers: 0,
        affectedSessions: 45,
        recentHours: 1.5,
        disqualifiedStates: ['EXCLUDED'],
        acknowledgedCountsAsOpenWith: ['case']
      },
      dedupe: {
        notifyEveryHours: 48,
        regression: {
          keepClosedResolutions: ['Obsolete'],
          settleHours: 0,
          reopenWithinDays: 14,
          maximumReopens: 0
        }
      },
      jira: {
        project: 'PPL',
        issueType: 'Incident',
        priority: 'High',
        escalatedPriority: 'Highest',
        labels: ['from-datadog'],
        fields: { customfield_10020: 7, environment: { any: 'thing' } },
        teamField: 'customfield_10001',
        linkType: 'Causes',
        reopenStatus: 'Backlog'
      },
      ownership: {
        teams: [
          {
            name: 'web',
            datadog: ['web-*'],
            github: ['@acme/web', 'web@example.com'],
            component: 'Web',
            assignee: '712020:a',
            jiraTeam: 't-1'
          },
          {
            name: 'platform',
            datadog: ['platform'],
            github: [],
            component: undefined,
            assignee: undefined,
            jiraTeam: undefined
          }
        ],
        services: [
          { service: 'shop-admin', team: 'platform' },
          { service: 'shop-*', team: 'web' }
        ],
        fallback: 'platform'
      },
      privacy: { mode: 'strict', patterns: [{ name: 'order-id', expression: 'ORD-\\d+' }] },
      limits: { newTickets: 0, issues: 1, concurrency: 16 },
      onError: 'warn'
    })
  })

  it('a part of a section leaves the rest at its defaults', () => {
    const { rubric: partly } = policyOf('jira: { project: PPL }\nrubric: { points: { rising: 9 } }')
    expect(partly).toEqual({ ...rubric, highImpactMonitors: [], points: { ...rubric.points, rising: 9 } })
  })

  it('JSON is YAML too', () => {
    expect(policyOf('{"jira": {"project": "PPL"}}').jira.project).toBe('PPL')
  })
})

describe('a duration in hours', () => {
  it.each([
    ['0h', 0],
    ['90m', 1.5],
    ['24h', 24],
    ['014d', 336]
  ])('%s is %p', (text, hours) => {
    expect(durationHours(text)).toBe(hours)
  })
})
