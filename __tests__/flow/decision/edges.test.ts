import { describe, expect, it } from '@jest/globals'
import { parseCodeOwners } from '../../../src/flow/decision/codeowners.js'
import { judgeRegression } from '../../../src/flow/decision/regression.js'
import { routeIssue, type OwnershipPolicy, type Route, type Team } from '../../../src/flow/decision/router.js'
import { scoreIssue, type RubricPolicy, type SignalName } from '../../../src/flow/decision/rubric.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { Issue } from '../../../src/flow/issue/issue.js'
import type { StackFrame } from '../../../src/flow/issue/stack-trace.js'
import { alertOf, closedTicketOf, HOUR, issueOf, NOW, rubric } from './examples.js'

describe('a signal', () => {
  const statusOf = (name: SignalName, issue: Issue, policy: RubricPolicy = rubric) => {
    const score = scoreIssue(
      { issue, alert: alertOf(), hasTicket: false, evidence: undefined, now: NOW },
      policy
    )
    return score.signals.find((each) => each.name === name)
  }

  it('takes any one of the production services', () => {
    const policy = { ...rubric, productionServices: ['shop-*', 'cart', 'web'] }
    expect(statusOf('production-service', issueOf(), policy)).toMatchObject({ status: 'met' })
    expect(statusOf('production-service', issueOf({ service: 'mail' }), policy)).toMatchObject({
      status: 'not-met'
    })
  })

  it.each([
    [47.9, '47.9 hours'],
    [48, '2 days'],
    [71.9, '2 days'],
    [-1, '0.0 hours']
  ])('tells an age of %d hours as %s', (hours, age) => {
    const issue = issueOf({ firstSeen: { at: NOW - hours * HOUR, version: known('1') } })
    expect(statusOf('first-seen-recently', issue)?.evidence).toContain(`first seen ${age} ago`)
  })
})

describe('a regression that Datadog reports', () => {
  const policy = { keepClosedResolutions: [], settleHours: 24, reopenWithinDays: 30, maximumReopens: 3 }

  it.each([
    [-1, 'closed-recently'],
    [0, 'closed-recently'],
    [1, 'reopen']
  ])('%d ms after the ticket was closed: %s', (later, action) => {
    const ticket = closedTicketOf(2)
    const regressedAt = NOW - 2 * HOUR + later
    const regression = { regressedAt, resolvedAt: NOW - 90 * HOUR, version: known('1.2.3') }
    expect(judgeRegression({ issue: issueOf({ regression }), ticket, now: NOW }, policy).action).toBe(action)
  })
})

describe('a route', () => {
  const team = (name: string, datadog: readonly string[]): Team => ({
    name,
    datadog,
    github: [],
    component: undefined,
    assignee: undefined,
    jiraTeam: undefined
  })
  const policy: OwnershipPolicy = {
    teams: [team('checkout', ['checkout-*', 'cash-*', 'till']), team('platform', [])],
    services: [{ service: 'shop-*', team: 'nobody-yet' }],
    fallback: undefined
  }
  const route = (change: Partial<Issue>, handles: readonly string[] = []): Route => {
    const teamOwners = handles.map((handle) => ({ handle, name: handle }))
    const issue = issueOf({ ...change, teamOwners })
    return routeIssue({ issue, culprit: unknown('no trace'), codeOwners: unknown('no file') }, policy)
  }

  it.each(['checkout-eu', 'cash-eu', 'till'])('goes to the team that lists %s among others', (handle) => {
    expect(route({}, [handle])).toMatchObject({ rule: 'datadog-team', team: { name: 'checkout' } })
  })

  it('passes over a service that is mapped to a team nobody described', () => {
    expect(route({ service: 'shop-web' }, ['till'])).toMatchObject({ rule: 'datadog-team' })
  })

  it('says so where nobody owns a service, named or not', () => {
    expect(route({}).why).toBe('nobody owns cart, and no default team is configured')
    expect(route({ service: '' }).why).toBe('nobody owns this service, and no default team is configured')
    const issue = issueOf({ service: '' })
    const facts = { issue, culprit: unknown('no trace'), codeOwners: unknown('no file') }
    expect(routeIssue(facts, { ...policy, fallback: 'platform' }).why).toBe(
      'nobody owns this service, so it goes to the default team platform'
    )
  })

  it('is the default where no line of CODEOWNERS is about the file', () => {
    const culprit = known({ frame, path: known('src/cart.ts'), reason: 'innermost in-app frame' })
    const codeOwners = known(parseCodeOwners('CODEOWNERS', '/docs/ @acme/docs'))
    expect(routeIssue({ issue: issueOf(), culprit, codeOwners }, policy)).toMatchObject({
      rule: 'default',
      notes: []
    })
  })
})

const frame: StackFrame = {
  function: 'total',
  file: '/app/src/cart.ts',
  module: undefined,
  line: 7,
  column: 3,
  inApp: true,
  inAppReason: 'in the repository',
  text: 'at total (/app/src/cart.ts:7:3)'
}
