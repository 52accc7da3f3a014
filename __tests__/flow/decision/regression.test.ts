import { describe, expect, it } from '@jest/globals'
import { judgeRegression, type RegressionVerdict } from '../../../src/flow/decision/regression.js'
import type { ExistingTicket } from '../../../src/flow/decision/existing-ticket.js'
import type { Issue } from '../../../src/flow/issue/issue.js'
import { known } from '../../../src/flow/issue/known.js'
import { closedTicketOf, HOUR, issueOf, memoryOf, NOW } from './examples.js'

const policy = {
  keepClosedResolutions: ["Won't Do", 'Duplicate'],
  settleHours: 24,
  reopenWithinDays: 30,
  maximumReopens: 3
}

type Action = RegressionVerdict['action']

interface Case {
  readonly hoursAgo: number
  readonly resolution?: string | undefined
  readonly reopens?: number
  /** Datadog's own regression, so many hours ago. */
  readonly regressedHoursAgo?: number
  readonly lastSeenHoursAgo?: number
}

function judge(given: Case, change: Partial<ExistingTicket> = {}): RegressionVerdict {
  const { hoursAgo, reopens = 0, regressedHoursAgo, lastSeenHoursAgo = 0 } = given
  const resolution = 'resolution' in given ? given.resolution : 'Done'
  const ticket = closedTicketOf(hoursAgo, { resolution, memory: memoryOf({ reopens }), ...change })
  const regression: Issue['regression'] =
    regressedHoursAgo === undefined
      ? undefined
      : {
          regressedAt: NOW - regressedHoursAgo * HOUR,
          resolvedAt: NOW - 90 * HOUR,
          version: known('1.2.3')
        }
  const lastSeen = { at: NOW - lastSeenHoursAgo * HOUR, version: known('1.2.3') }
  return judgeRegression({ issue: issueOf({ regression, lastSeen }), ticket, now: NOW }, policy)
}

const day = 24

describe('by resolution', () => {
  it.each<[string | undefined, Action]>([
    ["Won't Do", 'closed-deliberately'],
    ["won't do", 'closed-deliberately'],
    ['DUPLICATE', 'closed-deliberately'],
    ['Done', 'reopen'],
    ['Fixed', 'reopen'],
    ["Won't Do Today", 'reopen'],
    [undefined, 'reopen']
  ])('%p: %s', (resolution, action) => {
    expect(judge({ hoursAgo: 5 * day, resolution }).action).toBe(action)
  })

  it('a deliberate closing holds whatever else is true', () => {
    const resolution = "Won't Do"
    for (const hoursAgo of [1, 5 * day, 400 * day]) {
      for (const reopens of [0, 3]) {
        expect(judge({ hoursAgo, resolution, reopens, regressedHoursAgo: 0.5 })).toEqual({
          action: 'closed-deliberately',
          why: 'PPL-7 was closed as "Won\'t Do", which means not to fix it'
        })
      }
    }
  })
})

describe('by age, number of reopens and what Datadog says', () => {
  it.each<[number, number, boolean, Action]>([
    // hours since closing, reopens, regression in Datadog since
    [1, 0, false, 'closed-recently'],
    [1, 0, true, 'reopen'],
    [1, 3, false, 'closed-recently'],
    [1, 3, true, 'create-linked'],
    [23.9, 0, false, 'closed-recently'],
    [24, 0, false, 'reopen'],
    [24, 2, false, 'reopen'],
    [24, 3, false, 'create-linked'],
    [24, 4, true, 'create-linked'],
    [30 * day, 0, false, 'reopen'],
    [30 * day + 1, 0, false, 'create-linked'],
    [30 * day + 1, 0, true, 'create-linked'],
    [400 * day, 3, true, 'create-linked']
  ])('closed %p hours ago, reopened %p times, regression %p: %s', (hoursAgo, reopens, regressed, action) => {
    const regression = regressed ? { regressedHoursAgo: hoursAgo / 2 } : {}
    expect(judge({ hoursAgo, reopens, ...regression }).action).toBe(action)
  })

  it('a regression from before the ticket was closed says nothing', () => {
    expect(judge({ hoursAgo: 2, regressedHoursAgo: 3 }).action).toBe('closed-recently')
  })

  it('a ticket without memory was never reopened', () => {
    expect(judge({ hoursAgo: 5 * day }, { memory: undefined }).action).toBe('reopen')
  })
})

describe('the words for the ticket', () => {
  it.each<[string, Case, string]>([
    [
      'the fix may be on its way',
      { hoursAgo: 1.5 },
      'PPL-7 was closed 1.5 hours ago; a fix gets 24 hours to reach production'
    ],
    ['back within hours', { hoursAgo: 30 }, 'PPL-7 was closed as "Done" 30 hours ago, and the error is back'],
    [
      'a regression',
      { hoursAgo: 5 * day, regressedHoursAgo: 1 },
      'PPL-7 was closed as "Done" 5 days ago, and Datadog reports a regression since'
    ],
    [
      'long ago',
      { hoursAgo: 45.5 * day },
      'PPL-7 was closed 45 days ago; tickets are reopened within 30 days'
    ],
    [
      'too often',
      { hoursAgo: 5 * day, reopens: 3 },
      'PPL-7 was reopened 3 times already, which is the limit'
    ],
    [
      'without a resolution',
      { hoursAgo: 5 * day, resolution: undefined },
      'PPL-7 was closed as "no resolution" 5 days ago, and the error is back'
    ]
  ])('%s', (_, given, why) => {
    expect(judge(given).why).toBe(why)
  })
})

describe('nothing happened since', () => {
  it.each([5, 5.5, 100])(
    'last seen %p hours ago, closed 5 hours ago: it stays closed',
    (lastSeenHoursAgo) => {
      expect(judge({ hoursAgo: 5, lastSeenHoursAgo })).toEqual({
        action: 'closed-recently',
        why: 'no event since PPL-7 was closed'
      })
    }
  )
})

describe('a done ticket without a date of resolution', () => {
  const undated = { resolution: undefined, resolvedAt: undefined, status: 'Released' }

  it('is reopened', () => {
    expect(judge({ hoursAgo: 0 }, undated)).toEqual({
      action: 'reopen',
      why: 'PPL-7 is in status "Released" without a date of resolution'
    })
  })

  it('but not for ever', () => {
    expect(judge({ hoursAgo: 0 }, { ...undated, memory: memoryOf({ reopens: 3 }) })).toEqual({
      action: 'create-linked',
      why: 'PPL-7 was reopened 3 times already, which is the limit'
    })
  })
})
