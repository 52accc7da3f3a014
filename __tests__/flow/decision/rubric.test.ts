import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isProduction, originOf, scoreIssue, type RubricFacts } from '../../../src/flow/decision/rubric.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { alertOf, DAY, evidenceOf, HOUR, issueOf, NOW, rubric, sampleOf } from './examples.js'

function factsOf(change: Partial<RubricFacts> = {}): RubricFacts {
  return {
    issue: issueOf(),
    alert: alertOf(),
    hasTicket: false,
    evidence: evidenceOf({ spike: false }),
    now: NOW,
    ...change
  }
}

function withUsers(users: number): RubricFacts['issue'] {
  const { impact } = issueOf()
  return issueOf({ platform: 'BROWSER', impact: { ...impact, users: known(users) } })
}

describe('the score', () => {
  it('adds up every signal of the contract', () => {
    const { impact } = issueOf()
    const issue = issueOf({
      firstSeen: { at: NOW - 20 * HOUR, version: known('1.2.3') },
      impact: { ...impact, users: known(500) }
    })
    const alert = alertOf({ monitorKind: 'high_impact' })
    const score = scoreIssue(factsOf({ issue, alert, evidence: evidenceOf() }), rubric)
    expect(score).toMatchObject({ total: 14, ticketAt: 5, autofixAt: 8, unknownWorth: 0 })
    expect(score.signals.map((each) => [each.name, each.points])).toEqual(Object.entries(rubric.points))
  })

  it('gives nothing for what is unknown, and says what it would have been worth', () => {
    const issue = issueOf({ sample: unknown('no event') })
    const score = scoreIssue(factsOf({ issue, alert: undefined, evidence: undefined }), rubric)
    expect(score).toMatchObject({ total: 3, unknownWorth: 3 + 3 + 2 + 2 })
  })

  it('takes every number from the config', () => {
    const points = { ...rubric.points, 'for-review': 50, 'production-service': 0 }
    const score = scoreIssue(factsOf(), { ...rubric, points, ticketAt: 40, autofixAt: 60 })
    expect(score).toMatchObject({ total: 50, ticketAt: 40, autofixAt: 60 })
  })

  it('adds fractions without losing a threshold', () => {
    const points = { ...rubric.points, 'for-review': 0.7, 'production-service': 0.1 }
    expect(scoreIssue(factsOf(), { ...rubric, points }).total).toBe(0.8)
  })

  it('is what its signals say, for any facts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('OPEN' as const, 'ACKNOWLEDGED' as const, 'RESOLVED' as const),
        fc.option(fc.nat(30), { nil: undefined }),
        fc.boolean(),
        fc.integer({ min: 0, max: 10 * DAY }),
        (state, users, alerted, age) => {
          const base = users === undefined ? issueOf() : withUsers(users)
          const issue = { ...base, state, firstSeen: { at: NOW - age, version: known('1') } }
          const facts = factsOf({ issue, alert: alerted ? alertOf() : undefined })
          const score = scoreIssue(facts, rubric)
          const met = score.signals.filter((each) => each.status === 'met')
          expect(score.total).toBe(met.reduce((total, each) => total + each.worth, 0))
          expect(score.signals.every((each) => each.evidence !== '')).toBe(true)
          expect(scoreIssue(facts, rubric)).toEqual(score)
        }
      )
    )
  })
})

describe('where the error comes from', () => {
  it('is what the alert says, else what the event says', () => {
    const issue = issueOf({ sample: known(sampleOf({ env: known('qa') })) })
    expect(originOf(issue, alertOf({ env: 'prod' }))).toEqual(known('prod'))
    expect(originOf(issue, alertOf({ env: undefined }))).toEqual(known('qa'))
    expect(originOf(issue, undefined)).toEqual(known('qa'))
  })

  it.each<[string, boolean]>([
    ['prod', true],
    ['Production', true],
    ['preprod', false],
    ['prod-eu', false],
    ['', false]
  ])('%j is production: %p', (env, expected) => {
    expect(isProduction(env, rubric)).toBe(expected)
  })
})
