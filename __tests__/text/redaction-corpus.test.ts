import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { harmlessTexts } from '../../bench/sameness/corpus/redaction/harmless.js'
import { isLeft } from '../../bench/sameness/corpus/redaction/plant.js'
import { plantedTexts, plantKinds } from '../../bench/sameness/corpus/redaction/planted.js'
import { chanceFrom } from '../../bench/sameness/corpus/redaction/random.js'
import { createRedactor } from '../../src/text/redact.js'

const { redact } = createRedactor({ mode: 'standard', patterns: [], secrets: [] })

describe('a corpus of planted secrets', () => {
  it('covers what it says it does', () => {
    const issuers = new Set(plantKinds.map(({ family, issuer }) => `${family} ${issuer ?? ''}`))
    expect([...issuers].filter((issuer) => issuer.startsWith('credential')).length).toBeGreaterThan(80)
    expect([...issuers].filter((issuer) => issuer.startsWith('personal')).length).toBeGreaterThan(18)
  })

  it('is found in every context', () => {
    const missed = plantedTexts(1).flatMap(({ kind, context, secret, text, around }) => {
      const shown = redact(text)
      return isLeft(shown, secret, around) ? [`${kind}, ${context}: ${shown}`] : []
    })
    expect(missed).toEqual([])
  })

  it('is found in any text that leaves a boundary around the secret', () => {
    const told = plantKinds.filter((kind) => kind.told === 'anywhere')
    const boundaries = [
      ['\n', '\n'],
      ['(', ')'],
      ['"', '"'],
      [' | ', ' | '],
      ['→', '←']
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...told),
        fc.nat(),
        fc.string({ maxLength: 40 }),
        fc.string({ maxLength: 40 }),
        fc.constantFrom(...boundaries),
        (kind, seed, before, after, [open, close]) => {
          const secret = kind.make(chanceFrom(seed))
          const text = redact(before + open + secret.text + close + after)
          expect({ text, left: isLeft(text, secret, `${before} ${after}`) }).toEqual({ text, left: false })
        }
      ),
      { numRuns: 1000 }
    )
  })
})

describe('a corpus of harmless texts', () => {
  it('stays as it is, but for one text in a hundred', () => {
    const texts = harmlessTexts(1, 50)
    const touched = texts
      .filter(({ text }) => redact(text) !== text)
      .map(({ kind, text }) => `${kind}: ${redact(text)}`)
    expect(touched.slice(0, touched.length > texts.length / 100 ? 40 : 0)).toEqual([])
  })
})
