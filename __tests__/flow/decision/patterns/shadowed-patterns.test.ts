import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { matchPatterns } from '../../../../src/flow/decision/patterns/match-patterns.js'
import type { PatternMatch } from '../../../../src/flow/decision/patterns/pattern.js'
import { findShadowed } from '../../../../src/flow/decision/patterns/shadowed-patterns.js'
import { factsOf, patternOf } from './made-patterns.js'

const NOW = Date.parse('2026-11-22T12:00:00Z')

function isShadowed(wide: Partial<PatternMatch>, narrow: Partial<PatternMatch>): boolean {
  return findShadowed([patternOf('wide', wide), patternOf('narrow', narrow)], NOW).length > 0
}

describe('a pattern is never reached behind one', () => {
  it.each<[string, Partial<PatternMatch>, Partial<PatternMatch>]>([
    ['with the same keys', { services: ['shop'] }, { services: ['Shop'] }],
    ['with fewer keys', { services: ['shop'] }, { services: ['shop'], message: 'x' }],
    ['with a wider glob', { services: ['shop-*'] }, { services: ['shop-web-*', 'shop-api'] }],
    ['with a longer list', { types: ['A', 'B'] }, { types: ['B'] }],
    ['with the same expression', { message: '^x' }, { message: '^x', platforms: ['IOS'] }]
  ])('%s', (_, wide, narrow) => {
    expect(isShadowed(wide, narrow)).toBe(true)
  })

  it.each<[string, Partial<PatternMatch>, Partial<PatternMatch>]>([
    ['with a narrower glob', { services: ['shop-web-*'] }, { services: ['shop-*'] }],
    ['that leaves one of its list', { services: ['shop'] }, { services: ['shop', 'mail'] }],
    ['with a key of its own', { services: ['shop'], message: 'x' }, { services: ['shop'] }],
    ['with another expression', { message: '^x' }, { message: '^xy' }]
  ])('and is reached behind one %s', (_, wide, narrow) => {
    expect(isShadowed(wide, narrow)).toBe(false)
  })

  it('and the first one is named', () => {
    const patterns = ['first', 'second', 'third'].map((name) => patternOf(name, { services: ['shop'] }))
    expect(findShadowed(patterns, NOW).map(({ pattern, by }) => [pattern.name, by.name])).toEqual([
      ['second', 'first'],
      ['third', 'first']
    ])
  })

  it('unless that one has expired', () => {
    const old = patternOf('old', { services: ['shop'] }, { expires: '2026-11-21' })
    expect(findShadowed([old, patternOf('new', { services: ['shop'] })], NOW)).toEqual([])
  })
})

it('what is called shadowed is matched by nothing that comes past the earlier pattern', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 4 })
  const globs = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 4 }), {
    maxLength: 2
  })
  const match = fc.record({ services: globs, types: globs })
  fc.assert(
    fc.property(match, match, name, name, (wide, narrow, service, errorType) => {
      fc.pre(isShadowed(wide, narrow) && wide.services.length + wide.types.length > 0)
      const facts = factsOf({ service, errorType })
      const patterns = [patternOf('wide', wide), patternOf('narrow', narrow)]
      expect(matchPatterns(facts, patterns, NOW).pattern?.name).not.toBe('narrow')
    }),
    { numRuns: 300 }
  )
})
