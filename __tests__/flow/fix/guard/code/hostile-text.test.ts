import { describe, expect, it } from '@jest/globals'
import { growthOf, linearGrowth } from '../../../../growth.js'
import { rulesOf } from './changed.js'

const pieces: readonly (readonly [string, string])[] = [
  ['a.ts', 'catch (e) {'],
  ['a.ts', '.catch(() => '],
  ['a.ts', 'try { '],
  ['a.ts', '=/['],
  ['a.ts', '`${'],
  ['a.ts', ' '],
  ['a.ts', 'as '],
  ['a.ts', '"'],
  ['a.test.ts', "it('a', () => {\n"],
  ['a.test.ts', 'it.each([\n'],
  ['a.test.ts', "describe('a', () => { it("],
  ['a.test.ts', '.only'],
  ['a.test.ts', "it('a', () => {\n  expect(1).toBe(1)\n})\n"],
  ['a_test.py', '@a\n'],
  ['a.py', 'except '],
  ['a.py', 'except:\n'],
  ['a.py', '#'],
  ['a.rb', 'rescue  '],
  ['a.go', 'if err != nil {\n'],
  ['a.rs', '#[test]\n'],
  ['ATest.java', '@Test\nvoid a('],
  ['ATest.java', 'public static '],
  ['a.ex', 'rescue\n a ->\n']
]

describe('hostile text', () => {
  it.each(pieces)('in %s takes linear time: %j', (path, piece) => {
    const growth = growthOf(
      (size) => piece.repeat(Math.ceil(size / piece.length)),
      (text) => rulesOf(path, 'x\n', text),
      4_000
    )
    expect(growth).toBeLessThan(linearGrowth)
  })

  it.each(pieces)('in %s takes linear time on both sides: %j', (path, piece) => {
    const growth = growthOf(
      (size) => piece.repeat(Math.ceil(size / piece.length)),
      (text) => rulesOf(path, `${text}1`, `2${text}`),
      4_000
    )
    expect(growth).toBeLessThan(linearGrowth)
  })
})
