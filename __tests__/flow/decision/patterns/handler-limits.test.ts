import { describe, expect, it } from '@jest/globals'
import {
  bookStart,
  cancelStart,
  noStarts,
  type HandlerBooking,
  type HandlerDocument
} from '../../../../src/flow/decision/patterns/handler-limits.js'

const HOUR = 3_600_000
const NOW = Date.parse('2026-03-02T10:00:00Z')

const booking = (more: Partial<HandlerBooking> = {}): HandlerBooking => ({
  pattern: 'queue full',
  workflow: 'restart.yml',
  issueId: 'issue-1',
  now: NOW,
  cooldownHours: 0,
  perDay: 100,
  ...more
})

/** The document after all of these were booked. */
function after(...bookings: readonly HandlerBooking[]): HandlerDocument {
  return bookings.reduce((document, each) => {
    const verdict = bookStart(document, each)
    if (!verdict.booked) throw new Error(verdict.why)
    return verdict.document
  }, noStarts)
}

const may = (document: HandlerDocument, more: Partial<HandlerBooking> = {}): boolean =>
  bookStart(document, booking(more)).booked

describe('a handler', () => {
  it('that was never started is booked, with what later runs have to know', () => {
    expect(bookStart(noStarts, booking({ cooldownHours: 2 }))).toEqual({
      booked: true,
      document: {
        version: 1,
        starts: [
          { pattern: 'queue full', workflow: 'restart.yml', issueId: 'issue-1', at: NOW, cooldownHours: 2 }
        ]
      }
    })
  })

  it('rests for its cooldown, whichever issue asks, to the millisecond', () => {
    const started = after(booking())
    const rest = { issueId: 'issue-2', cooldownHours: 2 }
    expect(may(started, { ...rest, now: NOW + 2 * HOUR - 1 })).toBe(false)
    expect(may(started, { ...rest, now: NOW + 2 * HOUR })).toBe(true)
    expect(bookStart(started, booking({ ...rest, now: NOW + HOUR }))).toEqual({
      booked: false,
      why:
        'the handler restart.yml of the pattern "queue full" was started at 2026-03-02 10:00 UTC and rests 2 hours, until ' +
        '2026-03-02 12:00 UTC'
    })
  })

  it('rests after the newest start, though the log holds them in another order', () => {
    const { starts } = after(booking(), booking({ now: NOW + 3 * HOUR }))
    const document = { version: 1, starts: starts.toReversed() } as const
    expect(may(document, { now: NOW + 4 * HOUR, cooldownHours: 2 })).toBe(false)
  })

  it('is started so often a day, by the day of UTC', () => {
    const midnight = Date.parse('2026-03-03T00:00:00Z')
    const twice = after(booking(), booking({ now: midnight - 1 }))
    expect(bookStart(twice, booking({ now: midnight - 1, perDay: 2 }))).toEqual({
      booked: false,
      why: 'the handler restart.yml of the pattern "queue full" was started 2 times on 2026-03-02 (UTC), which is all that its limit of 2 a day allows'
    })
    expect(may(twice, { now: midnight - 1, perDay: 3 })).toBe(true)
    expect(may(twice, { now: midnight, perDay: 1 })).toBe(true)
    expect(may(noStarts, { perDay: 0 })).toBe(false)
  })

  it('is another one with another pattern or another workflow', () => {
    const started = after(booking())
    const strict = { cooldownHours: 9, perDay: 1 }
    expect(may(started, { ...strict, pattern: 'disk full' })).toBe(true)
    expect(may(started, { ...strict, workflow: 'scale.yml' })).toBe(true)
    expect(may(started, strict)).toBe(false)
  })

  it('that was started in the future, by another clock, rests from now on', () => {
    const ahead = after(booking({ now: NOW + 30 * HOUR }))
    expect(may(ahead, { cooldownHours: 1 })).toBe(false)
    expect(bookStart(ahead, booking({ perDay: 1 }))).toEqual({
      booked: false,
      why: expect.stringContaining(
        'was started once on 2026-03-02 (UTC), which is all that its limit of 1 a day allows'
      )
    })
  })
})

describe('the log', () => {
  it('forgets what is two days older than the longest cooldown', () => {
    const week = after(booking({ cooldownHours: 168 }))
    const at = NOW + (168 + 48) * HOUR
    const ages = (document: HandlerDocument, now: number): number[] => {
      const verdict = bookStart(document, booking({ now, pattern: 'other', cooldownHours: 1 }))
      return verdict.booked ? verdict.document.starts.map((each) => each.at) : []
    }
    expect(ages(week, at)).toEqual([NOW, at])
    expect(ages(week, at + 1)).toEqual([at + 1])
    expect(ages(after(booking({ cooldownHours: 1 })), NOW + 49 * HOUR + 1)).toHaveLength(1)
  })

  it('takes one start back, and of equal ones no more than one', () => {
    const twice = after(booking(), booking({ issueId: 'issue-2' }), booking())
    const left = cancelStart(twice, booking())
    expect(left.starts.map(({ issueId }) => issueId)).toEqual(['issue-1', 'issue-2'])
    expect(cancelStart(left, booking({ now: NOW + 1 }))).toBe(left)
    expect(cancelStart(noStarts, booking())).toBe(noStarts)
  })
})
