import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { composeSummary, MAX_SUMMARY_CHARS } from '../../../src/flow/ticket/summary-line.js'
import type { TicketFacts } from '../../../src/flow/ticket/ticket-facts.js'
import { culpritFrame, facts, issue } from './ticket-case.js'

const cases: [string, Partial<TicketFacts>, string][] = [
  [
    'says service, type, message and file',
    { issue: issue({ errorMessage: 'boom' }) },
    '[checkout-api] TypeError: boom (cart.ts)'
  ],
  [
    'says the type once',
    { issue: issue({ errorMessage: 'TypeError: boom' }) },
    '[checkout-api] TypeError: boom (cart.ts)'
  ],
  ['is one line', { issue: issue({ errorMessage: 'a\r\n\tb' }) }, '[checkout-api] TypeError: a b (cart.ts)'],
  ['does without a message', { issue: issue({ errorMessage: '' }) }, '[checkout-api] TypeError (cart.ts)'],
  [
    'does without type and service',
    { issue: issue({ errorMessage: 'm', errorType: '', service: '' }) },
    '[unknown service] Error: m (cart.ts)'
  ],
  [
    'takes the file of the trace when the path is unknown',
    {
      issue: issue({ errorMessage: 'm' }),
      culprit: known({
        frame: { ...culpritFrame, file: 'C:\\app\\Cart.java' },
        path: unknown('two'),
        reason: ''
      })
    },
    '[checkout-api] TypeError: m (Cart.java)'
  ],
  [
    'does without a file',
    { issue: issue({ errorMessage: 'm', filePath: unknown('none') }), culprit: unknown('none') },
    '[checkout-api] TypeError: m'
  ]
]

describe('the summary of a ticket', () => {
  it.each(cases)('%s', (_, change, summary) => {
    expect(composeSummary(facts(change))).toBe(summary)
  })

  it('keeps service, type and file when the message is too long, at the limit and one past it', () => {
    const room = MAX_SUMMARY_CHARS - '[checkout-api] TypeError:  (cart.ts)'.length
    const at = composeSummary(facts({ issue: issue({ errorMessage: 'x'.repeat(room) }) }))
    expect(at).toBe(`[checkout-api] TypeError: ${'x'.repeat(room)} (cart.ts)`)
    expect(at).toHaveLength(MAX_SUMMARY_CHARS)
    const past = composeSummary(facts({ issue: issue({ errorMessage: 'x'.repeat(room + 1) }) }))
    expect(past).toBe(`[checkout-api] TypeError: ${'x'.repeat(room - 1)}… (cart.ts)`)
  })

  it('bounds every part', () => {
    const long = '😀'.repeat(5_000)
    const summary = composeSummary(
      facts({
        issue: issue({ service: long, errorType: long, errorMessage: long }),
        culprit: known({ frame: culpritFrame, path: known(`src/${long}`), reason: '' })
      })
    )
    expect(summary.length).toBeLessThanOrEqual(MAX_SUMMARY_CHARS)
    expect(summary).toMatch(/^\[😀+…\] 😀+…: 😀+… \(😀+…\)$/u)
  })
})
