import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  chooseMatch,
  matchKinds,
  planTicket,
  type DedupeFacts,
  type TicketMatch
} from '../../../src/flow/decision/dedupe.js'
import { alertOf, closedTicketOf, DAY, HOUR, issueOf, memoryOf, NOW, ticketOf } from './examples.js'

const policy = {
  notifyEveryHours: 24,
  regression: {
    keepClosedResolutions: ["Won't Do"],
    settleHours: 24,
    reopenWithinDays: 30,
    maximumReopens: 3
  }
}

function factsOf(matches: readonly TicketMatch[], change: Partial<DedupeFacts> = {}): DedupeFacts {
  return { issue: issueOf(), alert: alertOf(), matches, now: NOW, ...change }
}

function open(key: string, by: TicketMatch['by'] = 'same-issue'): TicketMatch {
  return { by, ticket: ticketOf({ key }) }
}

function closed(key: string, hoursAgo: number, by: TicketMatch['by'] = 'same-issue'): TicketMatch {
  return { by, ticket: closedTicketOf(hoursAgo, { key }) }
}

describe('the ticket that stands for the bug', () => {
  it.each<[string, TicketMatch[], string | undefined]>([
    ['none', [], undefined],
    ['the only one', [closed('PPL-9', 5)], 'PPL-9'],
    ['an open one before a closed one', [closed('PPL-1', 5), open('PPL-9', 'native-ticket')], 'PPL-9'],
    ['the same issue before the same bug', [open('PPL-1', 'same-fingerprint'), open('PPL-9')], 'PPL-9'],
    [
      "the same bug before Datadog's ticket",
      [open('PPL-1', 'native-ticket'), open('PPL-9', 'same-fingerprint')],
      'PPL-9'
    ],
    ['the lower number, as a number', [open('PPL-10'), open('PPL-9')], 'PPL-9'],
    ['of two closed ones the one closed last', [closed('PPL-1', 50), closed('PPL-9', 5)], 'PPL-9'],
    ['of two closed at once the older one', [closed('PPL-10', 5), closed('PPL-9', 5)], 'PPL-9'],
    [
      'the same issue, closed long ago, before the same bug, closed now',
      [closed('PPL-1', 5, 'same-fingerprint'), closed('PPL-9', 500)],
      'PPL-9'
    ],
    [
      'of two open ones the older, although the other was resolved once',
      [open('PPL-9'), { by: 'same-issue', ticket: ticketOf({ key: 'PPL-10', resolvedAt: NOW - DAY }) }],
      'PPL-9'
    ],
    ['work in progress is open', [closed('PPL-1', 5), inProgress('PPL-9')], 'PPL-9'],
    ['of the same number in two projects the first by name', [open('WEB-4'), open('APP-4')], 'APP-4']
  ])('%s', (_, matches, expected) => {
    expect(chooseMatch(matches)?.ticket.key).toBe(expected)
    expect(chooseMatch(matches.toReversed())?.ticket.key).toBe(expected)
  })

  it('does not depend on the order in which Jira answers', () => {
    const match = fc
      .record({
        key: fc.tuple(fc.constantFrom('APP', 'WEB'), fc.integer({ min: 1, max: 20 })),
        by: fc.constantFrom(...matchKinds),
        hours: fc.option(fc.nat(50), { nil: undefined })
      })
      .map(({ key, by, hours }): TicketMatch => {
        const name = key.join('-')
        return hours === undefined ? open(name, by) : closed(name, hours, by)
      })
    const distinct = fc.uniqueArray(match, { selector: ({ ticket }) => ticket.key, maxLength: 8 })
    const shuffled = distinct.chain((matches) =>
      fc.tuple(fc.constant(matches), fc.shuffledSubarray(matches, { minLength: matches.length }))
    )
    fc.assert(
      fc.property(shuffled, ([matches, again]) => {
        const before = matches.map(({ ticket }) => ticket.key)
        expect(chooseMatch(again)).toEqual(chooseMatch(matches))
        expect(matches.map(({ ticket }) => ticket.key)).toEqual(before)
      })
    )
  })
})

function inProgress(key: string): TicketMatch {
  return { by: 'native-ticket', ticket: ticketOf({ key, stage: 'indeterminate' }) }
}

describe('what happens to the ticket', () => {
  it('there is none: it is created', () => {
    expect(planTicket(factsOf([]), policy)).toEqual({ kind: 'create' })
  })

  it('one is open: its comment is updated', () => {
    const match = open('PPL-7')
    expect(planTicket(factsOf([match]), policy)).toEqual({ kind: 'update', match, notify: true })
  })

  it('one is closed: the regression decides', () => {
    const kindOf = (match: TicketMatch): unknown => planTicket(factsOf([match]), policy)
    expect(kindOf(closed('PPL-7', 48))).toMatchObject({ kind: 'reopen' })
    expect(kindOf(closed('PPL-7', 24 * 40))).toMatchObject({ kind: 'create-linked' })
    expect(kindOf(closed('PPL-7', 2))).toMatchObject({ kind: 'leave-closed', reason: 'closed-recently' })
    const kept = { by: 'same-issue', ticket: closedTicketOf(48, { resolution: "Won't Do" }) } as const
    expect(kindOf(kept)).toMatchObject({ kind: 'leave-closed', reason: 'closed-deliberately', match: kept })
  })
})

describe('watchers hear of repeats once in a while', () => {
  it.each<[string, number, boolean]>([
    ['just now', 0, false],
    ['an hour ago', HOUR, false],
    ['a moment less than a day ago', DAY - 1, false],
    ['a day ago', DAY, true],
    ['long ago', 30 * DAY, true]
  ])('they heard %s', (_, ago, notify) => {
    const remembered = ticketOf({ memory: memoryOf({ notifiedAt: NOW - ago }) })
    const plan = planTicket(factsOf([{ by: 'same-issue', ticket: remembered }]), policy)
    expect(plan).toMatchObject({ kind: 'update', notify })
    const fresh = ticketOf({ memory: undefined, createdAt: NOW - ago })
    expect(planTicket(factsOf([{ by: 'native-ticket', ticket: fresh }]), policy)).toMatchObject({ notify })
  })

  it('a window of nothing notifies each time', () => {
    const ticket = ticketOf({ memory: memoryOf({ notifiedAt: NOW }) })
    const plan = planTicket(factsOf([{ by: 'same-issue', ticket }]), { ...policy, notifyEveryHours: 0 })
    expect(plan).toMatchObject({ notify: true })
  })
})

describe('an alert that is delivered again', () => {
  const memory = memoryOf({ cycleKeys: ['cycle-0', 'cycle-1'] })

  it.each([
    ['open', ticketOf({ memory })],
    ['closed', closedTicketOf(48, { memory })]
  ])('writes nothing to the %s ticket', (_, ticket) => {
    const match = { by: 'same-issue', ticket } as const
    expect(planTicket(factsOf([match]), policy)).toEqual({
      kind: 'nothing',
      match,
      reason: 'repeated-delivery'
    })
  })

  it.each([
    ['another cycle', alertOf({ cycleKey: 'cycle-2' })],
    ['part of a known key', alertOf({ cycleKey: 'cycle' })],
    ['no key', alertOf({ cycleKey: undefined })],
    ['no alert', undefined]
  ])('%s is a repeat of the error', (_, alert) => {
    const match = { by: 'same-issue', ticket: ticketOf({ memory }) } as const
    expect(planTicket(factsOf([match], { alert }), policy).kind).toBe('update')
  })
})

describe('a sweep that comes by an open ticket', () => {
  const sweeping = { ...policy, withoutNews: 'nothing' } as const
  const issue = issueOf({ lastSeen: { at: NOW - HOUR, version: issueOf().lastSeen.version } })
  const heard = (lastSeenAt: number, id = issue.id): TicketMatch => {
    const [remembered] = memoryOf().issues
    if (!remembered) throw new Error('the example remembers no issue')
    const memory = memoryOf({ issues: [{ ...remembered, id, lastSeenAt }] })
    return { by: 'same-issue', ticket: ticketOf({ memory }) }
  }
  const kindOf = (match: TicketMatch, under = sweeping): string =>
    planTicket(factsOf([match], { issue, alert: undefined }), under).kind

  it('writes nothing where the ticket has heard of the last event', () => {
    const match = heard(NOW - HOUR)
    expect(planTicket(factsOf([match], { issue, alert: undefined }), sweeping)).toEqual({
      kind: 'nothing',
      match,
      reason: 'nothing-new'
    })
  })

  it.each<[string, TicketMatch]>([
    ['there was an event since', heard(NOW - HOUR - 1)],
    ['the ticket remembers another issue', heard(NOW, 'another')],
    ['the ticket was found by its fingerprint', { ...heard(NOW), by: 'same-fingerprint' }],
    ['the ticket has no memory', { by: 'same-issue', ticket: ticketOf({ memory: undefined }) }]
  ])('tells it the news where %s', (_, match) => {
    expect(kindOf(match)).toBe('update')
  })

  it('is not what an alert or a person is: they are counted', () => {
    const match = heard(NOW)
    expect(planTicket(factsOf([match], { issue }), policy).kind).toBe('update')
  })

  it('judges a closed ticket as ever', () => {
    const { memory } = heard(NOW).ticket
    const match: TicketMatch = { by: 'same-issue', ticket: closedTicketOf(48, { memory }) }
    expect(kindOf(match)).not.toBe('nothing')
  })
})
