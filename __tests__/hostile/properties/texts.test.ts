import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { normaliseMessage } from '../../../src/flow/issue/normalise.js'
import { plainWords, quiet, quietCode } from '../../../src/flow/pull-request/quiet-words.js'
import { codeSpan, preformatted, safe } from '../../../src/text/markdown.js'
import { createRedactor } from '../../../src/text/redact.js'
import {
  escapeHtml,
  escapeInTag,
  escapeMarkdown,
  fencedCode,
  mermaidLabel,
  neutraliseCommands,
  sanitiseLine,
  sanitiseText
} from '../../../src/text/sanitise.js'
import { truncateLines, truncateMiddle, truncateText } from '../../../src/text/truncate.js'
import { growthOf, linearGrowth } from '../../growth.js'
import { plantedCredentials, plantedPersonalData } from '../../text/planted.js'
import { hostileTexts } from '../corpus/corpus.js'
import { findUnseen } from '../oracles/seen-characters.js'
import { hostileText } from './hostile-arbitrary.js'

const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })

/** The text with a half of a pair, or the two halves apart. */
const BROKEN = /\p{Surrogate}/u

describe('sanitised text', () => {
  it('hides nothing, is whole, and a second time changes nothing', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = sanitiseText(text)
        expect(findUnseen(once)).toEqual([])
        expect(sanitiseText(once)).toBe(once)
        expect(sanitiseLine(sanitiseLine(text))).toBe(sanitiseLine(text))
        // NFC takes at most three characters for one. https://unicode.org/faq/normalization.html#12
        expect(once.length).toBeLessThanOrEqual(3 * text.length)
      }),
      { numRuns: 400 }
    )
  })

  it('holds what people read: letters, digits and signs', () => {
    const plain = fc.string({
      unit: fc.constantFrom(...'aZ09 .,:;!?-_/\\()[]{}<>"\'`|@#$%&*+=~^äß漢'),
      maxLength: 60
    })
    fc.assert(fc.property(plain, (text) => expect(sanitiseText(text)).toBe(text)))
  })
})

/** What puts a text somewhere, and how many characters it may make of one. */
const escapes: readonly (readonly [string, (text: string) => string, number])[] = [
  ['markdown', escapeMarkdown, 9],
  ['a tag', escapeInTag, 9],
  ['HTML', escapeHtml, 6],
  ['a sentence', (text) => safe(text, 10_000), 9],
  ['code', (text) => codeSpan(text, 10_000), 9],
  ['a block', preformatted, 7],
  ['a fence', fencedCode, 3],
  ['a label', mermaidLabel, 12],
  ['a pull request', (text) => quiet(text, 10_000), 18],
  ['code of a pull request', (text) => quietCode(text, 10_000), 18],
  ['a title', plainWords, 3],
  ['the log', neutraliseCommands, 2]
]

describe.each(escapes)('a text on its way into %s', (_, escape, factor) => {
  it('grows by a bounded factor, is the same each time, and stays whole', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = escape(text)
        expect(escape(text)).toBe(once)
        expect(once.length).toBeLessThanOrEqual(factor * text.length + 40)
        if (!BROKEN.test(text)) expect(BROKEN.test(once)).toBe(false)
      }),
      { numRuns: 150 }
    )
  })
})

describe.each(escapes.filter(([place]) => !/sentence|code|pull/.test(place)))(
  'a long text on its way into %s',
  (_, escape) => {
    it.each([':', '`', '<!--', '@a', '#1 ', '\u0301', '::', '\u200b:', '[x](', '$'])(
      'takes linear time for %j',
      (piece) => {
        const fill = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
        expect(growthOf(fill, escape, 10_000)).toBeLessThan(linearGrowth)
      }
    )
  }
)

describe('a cut text', () => {
  const limit = fc.nat(400)

  it('is never longer than its limit in UTF-16 units, and splits no character', () => {
    fc.assert(
      fc.property(hostileText, limit, (raw, most) => {
        const text = sanitiseText(raw)
        for (const cut of [truncateText(text, most), truncateMiddle(text, most)]) {
          expect(cut.length).toBeLessThanOrEqual(most)
          expect(BROKEN.test(cut)).toBe(false)
        }
        expect(truncateLines(text, most % 20).split('\n').length).toBeLessThanOrEqual(Math.max(1, most % 20))
      }),
      { numRuns: 400 }
    )
  })

  it('is not cut again at the same limit', () => {
    fc.assert(
      fc.property(hostileText, limit, (raw, most) => {
        const text = sanitiseText(raw)
        const [start, middle] = [truncateText(text, most), truncateMiddle(text, most)]
        expect(truncateText(start, most)).toBe(start)
        expect(truncateMiddle(middle, most)).toBe(middle)
      }),
      { numRuns: 400 }
    )
  })

  it('begins as the whole does', () => {
    fc.assert(
      fc.property(hostileText, limit, (text, most) => {
        const cut = truncateText(text, most, () => '')
        expect(text.startsWith(cut)).toBe(true)
      }),
      { numRuns: 200 }
    )
  })
})

describe('the template of a message', () => {
  it('is its own template, whatever the message says', () => {
    for (const { text, name } of hostileTexts) {
      const template = normaliseMessage(text.slice(0, 2_000))
      expect([name, normaliseMessage(template)]).toEqual([name, template])
    }
  })

  it('stays when a number, an id or an address in it changes', () => {
    const words = fc.constantFrom('cannot book order', 'no seat for row', 'timeout after', 'user')
    const variable = fc.oneof(
      fc
        .integer({ min: 10, max: 999_999 })
        .map((number): [string, string] => [String(number), String(number + 7)]),
      fc.tuple(fc.uuid(), fc.uuid()),
      fc.tuple(fc.ipV4(), fc.ipV4())
    )
    fc.assert(
      fc.property(words, variable, words, (before, [one, other], after) => {
        const template = (value: string): string => normaliseMessage(`${before} ${value} ${after}`)
        expect(template(one)).toBe(template(other))
      }),
      { numRuns: 300 }
    )
  })
})

describe('a secret among hostile texts', () => {
  const secrets = [...plantedCredentials, ...plantedPersonalData].map(([, secret]) => secret)
  const around = fc.constantFrom(...hostileTexts.map(({ text }) => text.slice(0, 300)))

  it('is taken out, and what is left is left the second time', () => {
    fc.assert(
      fc.property(around, fc.constantFrom(...secrets), around, (before, secret, after) => {
        const text = sanitiseText(`${before} ${secret} ${after}`)
        const once = redactor.redact(text)
        expect(once).not.toContain(secret)
        expect(redactor.redact(once)).toBe(once)
        expect(once.length).toBeLessThanOrEqual(12 * text.length + 40)
      }),
      { numRuns: 300 }
    )
  })
})
