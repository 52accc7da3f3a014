import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { MAX_ADF_CHARS, sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import {
  composeOccurrence,
  composeReopen,
  type JoinedIssue,
  type OccurrenceFacts,
  type ReopenFacts
} from '../../../src/flow/ticket/compose-comment.js'
import { findAdfFaults, readAdf, readAll, readLinks } from './adf-rules.js'
import { facts, issue, ISSUE_ID, MESSAGE, NOW, score } from './ticket-case.js'

const { alert, runUrl } = facts()

function occurrence(change: Partial<OccurrenceFacts> = {}): OccurrenceFacts {
  return {
    issue: issue(),
    alert,
    score,
    runUrl,
    now: NOW,
    alerts: 3,
    matchedBy: 'same-issue',
    joined: [],
    notifyEveryHours: 24,
    ...change
  }
}

function reopen(change: Partial<ReopenFacts> = {}): ReopenFacts {
  const why = 'PAY-7 was closed as "Done" 30 hours ago, and the error is back'
  return { issue: issue(), alert, score, runUrl, now: NOW, why, reopens: 1, ...change }
}

const other: JoinedIssue = {
  id: 'other-issue',
  url: 'https://app.datadoghq.com/error-tracking/issue/other-issue',
  service: known('checkout-worker'),
  env: unknown('no env tag'),
  lastSeen: known({ at: NOW - 86_400_000, version: known('1.6.0') })
}

describe('the occurrence comment', () => {
  it('says how often the alert came, when last, and that it is updated in place', () => {
    const comment = composeOccurrence(occurrence())
    expect(findAdfFaults(comment)).toEqual([])
    const text = readAdf(comment)
    expect(text).toContain('Alerted 3 times; last seen 2026-03-02 11:30 UTC (monitor 9).')
    expect(text).toContain('This comment is updated in place; watchers are notified at most every 24 hours.')
    expect(readAdf(composeOccurrence(occurrence({ notifyEveryHours: 1 })))).toContain('at most every hour.')
    expect(readLinks(comment)).toContain(runUrl)
  })

  it('says counts, versions, score and trend as they are now', () => {
    const text = readAdf(composeOccurrence(occurrence()))
    expect(text).toContain('Occurrences | 1,234 in the last 24 hours')
    expect(text).toContain('version 1.8.0')
    expect(text).toContain('Score now | 7 points (ticket at 5, auto-fix at 8); 2 points could not be judged')
    expect(text).toContain('Points for | State is FOR REVIEW +3 of 3, Production service +3 of 3')
    expect(text).toContain('▁▁▂▃▅█')
  })

  it.each([
    ['same-issue', 'The latest alert is for the same issue'],
    [
      'same-fingerprint',
      `The same bug was seen in another issue, Datadog issue ${ISSUE_ID} of service checkout-api`
    ],
    ['native-ticket', "made by Datadog's own integration"]
  ] as const)('says how the ticket was found: %s', (matchedBy, said) => {
    expect(readAdf(composeOccurrence(occurrence({ matchedBy })))).toContain(said)
  })

  it('lists every joined issue once, with its link, service and environment', () => {
    const itself = { ...other, id: ISSUE_ID }
    const comment = composeOccurrence(occurrence({ joined: [other, itself], matchedBy: 'same-fingerprint' }))
    expect(readAll(comment, 'tableRow').slice(0, 3)).toEqual([
      'Datadog issue | Service | Environment | Last seen | Version',
      `${ISSUE_ID} | checkout-api | production | 2026-03-02 11:30 UTC | 1.8.0`,
      'other-issue | checkout-worker | unknown: no env tag | 2026-03-01 12:30 UTC | 1.6.0'
    ])
    expect(readLinks(comment)).toContain(other.url)
    expect(readAdf(comment)).not.toContain('more issue')
  })

  it('lists fifteen issues, and counts the others', () => {
    const joined = Array.from({ length: 15 }, (_, index) => ({ ...other, id: `issue-${index}` }))
    const rows = readAll(composeOccurrence(occurrence({ joined })), 'tableRow')
    expect(rows).toContainEqual(expect.stringContaining('issue-13 |'))
    expect(rows).not.toContainEqual(expect.stringContaining('issue-14 |'))
    expect(rows).toContainEqual(expect.stringContaining('and 1 more issue'))
  })

  it('shows no error message', () => {
    expect(JSON.stringify(composeOccurrence(occurrence()))).not.toContain(MESSAGE.slice(0, 20))
  })

  it('is whole at its own size and brief one below it', () => {
    const whole = composeOccurrence(occurrence())
    expect(composeOccurrence(occurrence(), sizeOfAdf(whole))).toEqual(whole)
    const brief = composeOccurrence(occurrence(), sizeOfAdf(whole) - 1)
    expect(readAll(brief, 'table')).toEqual([])
    expect(readAdf(brief)).toContain('Alerted 3 times')
    expect(findAdfFaults(brief)).toEqual([])
  })

  it('keeps the limit whatever the texts are', () => {
    const long = '"'.repeat(100_000)
    const joined = Array.from({ length: 400 }, (_, index) => ({
      ...other,
      id: `${index}${long}`,
      service: known(long),
      env: unknown(long),
      lastSeen: unknown(long)
    }))
    const comment = composeOccurrence(occurrence({ joined, issue: issue({ id: long, service: long }) }))
    expect(sizeOfAdf(comment)).toBeLessThanOrEqual(MAX_ADF_CHARS)
    expect(findAdfFaults(comment)).toEqual([])
  })
})

describe('the comment on a reopened ticket', () => {
  it('says why, and where things stand', () => {
    const comment = composeReopen(reopen())
    expect(findAdfFaults(comment)).toEqual([])
    const text = readAdf(comment)
    expect(text).toContain('Reopened: the error is back.\nPAY-7 was closed as "Done" 30 hours ago')
    expect(text).toContain('Last seen on 2026-03-02 11:30 UTC, version 1.8.0.')
    expect(text).toContain('Score now | 7 points')
    expect(text).not.toContain('updated in place')
  })

  it('says how often it was reopened', () => {
    expect(readAdf(composeReopen(reopen({ reopens: 2 })))).toContain(
      'Reopened: the error is back, 2 times by now.'
    )
  })

  it('is whole at its own size, brief one below it, and never past the limit', () => {
    const whole = composeReopen(reopen())
    expect(composeReopen(reopen(), sizeOfAdf(whole))).toEqual(whole)
    const brief = composeReopen(reopen(), sizeOfAdf(whole) - 1)
    expect(readAll(brief, 'table')).toEqual([])
    expect(findAdfFaults(brief)).toEqual([])
    const long = composeReopen(reopen({ why: '"'.repeat(1_000_000) }))
    expect(sizeOfAdf(long)).toBeLessThanOrEqual(MAX_ADF_CHARS)
  })
})
