import { describe, expect, it } from '@jest/globals'
import { readOptions } from '../../chaos/options.js'
import { seededRandom, seedOf } from '../../chaos/random.js'

function drawn(seed: number): readonly number[] {
  const random = seededRandom(seed)
  return Array.from({ length: 20 }, () => random.between(1, 6))
}

describe('chance from a seed', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(drawn(7)).toEqual(drawn(7))
    expect(drawn(7)).not.toEqual(drawn(8))
  })

  it('stays in its range, and reaches both ends', () => {
    const values = Array.from({ length: 50 }, (_, seed) => drawn(seed)).flat()
    expect(new Set(values)).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  })

  it('loses nothing when it shuffles', () => {
    const shuffled = seededRandom(3).shuffle([1, 2, 3, 4, 5])
    expect([...shuffled].sort()).toEqual([1, 2, 3, 4, 5])
    expect(shuffled).not.toEqual([1, 2, 3, 4, 5])
  })

  it('can pick nothing from nothing, and a choice that is undefined', () => {
    expect(seededRandom(1).pick([undefined])).toBeUndefined()
    expect(() => seededRandom(1).pick([])).toThrow('nothing to choose from')
  })

  it('plays a round alone by its own seed', () => {
    const third = seedOf(42, 3)
    expect(third).not.toBe(seedOf(42, 2))
    expect(seedOf(third, 0)).toBe(third)
  })
})

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readOptions([])).toEqual({ seed: 1, runs: 1, only: [], point: '', most: 1000, jobs: 1 })
  })

  it('takes seed, rounds and scenarios', () => {
    const read = readOptions(['--seed', '9', '--runs', '3', '--only', 'a', '--only', 'b'])
    expect(read).toMatchObject({ seed: 9, runs: 3, only: ['a', 'b'] })
  })

  it.each([
    ['--runs', '0'],
    ['--seed', '-1'],
    ['--jobs', 'many']
  ])('says what is wrong with %s %s', (option, value) => {
    expect(() => readOptions([`${option}=${value}`])).toThrow(`${option} is "${value}". Write a whole number`)
  })
})
