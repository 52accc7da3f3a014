import { describe, expect, it } from '@jest/globals'
import { playDeploy, type DeployPlay } from '../../../bench/gate/deploys/play-deploy.js'
import { sceneNames, scenes } from '../../../bench/gate/deploys/scenes.js'
import {
  lastDeploy,
  precisionAndRecall,
  scoreScenes,
  type Claim
} from '../../../bench/gate/deploys/score-deploys.js'

function countsOf({ facts }: DeployPlay): readonly number[] {
  return facts.onset.known ? facts.onset.value.counts : []
}

function eventsOf({ facts }: DeployPlay, version: string): readonly number[] {
  const versions = facts.onset.known ? facts.onset.value.versions : []
  return versions.find((each) => each.version === version)?.counts ?? []
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('simulated deploys', () => {
  it.each(sceneNames)('plays %s the same for the same seed', (scene) => {
    expect(playDeploy(scene, 2)).toEqual(playDeploy(scene, 2))
    expect(countsOf(playDeploy(scene, 2))).not.toEqual(countsOf(playDeploy(scene, 3)))
  })

  it.each(sceneNames)('has a cause in %s exactly where the scene has one', (scene) => {
    for (let seed = 0; seed < 5; seed += 1) {
      const { cause, facts } = playDeploy(scene, seed)
      expect(cause !== undefined).toBe(scenes[scene].isCause)
      if (cause !== undefined) expect(facts.deploys.known && facts.deploys.value).toContain(cause)
    }
  })

  it('rises after the deploy that is the cause, on its version', () => {
    const { facts, cause } = playDeploy('breaks', 0)
    const at = Math.floor(((cause?.at ?? 0) - (facts.onset.known ? facts.onset.value.startMs : 0)) / 300_000)
    const counts = countsOf(playDeploy('breaks', 0))
    const before = sum(counts.slice(0, at)) / at
    expect(sum(counts.slice(at + 3)) / (counts.length - at - 3)).toBeGreaterThan(3 * before)
    expect(sum(eventsOf(playDeploy('breaks', 0), '1.8.0').slice(0, at))).toBe(0)
    expect(sum(eventsOf(playDeploy('breaks', 0), '1.7.9').slice(at + 1))).toBe(0)
  })

  it('has no event before an error that is new, and few after a restart', () => {
    const fresh = playDeploy('new-error', 1)
    const first = countsOf(fresh).findIndex((count) => count > 0)
    expect(first).toBeGreaterThan(90)
    expect(fresh.facts.issue.firstSeen).toBeGreaterThan(0)
    const restart = countsOf(playDeploy('restart', 1))
    const most = restart.indexOf(Math.max(...restart))
    expect(sum(restart.slice(most + 3, most + 6))).toBeLessThan(restart[most] ?? 0)
  })

  it('counts every rise once in a hundred', () => {
    expect(sum(sceneNames.map((scene) => scenes[scene].weight))).toBe(100)
  })
})

describe('precision and recall of a cause', () => {
  const score = (scene: 'breaks' | 'by-luck', claims: Partial<Record<Claim, number>>) => ({
    scene,
    plays: 10,
    causes: scene === 'breaks' ? 10 : 0,
    claims: { right: 0, wrong: 0, likely: 0, 'not-ours': 0, unknown: 0, ...claims }
  })

  it('counts scenes by their weight', () => {
    // 13 of 100 rises, half of them said; 1 of 100, always said.
    const scores = [score('breaks', { right: 5, likely: 5 }), score('by-luck', { wrong: 10 })]
    expect(precisionAndRecall(scores).precision).toBeCloseTo(6.5 / 7.5, 12)
    expect(precisionAndRecall(scores).recall).toBe(0.5)
  })

  it('has none where nothing is said, or nothing is caused', () => {
    expect(precisionAndRecall([score('breaks', { likely: 10 })])).toEqual({ precision: undefined, recall: 0 })
    expect(precisionAndRecall([score('by-luck', { unknown: 10 })])).toEqual({
      precision: undefined,
      recall: undefined
    })
  })

  it('takes the last deploy for the cause, whatever happened', () => {
    const [breaks, luck, alone] = scoreScenes(lastDeploy, 4, ['breaks', 'by-luck', 'alone'])
    expect(breaks?.claims.right).toBe(4)
    expect(luck?.claims.wrong).toBe(4)
    expect(alone?.claims.unknown).toBe(4)
  })
})
