import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { changedLines, sizeOf } from '../../../../src/flow/fix/guard/changed-lines.js'
import { growthOf, linearGrowth } from '../../../growth.js'

describe('changed lines', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n', [], []],
    ['a line inside', 'a\nb\nc\n', 'a\nx\nc\n', ['2 x'], ['2 b']],
    ['a new line', 'a\nc\n', 'a\nb\nc\n', ['2 b'], []],
    ['a line less', 'a\nb\nc\n', 'a\nc\n', [], ['2 b']],
    ['a new file', undefined, 'a\nb', ['1 a', '2 b'], []],
    ['a deleted file', 'a\nb\n', undefined, [], ['1 a', '2 b']],
    ['the last line end', 'a', 'a\n', ['1 a'], ['1 a']],
    ['all line ends', 'a\nb\n', 'a\r\nb\r\n', ['1 a', '2 b'], ['1 a', '2 b']],
    ['two places', 'a\nb\nc\nd\ne\n', 'x\nb\nc\nd\ny\n', ['1 x', '5 y'], ['1 a', '5 e']],
    ['an emptied file', 'a\n', '', [], ['1 a']]
  ])('%s', (_, before, after, added, removed) => {
    const changes = changedLines(before, after)
    expect(changes.added.map(({ line, text }) => `${line} ${text}`)).toEqual(added)
    expect(changes.removed.map(({ line, text }) => `${line} ${text}`)).toEqual(removed)
  })

  it('leads from one text to the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const joined = (each: readonly string[]) => each.map((line) => `${line}\n`).join('')
        const { added, removed } = changedLines(joined(before), joined(after))
        const kept = (all: readonly string[], gone: readonly { readonly line: number }[]) => {
          const numbers = new Set(gone.map(({ line }) => line))
          return all.filter((_, index) => !numbers.has(index + 1))
        }
        expect(kept(after, added)).toEqual(kept(before, removed))
        for (const { line, text } of added) expect(after[line - 1]).toBe(text)
        for (const { line, text } of removed) expect(before[line - 1]).toBe(text)
      })
    )
  })

  it('tells a change that is too large to compare as larger, never as smaller', () => {
    const before = Array.from({ length: 5000 }, (_, index) => `${index}\n`)
    const after = before.map((line, index) => (index % 2 === 0 ? line : `new ${line}`))
    const { added, removed } = changedLines(before.join(''), after.join(''))
    expect(added).toHaveLength(4999)
    expect(removed).toHaveLength(4999)
  })

  it('counts a long line as several', () => {
    const size = (length: number) => sizeOf([{ line: 1, text: 'x'.repeat(length) }])
    expect([size(0), size(1000), size(1001), size(4000)]).toEqual([1, 1, 2, 4])
  })

  it.each([
    ['many lines that differ', (size: number) => ['a\n'.repeat(size), 'b\n'.repeat(size)]],
    ['many lines in two orders', (size: number) => ['a\nb\nc\n'.repeat(size), 'c\nb\na\n'.repeat(size)]],
    ['one long line', (size: number) => [`${'x'.repeat(50 * size)}a`, `${'x'.repeat(50 * size)}b`]]
  ])('takes linear time for %s', (_, prepare) => {
    expect(growthOf(prepare, ([before, after]) => changedLines(before, after))).toBeLessThan(linearGrowth)
  })
})
