import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { adjustForMany, discoveryLevel } from '../../../../src/flow/decision/evidence/false-discoveries.js'

/** By the definition: the least of m p(j) / j over all j from the rank of p on. Quadratic, and nothing like the code. */
function byDefinition(ps: readonly number[]): number[] {
  const sorted = [...ps].sort((a, b) => a - b)
  return ps.map((p) =>
    Math.min(1, ...sorted.map((each, index) => (each >= p ? (each * ps.length) / (index + 1) : 1)))
  )
}

describe('values adjusted for many tests', () => {
  it('are those of the example in the paper of Benjamini and Hochberg, at the level .05 the first four', () => {
    const paper = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1
    ]
    expect(adjustForMany(paper).filter((q) => q <= 0.05)).toHaveLength(4)
    expect(adjustForMany(paper)[3]).toBeCloseTo(0.035625, 9)
  })

  it('keep the order of what was given, and equal p stay equal', () => {
    const [a, b, c, d] = adjustForMany([0.04, 0.01, 0.04, 1])
    expect([b, a, c, d]).toEqual([0.04, 0.16 / 3, 0.16 / 3, 1])
  })

  it('are none of none, and the p itself of one', () => {
    expect(adjustForMany([])).toEqual([])
    expect(adjustForMany([0.03])).toEqual([0.03])
  })

  it('take what is no number for a test that speaks for nothing', () => {
    expect(adjustForMany([Number.NaN, 0.01, Number.NaN])).toEqual([1, 0.03, 1])
    expect(adjustForMany([-1, 2])).toEqual([0, 1])
  })

  it('agree with the definition', () => {
    const p = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.01, 0.05, 1))
    fc.assert(
      fc.property(fc.array(p, { maxLength: 40 }), (ps) => {
        const expected = byDefinition(ps)
        adjustForMany(ps).forEach((q, index) => expect(q).toBeCloseTo(expected[index] ?? Number.NaN, 12))
      })
    )
  })

  it('takes a hundred thousand tests', () => {
    const qs = adjustForMany(Array.from({ length: 100_000 }, (_, index) => (100_000 - index) / 100_000))
    expect(Math.min(...qs.slice(0, 1_000))).toBeCloseTo(1, 9)
  })
})

describe('the level of discoveries', () => {
  it('is the share of the weekly budget that falls to one sweep', () => {
    expect(discoveryLevel({ falseAlarmsPerWeek: 1, sweepsPerWeek: 28 }, 1)).toBeCloseTo(1 / 28, 12)
    expect(discoveryLevel({ falseAlarmsPerWeek: 1, sweepsPerWeek: 168 }, 1)).toBeCloseTo(1 / 168, 12)
  })

  it('is a tenth at most, however many false alarms are allowed', () => {
    expect(discoveryLevel({ falseAlarmsPerWeek: 100, sweepsPerWeek: 7 }, 1)).toBe(0.1)
  })

  it('is divided among the shards of a sweep', () => {
    expect(discoveryLevel({ falseAlarmsPerWeek: 1, sweepsPerWeek: 28 }, 8)).toBeCloseTo(1 / 224, 12)
    expect(discoveryLevel({ falseAlarmsPerWeek: 100, sweepsPerWeek: 7 }, 4)).toBe(0.025)
  })

  it.each([0, -1, Number.NaN])('takes %p shards for one', (shards) => {
    expect(discoveryLevel({ falseAlarmsPerWeek: 1, sweepsPerWeek: 20 }, shards)).toBe(0.05)
  })
})
