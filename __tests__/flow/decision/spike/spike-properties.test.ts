import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { expectHours } from '../../../../src/flow/decision/spike/expect-hours.js'
import { saySpike } from '../../../../src/flow/decision/spike/say-spike.js'
import type { SpikeFacts } from '../../../../src/flow/decision/spike/spike-test.js'
import { testSpike } from '../../../../src/flow/decision/spike/test-spike.js'
import { valueOr } from '../../../../src/flow/issue/known.js'
import { byWeek, quiet, rough, seeded } from './histories.js'

const anyCount = fc.oneof(
  fc.nat(20),
  fc.nat(100_000),
  fc.constantFrom(NaN, -1, 1e15, Infinity, -Infinity, 0.5, Number.MIN_VALUE, Number.MAX_VALUE)
)
const anyPast = fc.oneof(
  fc.array(fc.oneof({ weight: 9, arbitrary: anyCount }, fc.constant(undefined)), { maxLength: 900 }),
  fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 500, maxLength: 672 }),
  fc.tuple(fc.nat(700), anyCount).map(([length, count]) => Array.from({ length }, () => count))
)
const anyFacts: fc.Arbitrary<SpikeFacts> = fc.record({
  count: anyCount,
  hours: fc.oneof(fc.double({ min: 1, max: 2 }), fc.constantFrom(NaN, 0, -3, Infinity, 1e-12)),
  past: anyPast,
  requests: fc.option(fc.record({ count: anyCount, past: anyPast }), { nil: undefined })
})

/** Plausible facts: a season, roughness, some past incidents. At least so many events an hour. */
const likely = (least: number): fc.Arbitrary<SpikeFacts> =>
  fc
    .record({
      seed: fc.nat(10_000),
      rate: fc.double({ min: least, max: 100, noNaN: true }),
      hours: fc.integer({ min: 1, max: 672 })
    })
    .map(({ seed, rate, hours }) => {
      const random = seeded(seed)
      const facts = quiet({ rate: byWeek(rate), phi: 1 + 3 * random(), hours }, random)
      const past = facts.past.map((count) =>
        random() < 0.005 ? (count ?? 0) + rough(random, 20 * rate, 2) : count
      )
      return { ...facts, past }
    })

const chanceOf = (facts: SpikeFacts): number => valueOr(testSpike(facts).p, 1)

describe('whatever the counts are', () => {
  it('every number of the test is one, and within its bounds', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const test = testSpike(facts)
        const p = valueOr(test.p, 1)
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
        const { ownAlarmRate = 0, requestsRatio = 1 } = test
        const finite = [test.count, test.hours, test.expected, test.low, test.high, test.excess, test.ratio]
        const more = [test.dispersion, test.widened, test.days, ownAlarmRate, requestsRatio]
        for (const value of [...finite, ...more]) expect(Number.isFinite(value)).toBe(true)
        expect(test.low).toBeLessThanOrEqual(test.high)
        expect(test.widened).toBeGreaterThanOrEqual(1)
        expect(test.dispersion).toBeGreaterThanOrEqual(1)
        expect(saySpike(test)).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 80 }
    )
  })

  it('a chart has its hours', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(0, 3, 5.5, -1, NaN), (facts, last) => {
        const hours = expectHours(facts, last)
        const isYoung = ['recent', 'none'].includes(testSpike(facts).basis)
        const before = isYoung ? 0 : Math.min(facts.past.length, Math.max(0, Math.floor(last) || 0))
        expect(hours).toHaveLength(1 + before)
        for (const { expected, low, high } of hours) {
          expect(Number.isFinite(expected) && Number.isFinite(high)).toBe(true)
          expect(low).toBeLessThanOrEqual(high)
        }
      }),
      { numRuns: 30 }
    )
  })
})

it('a larger count never has a larger p', () => {
  fc.assert(
    fc.property(likely(0.01), fc.nat(300), fc.nat(300), (facts, count, more) => {
      const [few, many] = [chanceOf({ ...facts, count }), chanceOf({ ...facts, count: count + more })]
      // The tail is a continued fraction: its last digits are not in order.
      expect(many).toBeLessThanOrEqual(few * (1 + 1e-9))
    }),
    { numRuns: 40 }
  )
})

it('the same facts have the same test', () => {
  fc.assert(
    fc.property(likely(0.01), (facts) => {
      expect(testSpike(facts)).toEqual(testSpike(structuredClone(facts)))
    }),
    { numRuns: 10 }
  )
})

it('twice the history is twice the expectation', () => {
  fc.assert(
    fc.property(likely(5), (facts) => {
      const twice = { ...facts, past: facts.past.map((count) => (count ?? 0) * 2) }
      const [one, two] = [testSpike(facts).expected, testSpike(twice).expected]
      expect(two).toBeGreaterThan(1.2 * one)
      expect(two).toBeLessThan(3.2 * one)
    }),
    { numRuns: 30 }
  )
})

it('what is older than four weeks has no say', () => {
  const facts = quiet({ rate: byWeek(10) }, seeded(1))
  expect(testSpike({ ...facts, past: [900, 900, 900, ...facts.past] })).toEqual(testSpike(facts))
})
