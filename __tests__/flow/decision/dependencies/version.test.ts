import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  compareVersions,
  isCompatible,
  isInRange,
  isRange
} from '../../../../src/flow/decision/dependencies/version.js'

const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))

describe('versions', () => {
  it.each([
    ['1.2.3', '1.2.10', -1],
    ['1.10', '1.9.9', 1],
    ['1.2', '1.2.0', 0],
    ['v1.2.3', '1.2.3', 0]
  ])('%s and %s', (left, right, sign) => {
    expect(Math.sign(compareVersions(left, right) ?? NaN)).toBe(sign)
  })

  it.each(['1.2.3-rc.1', '1.2.3b1', '1!2.0', 'v0.0.0-20240101000000-abcdef', '', 'latest'])(
    'of %s nothing is said',
    (odd) => {
      expect(compareVersions(odd, '1.0.0')).toBeUndefined()
      expect(isInRange(odd, '>= 0')).toBe(false)
    }
  )

  it('are ordered', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        const one = Math.sign(compareVersions(left, right) ?? NaN)
        expect(one + Math.sign(compareVersions(right, left) ?? NaN)).toBe(0)
        expect(isInRange(left, `< ${right}`)).toBe(one < 0)
        expect(isInRange(left, `>= ${right}`)).toBe(one >= 0)
      })
    )
  })
})

describe('ranges', () => {
  it.each([
    ['1.3.0', '>= 1.2.0, < 1.4.3', true],
    ['1.4.3', '>= 1.2.0, < 1.4.3', false],
    ['1.4.3', '<= 1.4.3', true],
    ['2.0.0', '>= 1.2.0, < 1.4.3 || = 2.0.0', true],
    ['2.0.1', '>= 1.2.0, < 1.4.3 || = 2.0.0', false]
  ])('%s in %s: %s', (installed, range, inside) => {
    expect(isInRange(installed, range)).toBe(inside)
  })

  it.each(['^1.2.0', '~> 1.2', '1.2.3', '*', '', '>= 1.2.0-rc.1', '>= 1.2.0 < 2'])(
    '%j is none that we judge',
    (range) => {
      expect(isRange(range)).toBe(false)
      expect(isInRange('1.2.5', range)).toBe(false)
    }
  )
})

it.each([
  ['1.2.3', '1.9.0', true],
  ['1.2.3', '2.0.0', false],
  ['0.2.3', '0.2.9', true],
  ['0.2.3', '0.3.0', false],
  ['1.2.3', '1.2.4-rc.1', false]
])('from %s to %s is compatible: %s', (from, to, compatible) => {
  expect(isCompatible(from, to)).toBe(compatible)
})
