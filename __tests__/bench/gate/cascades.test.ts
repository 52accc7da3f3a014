import { describe, expect, it } from '@jest/globals'
import {
  isCascade,
  outageNames,
  playEnvironment,
  type OutageName
} from '../../../bench/gate/cascades/play-environment.js'
import { scoreSweeps } from '../../../bench/gate/sweeps.js'

function spikedServices(name: OutageName, seed: number): ReadonlySet<string> {
  const spiked = playEnvironment(name, seed).filter((issue) => issue.spiked)
  return new Set(spiked.map(({ service }) => service))
}

describe('simulated environments', () => {
  it.each(['quiet', 'cascade'] as const)('plays %s the same for the same seed', (name) => {
    expect(playEnvironment(name, 1)).toEqual(playEnvironment(name, 1))
    expect(playEnvironment(name, 1)).not.toEqual(playEnvironment(name, 2))
  })

  it.each([
    ['quiet', 0, 0],
    ['one-issue', 1, 1],
    ['one-service', 1, 1],
    ['many-alone', 4, 4],
    ['two-services', 1, 2],
    ['cascade', 2, 6],
    ['weak-cascade', 2, 5]
  ] as const)('has spikes in as many services as the words say: %s', (name, least, most) => {
    for (let seed = 0; seed < 2; seed += 1) {
      const { size } = spikedServices(name, seed)
      expect(size).toBeGreaterThanOrEqual(least)
      expect(size).toBeLessThanOrEqual(most)
    }
  })

  it('names every issue once, and knows which outages are cascades', () => {
    const ids = playEnvironment('cascade', 3).map(({ issueId }) => issueId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(outageNames.filter(isCascade)).toEqual(['cascade', 'weak-cascade'])
  })
})

describe('sweeps', () => {
  const uniform = Array.from({ length: 5_000 }, (_, at) => (at + 0.5) / 5_000)

  it('keep the promised share of false discoveries where p is what it says', () => {
    const score = scoreSweeps({ quiet: uniform, spikes: [1e-9] }, 300)
    expect(score.found).toBe(1)
    // 95 % of the level: so many of the tests have nothing the matter.
    expect(score.falseShare).toBeGreaterThan(0.06)
    expect(score.falseShare).toBeLessThan(0.13)
    expect(score.falseAlarms).toBeGreaterThan(0.04)
    expect(score.falseAlarms).toBeLessThan(0.16)
  })

  it('show a test whose p are too small, and one that finds nothing', () => {
    const boastful = uniform.map((p) => p ** 3)
    expect(scoreSweeps({ quiet: boastful, spikes: [1e-9] }, 50).falseShare).toBeGreaterThan(0.4)
    expect(scoreSweeps({ quiet: [1], spikes: [1] }, 5)).toEqual({ falseShare: 0, found: 0, falseAlarms: 0 })
  })
})
