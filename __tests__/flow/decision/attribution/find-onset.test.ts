import { describe, expect, it } from '@jest/globals'
import { findOnset, type FoundOnset } from '../../../../src/flow/decision/attribution/find-onset.js'
import type { OnsetCounts } from '../../../../src/flow/decision/attribution/deploy.js'
import { valueOr } from '../../../../src/flow/issue/known.js'
import { countsOf, DAY, HOUR, MINUTE, NOW, testOf } from './attributing.js'

const ONSET = NOW - 2 * HOUR

function find(counts: OnsetCounts, firstSeen = NOW - 30 * DAY, dispersion = 1): FoundOnset | undefined {
  return valueOr(findOnset({ counts, test: testOf(12, { dispersion }), firstSeen }), undefined)
}

describe('a step', () => {
  it.each([0, 1, 2, 3, 4])('%i minutes into a bin is found within its interval', (minutes) => {
    const onset = ONSET + minutes * MINUTE
    const found = find(countsOf(onset))
    expect(found?.kind).toBe('step')
    expect(found?.from).toBeLessThanOrEqual(onset)
    expect(found?.to).toBeGreaterThanOrEqual(onset)
    expect((found?.to ?? 0) - (found?.from ?? 0)).toBeLessThanOrEqual(10 * MINUTE)
    expect(found?.step).toBeCloseTo(8, 0)
  })

  it('of rough counts has a wider interval', () => {
    const counts = countsOf(ONSET)
    const lumps = counts.counts.map((count, bin) => (bin >= 120 ? count : bin % 12 < 6 ? 0 : 2))
    const [even, rough] = [find(counts), find({ ...counts, counts: lumps })]
    const width = (found: FoundOnset | undefined): number => (found?.to ?? 0) - (found?.from ?? 0)
    expect(width(rough)).toBeGreaterThan(width(even))
  })

  it.each<[string, OnsetCounts]>([
    ['too small', countsOf(ONSET, { usual: 5, after: 8 })],
    ['of three events', countsOf(ONSET, { usual: 1, after: 1 })],
    ['downwards', countsOf(ONSET, { usual: 8, after: 1 })],
    ['not there', countsOf(NOW)],
    [
      'lost in rough counts',
      { ...countsOf(ONSET), counts: Array.from({ length: 144 }, (_, bin) => (bin % 36 < 6 ? 12 : 0)) }
    ]
  ])('%s is none', (_, counts) => {
    expect(find(counts)).toBeUndefined()
  })

  it('has weights for each minute that sum up to 1', () => {
    const places = find(countsOf(ONSET))?.places ?? []
    expect(places.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
  })

  it('is looked for in a running bin by the part of it that has passed', () => {
    const counts = countsOf(ONSET)
    const cut = { ...counts, endMs: NOW - 4 * MINUTE, counts: [...counts.counts.slice(0, -1), 2] }
    expect(find(cut)?.to).toBe(find(counts)?.to)
  })
})

describe('whether it lasts', () => {
  it.each<[string, number, number, FoundOnset['lasting']]>([
    ['errors that go on', 120, 120, 'lasts'],
    ['errors of 30 minutes, gone for 90', 120, 30, 'blip'],
    ['errors of 15 minutes, gone for 25', 40, 15, 'blip'],
    ['errors that began 12 minutes ago', 12, 12, 'too-soon']
  ])('%s', (_, ago, length, lasting) => {
    const onset = NOW - ago * MINUTE
    expect(find(countsOf(onset, { after: 12, until: onset + length * MINUTE }))?.lasting).toBe(lasting)
  })
})

describe('a new error', () => {
  it('began with its first event', () => {
    const found = find(countsOf(ONSET, { usual: 0 }), ONSET + 2 * MINUTE)
    expect(found).toMatchObject({ kind: 'first-event', to: ONSET + 2 * MINUTE, from: ONSET - 3 * MINUTE })
  })

  it('that hardly ever occurs may have begun well before', () => {
    const counts = countsOf(ONSET, { usual: 0, after: 0 })
    const rare = { ...counts, counts: counts.counts.map((_, bin) => (bin === 120 || bin === 132 ? 1 : 0)) }
    const found = find(rare, ONSET + 2 * MINUTE)
    expect((found?.to ?? 0) - (found?.from ?? 0)).toBeGreaterThan(HOUR)
  })

  it('that steps up long after its first event began with the step', () => {
    const counts = countsOf(ONSET, { usual: 0, after: 12 })
    const early = {
      ...counts,
      counts: counts.counts.map((count, bin) => (bin === 60 || bin === 70 ? 1 : count))
    }
    expect(find(early, counts.startMs + 60 * 5 * MINUTE)).toMatchObject({ kind: 'step' })
  })

  it('without an event among the counts has none', () => {
    expect(find(countsOf(ONSET, { usual: 0, after: 0 }), ONSET)).toBeUndefined()
  })
})
