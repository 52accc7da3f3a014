import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { DatadogFacts, SeenIssue } from '../../../src/check-up/datadog/facts.js'
import {
  factsOf,
  forbidden,
  issueOf,
  issuesOf,
  lineOf,
  linesOf,
  outage,
  policyOf,
  requestOf
} from './judge-facts.js'

function spans(...issues: readonly SeenIssue[]): Pick<DatadogFacts, 'issues'> {
  return { issues: { spans: issuesOf(...issues), logs: issuesOf(), rum: issuesOf() } }
}

const assigned = { isYoung: true, state: 'ACKNOWLEDGED', isAssigned: true } as const
const cased = { isYoung: true, state: 'ACKNOWLEDGED', hasCase: true } as const

describe("tickets of Datadog's own integration", () => {
  it('are a warning that says how to switch them off', () => {
    const line = lineOf(
      'datadog-native-tickets',
      spans(issueOf('a', { hasCase: true, jiraKey: 'PPL-3' }), issueOf('b'))
    )
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('Switch off') })
    expect(line.found).toContain('1 issue of the last day (PPL-3)')
  })

  it('count once for an issue that two products report', () => {
    const issue = issueOf('a', { jiraKey: 'PPL-3' })
    const issues = { spans: issuesOf(issue), logs: issuesOf(issue), rum: issuesOf() }
    expect(lineOf('datadog-native-tickets', { issues }).found).toContain('1 issue of')
  })
})

describe('new issues that are REVIEWED already', () => {
  const strict = requestOf(policyOf('rubric: { acknowledged-counts-as-open-with: [ticket] }'))

  it('are ok when the policy counts them as FOR REVIEW', () => {
    expect(lineOf('datadog-auto-assign', spans(issueOf('a', assigned), issueOf('b', cased))).status).toBe(
      'ok'
    )
  })

  it('fail when most of them are, with the key to write', () => {
    const touched = ['a', 'b', 'c'].map((id) => issueOf(id, assigned))
    const line = lineOf('datadog-auto-assign', spans(...touched, issueOf('d', { isYoung: true })), strict)
    expect(line.status).toBe('failed')
    expect(line.found).toContain('3 of 4 issues first seen')
    expect(line.mend).toContain('acknowledged-counts-as-open-with: [ticket, assignee]')
  })

  it('are a warning when there are two, of which nothing can be concluded', () => {
    const two = spans(issueOf('a', assigned), issueOf('b', cased))
    expect(lineOf('datadog-auto-assign', two, strict)).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('[ticket, assignee, case]')
    })
  })

  it('are a warning when few are, because a person may have done it', () => {
    const young = ['b', 'c', 'd'].map((id) => issueOf(id, { isYoung: true }))
    const line = lineOf('datadog-auto-assign', spans(issueOf('a', cased), ...young), strict)
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('[ticket, case]') })
  })

  it.each([
    ['old', { ...assigned, isYoung: false }],
    ['resolved', { ...assigned, state: 'RESOLVED' as const }],
    ['acknowledged by this action, with nobody assigned', { ...assigned, isAssigned: false }]
  ])('do not count when they are %s', (_what, change) => {
    expect(lineOf('datadog-auto-assign', spans(issueOf('a', change)), strict).status).toBe('ok')
  })

  it('are covered by either touch', () => {
    const both = issueOf('a', { ...assigned, hasCase: true })
    const cases = requestOf(policyOf('rubric: { acknowledged-counts-as-open-with: [case] }'))
    expect(lineOf('datadog-auto-assign', spans(both), cases).status).toBe('ok')
  })

  it('cannot be compared without a policy', () => {
    const line = lineOf('datadog-auto-assign', spans(issueOf('a', assigned)), {
      ...strict,
      policy: undefined
    })
    expect(line).toMatchObject({ status: 'warning', mend: 'Mend the policy file first.' })
  })
})

describe('the number of affected users', () => {
  const rum = (...issues: readonly SeenIssue[]): Pick<DatadogFacts, 'issues'> => ({
    issues: { ...factsOf().issues, rum: issuesOf(...issues) }
  })

  it('is a warning when no RUM issue has one, with what to set', () => {
    const line = lineOf('datadog-user-counts', rum(issueOf('a')))
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('usr.id') })
    expect(line.found).toContain('unknown')
  })

  it('says when sessions stand in', () => {
    const line = lineOf('datadog-user-counts', rum(issueOf('a', { countsSessions: true })))
    expect(line.found).toContain('sessions stand in, by the threshold of 30')
  })

  it('is ok without RUM issues, and where the policy gives no points', () => {
    expect(lineOf('datadog-user-counts', rum()).status).toBe('ok')
    const none = requestOf(policyOf('rubric: { points: { affected-users: 0 } }'))
    expect(lineOf('datadog-user-counts', rum(issueOf('a')), none).status).toBe('ok')
  })
})

describe('teams', () => {
  const request = requestOf(
    policyOf(
      'ownership: { teams: { checkout: {}, pay: { datadog: ["payments*"] }, ops: { datadog: [operations] } }, default: ops }'
    )
  )

  it('are ok when each handle has a team', () => {
    const teams = given({ handles: ['Checkout', 'payments-eu', 'operations'], cut: false })
    expect(lineOf('datadog-teams', { teams }, request).status).toBe('ok')
  })

  it('are a warning for each handle that Datadog does not have, with the key to write', () => {
    const lines = linesOf('datadog-teams', { teams: given({ handles: ['operations'], cut: false }) }, request)
    expect(lines.map(({ status }) => status)).toEqual(['warning', 'warning'])
    expect(lines[0]?.found).toContain('ownership.teams.pay.datadog has "payments*"')
    expect(lines[1]?.found).toContain('called like checkout in the policy')
    expect(lines[1]?.mend).toContain('ownership.teams.<team>.datadog')
  })

  it('are not judged by a list that was cut, nor by an outage', () => {
    const cut = lineOf('datadog-teams', { teams: given({ handles: ['operations'], cut: true }) }, request)
    expect(cut).toMatchObject({ status: 'warning', found: expect.stringContaining('Not checked') })
    expect(lineOf('datadog-teams', { teams: outage }, request).found).toContain('Not checked')
  })

  it('that Datadog does not list are compared by hand, or teams_read is added', () => {
    const line = lineOf('datadog-teams', { teams: forbidden }, request)
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('teams_read') })
  })

  it('that own issues and are not in the policy are named', () => {
    const seen = spans(issueOf('a', { owners: ['search', 'payments-eu'] }))
    const teams = given({ handles: ['checkout', 'payments-eu', 'operations'], cut: false })
    const [, line] = linesOf('datadog-teams', { ...seen, teams }, request)
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('ownership.teams') })
    expect(line?.found).toContain('does not know: search.')
  })
})
