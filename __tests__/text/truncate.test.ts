import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { truncateLines, truncateMiddle, truncateText } from '../../src/text/truncate.js'

const FAMILY = '👨‍👩‍👧‍👦'
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\n', FAMILY, 'e\u0301', '🇩🇪', 'a'), fc.string({ unit: 'grapheme' }))
})

describe('truncateText', () => {
  it('leaves a text that fits', () => {
    expect(truncateText('abc', 3)).toBe('abc')
  })

  it('says how much went', () => {
    const cut = truncateText('a'.repeat(100), 40)
    expect(cut).toBe(`${'a'.repeat(18)}… [82 characters cut]`)
    expect(truncateText('a'.repeat(100), 10, () => '…')).toBe(`${'a'.repeat(9)}…`)
  })

  it('leaves out a marker for which there is no room', () => {
    expect(truncateText('abcdef', 4)).toBe('abcd')
    expect(truncateText('abcdef', 0)).toBe('')
    expect(truncateText('abcdef', -1)).toBe('')
    expect(truncateText('abcdef', Number.NaN)).toBe('')
  })

  it('does not cut through a visible character', () => {
    const text = `ab${FAMILY}cd`
    for (let max = 2; max < 2 + FAMILY.length; max += 1) expect(truncateText(text, max, () => '')).toBe('ab')
    expect(truncateText(text, 2 + FAMILY.length, () => '')).toBe(`ab${FAMILY}`)
  })

  it('never exceeds its limit and never breaks a pair, wherever it cuts', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 80 }), (text, max) => {
        const cut = truncateText(text, max)
        expect(cut.length).toBeLessThanOrEqual(max)
        expect(cut).not.toMatch(/\p{Cs}/u)
        const kept = cut.replace(/… \[\d+ characters cut\]$/, '')
        expect(text.startsWith(kept)).toBe(true)
      })
    )
  })

  it('counts exactly', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 200, unit: fc.constant('x') }), (text) => {
        const [kept = '', count = ''] = truncateText(text, 50).split(/… \[(\d+)/)
        expect(kept.length + Number(count)).toBe(text.length)
      })
    )
  })
})

describe('truncateMiddle', () => {
  const stack = Array.from(
    { length: 50 },
    (_, index) => `    at frame${index} (src/file.ts:${index}:1)`
  ).join('\n')

  it('keeps the first and the last lines', () => {
    const lines = truncateMiddle(stack, 400).split('\n')
    expect(lines[0]).toContain('frame0 ')
    expect(lines.at(-1)).toContain('frame49 ')
    const cut = lines.find((line) => line.includes('lines cut'))
    expect(cut).toBe(`… ${50 - (lines.length - 1)} lines cut …`)
  })

  it('cuts characters where whole lines do not fit', () => {
    expect(truncateMiddle('x'.repeat(500), 100)).toBe(truncateText('x'.repeat(500), 100))
  })

  it('never exceeds its limit', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 80 }), (text, max) => {
        expect(truncateMiddle(text, max).length).toBeLessThanOrEqual(max)
      })
    )
  })
})

describe('truncateLines', () => {
  it('keeps the first lines and says how many went', () => {
    expect(truncateLines('a\nb\nc\nd', 3)).toBe('a\nb\n… 2 lines cut …')
    expect(truncateLines('a\nb', 2)).toBe('a\nb')
    expect(truncateLines('a\nb', 1)).toBe('… 2 lines cut …')
    expect(truncateLines('a', 0)).toBe('')
  })
})
