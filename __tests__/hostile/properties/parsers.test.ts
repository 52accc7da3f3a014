import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { growthOf, linearGrowth } from '../../growth.js'
import { proven, request } from '../../flow/pull-request/bundle-example.js'
import { goodAnswer } from '../../modes/fix/order-shop.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileJson, hostileText, nested, withStrange } from './hostile-arbitrary.js'
import { isBounded, textParsers, valueParsers, type TextParser } from './parsers.js'

const GROWTH_CHARS = 6_000

/** Reads twice: an answer, the same one, no longer than what it was read from lets it be. */
function expectSteady(read: (text: string) => unknown, text: string): void {
  const answer = read(text)
  expect(read(text)).toEqual(answer)
  expect(isBounded(answer, text.length)).toBe(true)
}

describe.each(textParsers.map((parser): [string, TextParser] => [parser.name, parser]))(
  'the reader of %s',
  (_, { read, pieces }) => {
    it('answers every text of the corpus, twice the same, within bounds', () => {
      for (const { text } of hostileTexts) expectSteady(read, text)
      expectSteady(read, everything)
    })

    it('answers any text', () => {
      fc.assert(
        fc.property(hostileText, fc.constantFrom(...pieces), fc.nat(3), (text, piece, times) => {
          expectSteady(read, `${piece.repeat(times)}${text}${piece}`)
        }),
        { numRuns: 60 }
      )
    })

    it.each(pieces)('takes linear time for %j', (piece) => {
      const fill = (size: number): string => `${piece.repeat(Math.ceil(size / piece.length))}x`
      expect(growthOf(fill, read, GROWTH_CHARS)).toBeLessThan(linearGrowth)
    })
  }
)

describe.each(valueParsers.map(({ name, read }): [string, (value: unknown) => unknown] => [name, read]))(
  'the reader of %s',
  (_, read) => {
    it('answers any JSON value, and leaves the language as it was', () => {
      fc.assert(
        fc.property(hostileJson, (value) => {
          const before = JSON.stringify(value)
          expect(read(value)).toEqual(read(value))
          expect(JSON.stringify(value)).toBe(before)
          expect(isBounded(read(value), before?.length ?? 0)).toBe(true)
        }),
        { numRuns: 100 }
      )
      expect(Object.keys(Object.prototype)).toEqual([])
    })

    it('answers what is nested as deep as JSON is read', () => {
      expect(() => read(nested(2_000))).not.toThrow()
      expect(() =>
        read({ schema: '1', issue_id: nested(2_000), attempts: nested(2_000), error: nested(500) })
      ).not.toThrow()
    })

    it('answers what is nearly right', () => {
      const strange = fc.oneof(hostileJson, fc.constant(nested(200)))
      const nearly = fc.oneof(
        withStrange(request, strange),
        withStrange(proven, strange),
        withStrange(goodAnswer, strange)
      )
      fc.assert(
        fc.property(nearly, (value) => {
          const text = JSON.stringify(value)
          expect(isBounded(read(value), text.length)).toBe(true)
        }),
        { numRuns: 100 }
      )
    })
  }
)
