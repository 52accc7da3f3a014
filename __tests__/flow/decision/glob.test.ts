import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { matchesGlob } from '../../../src/flow/decision/glob.js'

describe('a pattern for names', () => {
  it.each<[string, string, boolean]>([
    ['cart', 'cart', true],
    ['cart', 'Cart', true],
    ['PROD', 'prod', true],
    ['cart', 'cart-api', false],
    ['cart', 'my-cart', false],
    ['cart-*', 'cart-api', true],
    ['cart-*', 'cart-', true],
    ['cart-*', 'cart', false],
    ['*-api', 'cart-api', true],
    ['*-api', 'api', false],
    ['*', '', true],
    ['*', 'anything at all', true],
    ['**', 'x', true],
    ['', '', true],
    ['', 'x', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'ac', false],
    ['a*bc*c', 'abc', false],
    ['ab*ba', 'aba', false],
    ['a*a*a', 'aa', false],
    ['prod.eu', 'prodxeu', false],
    ['(a|b)', 'a', false],
    ['a?', 'ab', false]
  ])('%j and %j: %p', (pattern, name, expected) => {
    expect(matchesGlob(pattern, name)).toBe(expected)
  })

  it('agrees with the regular expression that it stands for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '.', '-'), maxLength: 12 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '*', '.'), maxLength: 8 })
    fc.assert(
      fc.property(pattern, text, (glob, name) => {
        const source = glob.replace(/[.]/g, '\\.').replace(/[*]/g, '[^]*')
        expect(matchesGlob(glob, name)).toBe(new RegExp(`^${source}$`, 'i').test(name))
      }),
      { numRuns: 2000 }
    )
  })

  it('takes no longer for a hostile pattern', () => {
    expect(matchesGlob(`${'a*'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false)
  })
})
