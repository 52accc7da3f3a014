import { describe, expect, it } from '@jest/globals'
import { measureGate, spikeOf, spikeSizes } from '../../../bench/gate/measure.js'
import { readOptions } from '../../../bench/gate/options.js'
import { pooled, precisionOf, recallAtPrecision, shareWithin } from '../../../bench/gate/scores.js'
import { simulate } from '../../../bench/gate/simulate.js'
import { summarise } from '../../../bench/gate/tables.js'
import { wayBy } from '../../../bench/gate/ways/way.js'

describe('precision', () => {
  it('is what is left of a perfect test where one window in a hundred has a spike', () => {
    expect(precisionOf(0.01, 1)).toBeCloseTo(0.01 / (0.01 + 0.0099), 12)
    expect(precisionOf(0, 0.3)).toBe(1)
    expect(precisionOf(0, 0)).toBeUndefined()
  })

  it('counts a p at the level itself', () => {
    expect(shareWithin([0.001, 0.01, 0.02, 1], 0.01)).toBe(0.5)
    expect(shareWithin([], 0.01)).toBe(0)
  })
})

describe('recall at a precision', () => {
  it('takes the largest threshold that is right often enough', () => {
    // Up to .3 no quiet window is called; with .4 a quarter of them is, which ruins precision.
    const verdicts = { quiet: [0.35, 0.5, 0.6, 0.9], spikes: [0.1, 0.2, 0.3, 0.4] }
    expect(recallAtPrecision(verdicts, 0.8)).toBe(0.75)
  })

  it('allows so few false ones that precision holds, and no more', () => {
    const quiet = Array.from({ length: 1_000 }, (_, at) => (at + 1) / 1_000)
    // At .001 one of a thousand is false: .01 / (.01 + .99 × .001) = 91 %; at .003 three are: 77 %.
    expect(recallAtPrecision({ quiet, spikes: [0.002, 0.002] }, 0.8)).toBe(1)
    expect(recallAtPrecision({ quiet, spikes: [0.003, 0.003] }, 0.8)).toBe(0)
  })

  it('finds all spikes of the same p or none', () => {
    expect(recallAtPrecision({ quiet: [0.2], spikes: [0.2, 0.2] }, 0.8)).toBe(0)
  })

  it('joins kinds by their windows', () => {
    expect(
      pooled([
        { quiet: [1], spikes: [2] },
        { quiet: [3], spikes: [] }
      ])
    ).toEqual({ quiet: [1, 3], spikes: [2] })
  })
})

describe('the measurement', () => {
  it('gives every way the same windows, and counts what it calls', () => {
    const seen: number[] = []
    const sees = wayBy('sees', ({ count }) => {
      seen.push(count)
      return 1
    })
    const all = wayBy('calls all', () => 0)
    const measured = measureGate([sees, all], 5, ['flat-5', 'rough-2'])
    expect(seen).toHaveLength(20)
    expect(seen[0]).toBe(simulate('flat-5', 0).facts.count)
    expect(summarise(measured, 'calls all')).toMatchObject({
      falseAt01: 1,
      recallAt001: 1,
      recallAtPrecision80: 0
    })
    expect(summarise(measured, 'sees')).toMatchObject({
      falseAt01: 0,
      recallAt001: 0,
      precisionAt001: undefined
    })
  })

  it('names the kind in which a way is wrong most often', () => {
    // In one of the five plays of the rare kind there is an event.
    const wrongWhenRare = wayBy('wrong when rare', ({ count }) => (count === 0 ? 0 : 1))
    const measured = measureGate([wrongWhenRare], 5, ['flat-40', 'rare-0.01', 'flat-400'])
    expect(summarise(measured, 'wrong when rare').worst).toEqual({ kind: 'rare-0.01', falseAt01: 0.8 })
  })

  it('spikes other histories than the quiet ones, in every size as often', () => {
    expect(spikeOf('flat-40', 0).facts.past).not.toEqual(simulate('flat-40', 0).facts.past)
    expect(spikeSizes).toHaveLength(10)
    const { facts, mean } = spikeOf('flat-40', 9)
    expect(facts.count / mean).toBeGreaterThan(7)
  })
})

describe('options', () => {
  it('takes all kinds unless some are named', () => {
    expect(readOptions([]).kinds.length).toBeGreaterThan(30)
    expect(readOptions(['--kind', 'surge', '--kind', 'flat-1', '--plays', '7'])).toEqual({
      plays: 7,
      kinds: ['flat-1', 'surge'],
      json: false
    })
  })

  it('says what to write instead', () => {
    expect(() => readOptions(['--kind', 'flat'])).toThrow('There is no kind "flat": write one of flat-1')
    expect(() => readOptions(['--plays', '0'])).toThrow('write a whole number from 1')
  })
})
