import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LineReader } from '../../../src/adapters/claude/line-reader.js'

const bounds = { line: 10, total: 1_000 }

describe('lines of a stream', () => {
  it('are the same however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 8 })),
        fc.array(fc.nat({ max: 40 })),
        (words, cuts) => {
          const text = words.map((word) => word.replaceAll('\n', '')).join('\n')
          const bytes = Buffer.from(text)
          const places = [...cuts, bytes.length].sort((one, other) => one - other)
          const reader = new LineReader({ line: 1_000, total: 100_000 })
          const lines: string[] = []
          places.reduce((from, to) => {
            const read = reader.push(bytes.subarray(from, to))
            if (read !== 'too-much') lines.push(...read)
            return to
          }, 0)
          expect([...lines, reader.rest()].join('\n')).toBe(bytes.toString('utf8'))
        }
      )
    )
  })

  it.each([
    ['at the bound', ['1234567890\n'], ['1234567890']],
    ['one past the bound', ['12345678901\n'], 'too-much'],
    ['past the bound without an end', ['123456', '78901'], 'too-much'],
    ['short ones after each other', ['12345\n12345\n', '12345\n'], ['12345']]
  ])('are bounded each: %s', (_, chunks, last) => {
    const reader = new LineReader(bounds)
    expect(chunks.map((chunk) => reader.push(Buffer.from(chunk))).at(-1)).toEqual(last)
  })

  it('are bounded in all', () => {
    const reader = new LineReader(bounds)
    const chunk = Buffer.from('123456789\n'.repeat(50))
    expect([reader.push(chunk), reader.push(chunk)].map((lines) => lines.length)).toEqual([50, 50])
    expect(reader.push(Buffer.from('x'))).toBe('too-much')
  })
})
