import { describe, expect, it } from '@jest/globals'
import { decide, disqualify, type DecisionFacts } from '../../../src/flow/decision/decide.js'
import type { TicketMatch } from '../../../src/flow/decision/dedupe.js'
import { triageOutcomes, triageReasons } from '../../../src/flow/decision/reasons.js'
import type { Score } from '../../../src/flow/decision/rubric.js'
import { issueStates, type IssueState } from '../../../src/flow/issue/issue.js'
import { alertOf, closedTicketOf, issueOf, memoryOf, NOW, ticketOf } from './examples.js'

const policy = {
  notifyEveryHours: 24,
  regression: {
    keepClosedResolutions: ["Won't Do"],
    settleHours: 24,
    reopenWithinDays: 30,
    maximumReopens: 3
  }
}

function scoreOf(total: number): Score {
  return { total, ticketAt: 5, autofixAt: 8, signals: [], unknownWorth: 0 }
}

function factsOf(change: Partial<DecisionFacts> = {}): DecisionFacts {
  return {
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
}

const openTicket = ticketOf()
const sameIssue: TicketMatch = { by: 'same-issue', ticket: openTicket }
const delivered: TicketMatch = {
  by: 'same-issue',
  ticket: ticketOf({ memory: memoryOf({ cycleKeys: ['cycle-1'] }) })
}
const closedDone: TicketMatch = { by: 'same-issue', ticket: closedTicketOf(48) }
const closedLongAgo: TicketMatch = { by: 'same-issue', ticket: closedTicketOf(24 * 45) }
const closedNow: TicketMatch = { by: 'same-issue', ticket: closedTicketOf(2) }
const wontDo: TicketMatch = { by: 'same-issue', ticket: closedTicketOf(48, { resolution: "Won't Do" }) }

describe('every decision, with its reason', () => {
  it.each<[string, Partial<DecisionFacts>, string, string, string, string | undefined]>([
    ['a new bug', {}, 'ticketed', 'new-bug', '5 points, and a ticket needs 5', 'create'],
    [
      'a new bug that is too small',
      { score: scoreOf(4) },
      'below-threshold',
      'score-below-threshold',
      '4 points, and a ticket needs 5',
      undefined
    ],
    [
      'a small bug that a person asks for',
      { score: scoreOf(4), force: true },
      'ticketed',
      'forced',
      '4 points, and a ticket needs 5',
      'create'
    ],
    [
      'a large bug that a person asks for',
      { force: true },
      'ticketed',
      'new-bug',
      '5 points, and a ticket needs 5',
      'create'
    ],
    [
      'a repeat',
      { matches: [sameIssue] },
      'duplicate',
      'same-issue',
      "PPL-7 is open and carries this issue's id",
      'update'
    ],
    [
      'a repeat that is too small',
      { matches: [sameIssue], score: scoreOf(0) },
      'duplicate',
      'same-issue',
      "PPL-7 is open and carries this issue's id",
      'update'
    ],
    [
      'the same bug in another issue',
      { matches: [{ by: 'same-fingerprint', ticket: openTicket }] },
      'duplicate',
      'same-fingerprint',
      'PPL-7 is open and stands for the same bug in another Datadog issue',
      'update'
    ],
    [
      "a ticket of Datadog's integration",
      { matches: [{ by: 'native-ticket', ticket: ticketOf({ memory: undefined }) }] },
      'duplicate',
      'native-ticket',
      "PPL-7 was made by Datadog's own integration",
      'update'
    ],
    [
      'an alert delivered again',
      { matches: [delivered] },
      'duplicate',
      'repeated-delivery',
      'PPL-7 has this alert already',
      'nothing'
    ],
    [
      'a bug that is back',
      { matches: [closedDone] },
      'regression',
      'reopened',
      'PPL-7 was closed as "Done" 2 days ago, and the error is back',
      'reopen'
    ],
    [
      'a bug that is back after long',
      { matches: [closedLongAgo] },
      'regression',
      'new-after-closed',
      'PPL-7 was closed 45 days ago; tickets are reopened within 30 days',
      'create-linked'
    ],
    [
      'a bug that is back, too small',
      { matches: [closedDone], score: scoreOf(4) },
      'below-threshold',
      'score-below-threshold',
      '4 points, and a ticket needs 5',
      undefined
    ],
    [
      'a bug that is back after long, too small',
      { matches: [closedLongAgo], score: scoreOf(4) },
      'below-threshold',
      'score-below-threshold',
      '4 points, and a ticket needs 5',
      undefined
    ],
    [
      'a bug that is back, asked for',
      { matches: [closedDone], score: scoreOf(4), force: true },
      'regression',
      'reopened',
      'PPL-7 was closed as "Done" 2 days ago, and the error is back',
      'reopen'
    ],
    [
      'a bug closed just now',
      { matches: [closedNow] },
      'suppressed',
      'closed-recently',
      'PPL-7 was closed 2.0 hours ago; a fix gets 24 hours to reach production',
      'leave-closed'
    ],
    [
      'a bug that nobody wants fixed',
      { matches: [wontDo] },
      'suppressed',
      'closed-deliberately',
      'PPL-7 was closed as "Won\'t Do", which means not to fix it',
      'leave-closed'
    ],
    [
      'the same, asked for',
      { matches: [wontDo], force: true },
      'suppressed',
      'closed-deliberately',
      'PPL-7 was closed as "Won\'t Do", which means not to fix it',
      'leave-closed'
    ]
  ])('%s', (_, change, outcome, reason, why, plan) => {
    const decision = decide(factsOf(change), policy)
    expect(decision).toMatchObject({ outcome, reason, why })
    expect(decision.plan?.kind).toBe(plan)
  })
})

describe('states that end triage', () => {
  const states: readonly ('IGNORED' | 'EXCLUDED')[] = ['IGNORED', 'EXCLUDED']

  it.each<[IssueState, string | undefined]>([
    ['OPEN', undefined],
    ['ACKNOWLEDGED', undefined],
    ['RESOLVED', undefined],
    ['IGNORED', 'state-ignored'],
    ['EXCLUDED', 'state-excluded']
  ])('%s: %p', (state, reason) => {
    const decision = disqualify(state, states)
    expect(decision?.reason).toBe(reason)
    expect(decision).toEqual(
      reason && { outcome: 'disqualified', reason, why: `the issue is ${state} in Datadog`, plan: undefined }
    )
  })

  it('are the ones of the config', () => {
    expect(issueStates.filter((state) => disqualify(state, ['EXCLUDED']))).toEqual(['EXCLUDED'])
    expect(issueStates.filter((state) => disqualify(state, []))).toEqual([])
  })
})

describe('the words that workflows branch on', () => {
  it('outcomes are those of the contract', () => {
    expect(triageOutcomes).toEqual([
      'ticketed',
      'duplicate',
      'regression',
      'below-threshold',
      'disqualified',
      'suppressed',
      'swept'
    ])
  })

  it('every reason is a code, and means something', () => {
    for (const [code, meaning] of Object.entries(triageReasons)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(meaning).toMatch(/^\S.{10,}[^.]$/)
    }
  })
})
