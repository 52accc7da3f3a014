import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isInShard, readShard, shareOf, spread } from '../../../src/flow/event/shard.js'

const shards = (count: number): { index: number; count: number }[] =>
  Array.from({ length: count }, (_, each) => ({ index: each + 1, count }))

describe('the input', () => {
  it.each([
    ['', { index: 1, count: 1 }],
    ['1/1', { index: 1, count: 1 }],
    ['2/8', { index: 2, count: 8 }],
    ['256/256', { index: 256, count: 256 }]
  ])('%p is read', (text, expected) => {
    expect(readShard(text)).toEqual(expected)
  })

  it.each([
    '0/8',
    '9/8',
    '1/0',
    'a',
    '1',
    '/',
    '1/',
    '-1/8',
    '1/8/2',
    '1.5/8',
    '01/8',
    '1/257',
    '1/1000',
    ' 1/8'
  ])('%p is refused', (text) => {
    expect(readShard(text)).toBeUndefined()
  })
})

describe('the shards of a sweep', () => {
  it('have every issue exactly once', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 256 }), (id, count) => {
        expect(shards(count).filter((shard) => isInShard(id, shard))).toHaveLength(1)
      })
    )
  })

  it('share tickets and issues so that the parts add up to the whole', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 256 }), (total, count) => {
        const parts = shards(count).map((shard) => shareOf(total, shard))
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      })
    )
  })

  it.each([2, 3, 8, 16])(
    'get even parts of issues that were made one after another, in %d shards',
    (count) => {
      const ids = Array.from(
        { length: 1000 },
        (_, number) => `7551${number.toString(16).padStart(4, '0')}-1c7b-11f1-8a28-da7ad0900002`
      )
      for (const shard of shards(count)) {
        const part = ids.filter((id) => isInShard(id, shard)).length
        expect(part).toBeGreaterThan((1000 / count) * 0.7)
        expect(part).toBeLessThan((1000 / count) * 1.3)
      }
    }
  )

  it('stay the same in every version: a run that goes on has the same part', () => {
    expect(spread('5f8ebd5c-6dd9-11f0-8a28-da7ad0900002')).toBe(3_061_267_934)
  })
})
