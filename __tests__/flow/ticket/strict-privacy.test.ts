import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { composeTicket } from '../../../src/flow/ticket/compose-ticket.js'
import { findAdfFaults, readAdf } from './adf-rules.js'
import { culpritFrame, facts, MESSAGE, TEMPLATE } from './ticket-case.js'

describe('strict privacy', () => {
  const strict = composeTicket(facts({ privacy: 'strict' }))
  const everything = `${strict.summary}\n${readAdf(strict.description)}`

  it('shows the template in place of the message', () => {
    expect(findAdfFaults(strict.description)).toEqual([])
    expect(strict.summary).toContain(`TypeError: ${TEMPLATE}`)
    expect(everything).toContain(`\nTypeError: ${TEMPLATE}\n`)
    expect(everything).toContain('Caused by: PriceError: no price for <email>')
  })

  it('shows no message of the chain and no evidence that quotes one', () => {
    expect(everything).not.toContain('4711')
    expect(everything).not.toContain('jane@example.com')
    expect(everything).not.toContain(`undefined in "`)
    expect(everything).toContain('Class: null-safety-guard: evidence withheld, because privacy is strict')
  })

  it('hides the message where another text quotes it', () => {
    const culprit = known({
      frame: culpritFrame,
      path: known('src/cart.ts'),
      reason: `thrown with ${MESSAGE}`
    })
    const quoted = composeTicket(facts({ privacy: 'strict', culprit }))
    expect(readAdf(quoted.description)).toContain(`thrown with ${TEMPLATE}`)
  })

  it('withholds a trace that it cannot read', () => {
    const unread = composeTicket(facts({ privacy: 'strict', trace: unknown('unknown format') }))
    expect(readAdf(unread.description)).toContain('Stack trace\nunknown: its format cannot be read')
    expect(JSON.stringify(unread.description)).not.toContain('4711')
  })
})
