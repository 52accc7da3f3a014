import { expect, it } from '@jest/globals'
import { expectHours } from '../../../../src/flow/decision/spike/expect-hours.js'
import { testSpike } from '../../../../src/flow/decision/spike/test-spike.js'
import { byDay, flat, quiet, seeded } from './histories.js'

const facts = quiet({ rate: byDay(20) }, seeded(6))

it('the last element is the window, as the test has it', () => {
  const { expected, low, high } = testSpike(facts)
  expect(expectHours(facts, 5).at(-1)).toEqual({ expected, low, high })
})

it('oldest first: the expectation goes through the day as the counts do', () => {
  const hours = expectHours(facts, 24).slice(0, -1)
  const rates = hours.map((_, index) => byDay(20)(24 - index))
  const busiest = rates.indexOf(Math.max(...rates))
  const expected = hours.map((hour) => hour.expected)
  expect(Math.abs(expected.indexOf(Math.max(...expected)) - busiest)).toBeLessThanOrEqual(2)
  for (const [index, rate] of rates.entries()) {
    expect(expected[index]).toBeGreaterThan(rate * 0.6)
    expect(expected[index]).toBeLessThan(rate * 1.6)
  }
})

it('nine of ten hours lie in their band', () => {
  const hours = expectHours(facts, 672).slice(0, -1)
  const inside = hours.filter(({ low, high }, index) => {
    const count = facts.past[index] ?? 0
    return low <= count && count <= high
  })
  expect(inside.length / hours.length).toBeGreaterThan(0.87)
  expect(inside.length / hours.length).toBeLessThan(0.98)
})

it('a past incident does not lift what was expected of its own hours', () => {
  const past = facts.past.map((count, index) => (index === 600 ? 500 : count))
  const calm = expectHours(facts, 72)[0]
  expect(expectHours({ ...facts, past }, 72)[0]?.expected).toBeCloseTo(calm?.expected ?? 0, 0)
})

it.each([
  [0, 1],
  [1, 1],
  [23, 1],
  [24, 25],
  [30, 31]
])('of %p hours of history there are no more than that, and of less than a day none', (length, elements) => {
  const young = quiet({ rate: flat(4), hours: length }, seeded(1))
  expect(expectHours(young, 40)).toHaveLength(elements)
})

it('an error that began today did not run below its usual rate in its first hours', () => {
  const rising = { count: 60, hours: 1, past: [1, 2, 4, 8, 16, 32, 60, 60] }
  const { expected, low, high } = testSpike(rising)
  expect(low).toBeGreaterThan(2)
  expect(expectHours(rising, 8)).toEqual([{ expected, low, high }])
})
