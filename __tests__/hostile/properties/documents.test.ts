import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findAdfProblems } from '../../../services/jira/adf-rules.js'
import { composeFixRequest, MAXIMUM_PAYLOAD_CHARS } from '../../../src/flow/fix/compose-fix-request.js'
import { readFixRequest } from '../../../src/flow/fix/read-fix-request.js'
import { known } from '../../../src/flow/issue/known.js'
import {
  bulletList,
  code,
  codeBlock,
  document,
  expand,
  factTable,
  heading,
  link,
  panel,
  paragraph,
  strong,
  table
} from '../../../src/flow/ticket/adf-builders.js'
import { sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import { composeTicket } from '../../../src/flow/ticket/compose-ticket.js'
import { shortenAdf } from '../../../src/flow/ticket/shorten-adf.js'
import { findSummaryTroubles } from '../oracles/adf-oracle.js'
import { culpritFrame } from '../../flow/ticket/ticket-case.js'
import { ticketFactsOf } from '../sinks/full-of.js'
import { hostileText } from './hostile-arbitrary.js'

const anyDocument = fc
  .tuple(hostileText, hostileText, hostileText)
  .map(([a, b, c]) =>
    document([
      heading(2, a),
      panel('error', [paragraph(strong(a), b, code(c), link(a, b))]),
      factTable([[a, b, strong(c)]]),
      table([a, b], [[c, link(a, c)]]),
      ...bulletList([[a], [b, code(c)]]),
      codeBlock(`${a}\n${b}`.repeat(20)),
      expand(a, [codeBlock(c)])
    ])
  )

describe('a document of Jira', () => {
  it('is valid, whatever its texts are', () => {
    fc.assert(
      fc.property(anyDocument, (each) => expect(findAdfProblems(each)).toEqual([])),
      { numRuns: 200 }
    )
  })

  it('is valid when it was shortened, within the limit where its long texts let it be, and is not shortened again', () => {
    fc.assert(
      fc.property(anyDocument, fc.integer({ min: 500, max: 30_000 }), (each, limit) => {
        const short = shortenAdf(each, limit)
        expect(findAdfProblems(short)).toEqual([])
        expect(sizeOfAdf(short)).toBeLessThanOrEqual(Math.max(sizeOfAdf(each), limit))
        if (sizeOfAdf(each) <= limit) expect(short).toEqual(each)
        if (sizeOfAdf(short) <= limit) expect(shortenAdf(short, limit)).toEqual(short)
      }),
      { numRuns: 200 }
    )
  })
})

describe('a ticket', () => {
  it('fits, is valid and has one line over it, whatever the error says', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.boolean(),
        fc.integer({ min: 15_000, max: 30_000 }),
        (text, read, limit) => {
          const { summary, description } = composeTicket(ticketFactsOf(text, read), limit)
          expect(findAdfProblems(description)).toEqual([])
          expect(sizeOfAdf(description)).toBeLessThanOrEqual(limit)
          expect(findSummaryTroubles(summary)).toEqual([])
        }
      ),
      { numRuns: 60 }
    )
  })
})

describe('the hand-off', () => {
  it('is read as it was written, within the payload, whatever the error says', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { issue } = ticketFactsOf(text)
        const request = composeFixRequest({
          issue,
          ticket: { key: 'PAY-7', url: 'https://acme.atlassian.net/browse/PAY-7' },
          fingerprint: '0011223344556677',
          fixClass: 'null-safety-guard',
          bump: { ecosystem: 'npm', name: text, from: text, to: text, lockfile: text, source: text },
          team: text,
          score: 9,
          env: known(text),
          force: false,
          runUrl: 'https://github.com/acme/shop/actions/runs/1',
          culprit: { frame: { ...culpritFrame, function: text }, path: known(text), reason: text },
          culpritCommit: known(text),
          message: text.repeat(3),
          stack: text.repeat(5)
        })
        const json = JSON.stringify(request)
        expect(json.length).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_CHARS)
        expect(readFixRequest(JSON.parse(json))).toEqual({ ok: true, request })
      }),
      { numRuns: 200 }
    )
  })
})
