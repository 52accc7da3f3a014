import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { sayCount, sayKnown, sayPlural, saySpan, sayTime } from '../../../src/flow/ticket/wording.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('numbers and times in words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
    [-1_234, '-1,234'],
    [1_234.5678, '1,234.5678']
  ])('says the count %d', (count, said) => {
    expect(sayCount(count)).toBe(said)
  })

  it.each([
    [0, '0 events'],
    [1, '1 event'],
    [2_000, '2,000 events']
  ])('says %d events', (count, said) => {
    expect(sayPlural(count, 'event')).toBe(said)
  })

  it.each([
    [-5, '0 minutes'],
    [119 * MINUTE, '119 minutes'],
    [2 * HOUR, '2 hours'],
    [48 * HOUR - 1, '47 hours'],
    [48 * HOUR, '2 days']
  ])('says the span %d', (span, said) => {
    expect(saySpan(span)).toBe(said)
  })

  it('says times in UTC, and never fails on one', () => {
    expect(sayTime(Date.UTC(2026, 0, 2, 3, 4, 59))).toBe('2026-01-02 03:04 UTC')
    expect(sayTime(Number.NaN)).toBe('an unreadable time')
    expect(sayTime(8.64e15 + 1)).toBe('an unreadable time')
  })

  it('says a fact or why it is missing', () => {
    expect(sayKnown(known(7))).toBe('7')
    expect(sayKnown(known(7_000), sayCount)).toBe('7,000')
    expect(sayKnown(unknown('not asked'))).toBe('unknown: not asked')
  })
})
