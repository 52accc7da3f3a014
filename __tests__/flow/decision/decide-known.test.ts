import { describe, expect, it } from '@jest/globals'
import { decide, type DecisionFacts } from '../../../src/flow/decision/decide.js'
import type { EvidenceVerdict } from '../../../src/flow/decision/evidence/judge-evidence.js'
import type { PatternTier, PatternVerdict } from '../../../src/flow/decision/patterns/pattern.js'
import type { Score } from '../../../src/flow/decision/rubric.js'
import {
  alertOf,
  closedTicketOf,
  evidenceOf,
  HOUR,
  issueOf,
  memoryOf,
  NOW,
  patternOf,
  ticketOf
} from './examples.js'

const policy = {
  notifyEveryHours: 24,
  regression: { keepClosedResolutions: [], settleHours: 24, reopenWithinDays: 30, maximumReopens: 3 }
}

function scoreOf(total: number): Score {
  return { total, ticketAt: 5, autofixAt: 8, signals: [], unknownWorth: 0 }
}

function decideOn(change: Partial<DecisionFacts>): ReturnType<typeof decide> {
  const facts: DecisionFacts = {
    issue: issueOf(),
    alert: alertOf(),
    force: false,
    score: scoreOf(5),
    matches: [],
    evidence: undefined,
    pattern: undefined,
    now: NOW,
    ...change
  }
  return decide(facts, policy)
}

function verdictOf(tier: PatternTier): PatternVerdict {
  return { pattern: patternOf({ tier }), tier, why: 'pattern "known-timeouts" fits', expired: [] }
}

const open = { by: 'same-issue', ticket: ticketOf({ memory: memoryOf({ commentId: '1' }) }) } as const
const closed = { by: 'same-issue', ticket: closedTicketOf(48) } as const

describe('a known pattern', () => {
  it.each([
    ['ignore', 'pattern-ignore'],
    ['digest', 'pattern-digest']
  ] as const)('of the tier %s keeps an error away from Jira, whatever its score', (tier, reason) => {
    for (const matches of [[], [open], [closed]]) {
      const decision = decideOn({ pattern: verdictOf(tier), matches, score: scoreOf(14) })
      expect(decision).toEqual({
        outcome: 'suppressed',
        reason,
        why: 'pattern "known-timeouts" fits',
        plan: undefined
      })
    }
  })

  it('does not silence an issue that a person forces', () => {
    const decision = decideOn({ pattern: verdictOf('ignore'), score: scoreOf(1), force: true })
    expect(decision).toMatchObject({ outcome: 'ticketed', reason: 'forced' })
  })

  it('of the tier ticket makes a ticket below the threshold, and names itself', () => {
    expect(decideOn({ pattern: verdictOf('ticket'), score: scoreOf(0) })).toEqual({
      outcome: 'ticketed',
      reason: 'known-pattern',
      why: 'pattern "known-timeouts" fits',
      plan: { kind: 'create' }
    })
  })

  it('leaves a ticket that the score makes its reason', () => {
    expect(decideOn({ pattern: verdictOf('ticket') })).toMatchObject({ reason: 'new-bug' })
  })

  it('reopens a small bug that is back', () => {
    const decision = decideOn({ pattern: verdictOf('ticket'), score: scoreOf(0), matches: [closed] })
    expect(decision).toMatchObject({ outcome: 'regression', reason: 'reopened' })
  })

  it('of the tier escalate escalates new and open tickets', () => {
    const pattern = verdictOf('escalate')
    expect(decideOn({ pattern, score: scoreOf(0) }).escalated).toBe(true)
    expect(decideOn({ pattern, matches: [open] }).escalated).toBe(true)
    expect(decideOn({ pattern, matches: [closed] }).escalated).toBe(true)
    expect(decideOn({ pattern: verdictOf('ticket') }).escalated).toBeUndefined()
  })

  it.each([
    [1, true],
    [72, false]
  ])('with %d hours of dedup decides whether watchers hear of a repeat', (dedupHours, notify) => {
    const heard = memoryOf({ commentId: '1', notifiedAt: NOW - 10 * HOUR })
    const match = { by: 'same-issue', ticket: ticketOf({ memory: heard }) } as const
    const pattern = { ...verdictOf('ticket'), pattern: patternOf({ dedupHours }) }
    expect(decideOn({ pattern, matches: [match] }).plan).toMatchObject({ kind: 'update', notify })
  })
})

describe('the evidence', () => {
  it.each<[EvidenceVerdict['action'], number, string, string]>([
    ['hold', 14, 'suppressed', 'evidence-hold'],
    ['log', 4, 'below-threshold', 'score-below-threshold'],
    ['log', 5, 'ticketed', 'new-bug'],
    ['retest', 4, 'below-threshold', 'score-below-threshold'],
    ['unconfirmed', 4, 'ticketed', 'evidence-unconfirmed'],
    ['unconfirmed', 5, 'ticketed', 'new-bug'],
    ['ticket', 0, 'ticketed', 'evidence-ticket'],
    ['ticket', 5, 'ticketed', 'new-bug'],
    ['page', 0, 'ticketed', 'evidence-ticket'],
    [undefined, 4, 'below-threshold', 'score-below-threshold']
  ])('%s at %d points: %s, %s', (action, points, outcome, reason) => {
    const evidence = evidenceOf({ action })
    const decision = decideOn({ evidence, score: scoreOf(points) })
    expect(decision).toMatchObject({ outcome, reason })
    expect(decision.escalated).toBe(action === 'page' ? true : undefined)
  })

  it('never keeps an open ticket from being kept up to date', () => {
    const decision = decideOn({ evidence: evidenceOf({ action: 'hold' }), matches: [open] })
    expect(decision).toMatchObject({ outcome: 'duplicate', reason: 'same-issue' })
  })

  it('holds back nothing that a person forces', () => {
    const decision = decideOn({ evidence: evidenceOf({ action: 'hold' }), force: true })
    expect(decision).toMatchObject({ outcome: 'ticketed' })
  })

  it('gives way to a known pattern', () => {
    const decision = decideOn({
      evidence: evidenceOf({ action: 'hold' }),
      pattern: verdictOf('ticket'),
      score: scoreOf(0)
    })
    expect(decision).toMatchObject({ outcome: 'ticketed', reason: 'known-pattern' })
  })
})
