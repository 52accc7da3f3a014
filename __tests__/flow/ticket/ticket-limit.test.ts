import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { JIRA_TEXT_LIMIT, MAX_ADF_CHARS, sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import { composeTicket } from '../../../src/flow/ticket/compose-ticket.js'
import type { TicketFacts } from '../../../src/flow/ticket/ticket-facts.js'
import { findAdfFaults, readAdf, readAll } from './adf-rules.js'
import {
  culpritFrame,
  entryFrame,
  facts,
  issue,
  libraryFrame,
  sample,
  score,
  trace,
  trend
} from './ticket-case.js'

/** A stack of about two million characters with the culprit in its middle. */
function hugeTrace(): TicketFacts['trace'] {
  const library = Array.from({ length: 18_000 }, (_, line) => libraryFrame(line))
  const frames = [...library, culpritFrame, entryFrame, ...library]
  return known(
    trace({ errors: [{ relation: 'reported', type: 'TypeError', message: 'm'.repeat(70_000), frames }] })
  )
}

describe('the ladder of a description', () => {
  const huge = facts({ trace: hugeTrace() })
  const full = composeTicket(huge, 1_000_000).description
  const lessStack = composeTicket(huge, sizeOfAdf(full) - 1).description
  const noPrompt = composeTicket(huge, sizeOfAdf(lessStack) - 1).description
  const brief = composeTicket(huge, sizeOfAdf(noPrompt) - 1).description

  it.each([
    ['the whole', full, full],
    ['a shorter stack', lessStack, lessStack],
    ['no prompt', noPrompt, noPrompt]
  ])('keeps %s at exactly its own size', (_, rendering, wanted) => {
    expect(composeTicket(huge, sizeOfAdf(rendering)).description).toEqual(wanted)
  })

  it('gives up the stack first, then the prompt, then all but headline, score and links', () => {
    const stackOf = (document: typeof full): string => readAll(document, 'codeBlock')[1] ?? ''
    expect(stackOf(lessStack).length).toBeLessThan(stackOf(full).length)
    expect(readAll(full, 'expand')).toHaveLength(1)
    expect(readAll(lessStack, 'expand')).toHaveLength(1)
    expect(readAll(noPrompt, 'expand')).toHaveLength(0)
    expect(stackOf(noPrompt)).toContain('→ ')
    expect(readAll(brief, 'heading')).toEqual(['Why this ticket', 'Links'])
    expect(readAdf(brief)).toContain('TypeError in src/cart.ts:42')
  })

  it('is a valid document on every rung', () => {
    for (const document of [full, lessStack, noPrompt, brief]) expect(findAdfFaults(document)).toEqual([])
  })

  it('keeps the culprit, its neighbours in the application and the head of a stack of 2 MB', () => {
    const { description } = composeTicket(huge)
    const stack = readAll(description, 'codeBlock')[1] ?? ''
    expect(sizeOfAdf(description)).toBeLessThanOrEqual(MAX_ADF_CHARS)
    expect(stack).toContain(
      '→ at CartService.total (/app/src/cart.ts:42:17)\n  at checkout (/app/src/checkout.ts:7:3)'
    )
    expect(stack).toMatch(/^TypeError: mmm/)
    expect(stack).toMatch(/… \d+ lines left out/)
  })
})

describe('the limit of Jira', () => {
  it('is kept with room to spare', () => {
    expect(JIRA_TEXT_LIMIT).toBe(32_767)
    expect(MAX_ADF_CHARS).toBeLessThan(JIRA_TEXT_LIMIT)
  })

  it.each([
    ['a stack of 2 MB', { trace: hugeTrace() }],
    [
      'a raw stack of 2 MB',
      { trace: unknown('x'), issue: issue({ sample: known(sample({ stack: known('"\n'.repeat(1e6)) })) }) }
    ],
    ['a message of 70,000 characters', { issue: issue({ errorMessage: '\\"'.repeat(35_000) }) }],
    ['a service name of 5,000 characters', { issue: issue({ service: 's'.repeat(5_000) }) }],
    [
      'a trend of a year',
      { issue: issue({ trend: known(trend(Array.from({ length: 8_760 }, (_, hour) => hour))) }) }
    ]
  ])('is kept with %s, the culprit told', (_, change: Partial<TicketFacts>) => {
    const { summary, description } = composeTicket(facts(change))
    expect(sizeOfAdf(description)).toBeLessThanOrEqual(MAX_ADF_CHARS)
    expect(findAdfFaults(description)).toEqual([])
    expect(readAdf(description)).toContain('src/cart.ts:42')
    expect(readAdf(description)).toContain('Stack trace')
    expect(summary.length).toBeLessThanOrEqual(254)
  })

  it('is kept when every text is far too long and every character is escaped', () => {
    const long = '"\\'.repeat(50_000)
    const frame = { ...culpritFrame, function: long, file: long, text: long }
    const url = `https://x.test/${'a'.repeat(980)}`
    const { description } = composeTicket(
      facts({
        issue: issue({
          id: long,
          url,
          service: long,
          errorType: long,
          errorMessage: long,
          languages: [long],
          firstSeen: { at: Number.NaN, version: known(long) },
          lastSeen: { at: 1e300, version: unknown(long) },
          linkedCase: { key: long, jiraKey: long },
          sample: known(sample({ env: known(long), stack: known(long), operation: known(long) })),
          trend: unknown(long)
        }),
        alert: undefined,
        trace: known(
          trace({
            errors: Array.from({ length: 50 }, () => ({
              relation: 'cause' as const,
              type: long,
              message: long,
              frames: [frame]
            }))
          })
        ),
        culprit: known({ frame, path: known(long), reason: long }),
        culpritUrl: url,
        culpritCommit: unknown(long),
        fingerprint: known({
          hash: long,
          version: 1,
          former: [],
          parts: Array.from({ length: 50 }, () => long)
        }),
        score: {
          ...score,
          signals: score.signals.map((signal) => ({ ...signal, title: long, evidence: long }))
        },
        classification: { kind: 'none', evidence: long },
        gates: facts().gates.map((gate) => ({ ...gate, why: long })),
        route: { rule: 'default', team: undefined, why: long, notes: Array.from({ length: 50 }, () => long) },
        decision: { why: long, reason: 'new-bug' },
        runUrl: url,
        follows: { key: long, why: long }
      })
    )
    expect(sizeOfAdf(description)).toBeLessThanOrEqual(MAX_ADF_CHARS)
    expect(findAdfFaults(description)).toEqual([])
  })

  it('is kept, in valid documents, whatever the texts are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.constantFrom('standard' as const, 'strict' as const),
        (a, b, c, privacy) => {
          const { summary, description } = composeTicket(
            facts({
              privacy,
              messageTemplate: b,
              issue: issue({ service: a, errorType: b, errorMessage: c, url: c }),
              route: { rule: 'codeowners', team: undefined, why: a, notes: [b] },
              follows: { key: a, why: c }
            })
          )
          expect(findAdfFaults(description)).toEqual([])
          expect(sizeOfAdf(description)).toBeLessThanOrEqual(MAX_ADF_CHARS)
          expect(summary).toMatch(/^[^\n\r]{1,254}$/)
        }
      ),
      { numRuns: 60 }
    )
  })
})
