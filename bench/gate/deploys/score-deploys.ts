import { attribute } from '../../../src/flow/decision/attribution/attribute.js'
import type { DeploysPolicy } from '../../../src/flow/decision/attribution/deploys-policy.js'
import { playDeploy, type DeployPlay } from './play-deploy.js'
import { sceneNames, scenes, type SceneName } from './scenes.js'

/** What a way says of the cause: a deploy that it is sure of, one that it only names, that it is nobody's of ours, or nothing. */
export type Claim = 'right' | 'wrong' | 'likely' | 'not-ours' | 'unknown'

/** A way to tell the cause. */
export interface CauseWay {
  readonly name: string
  readonly claim: (play: DeployPlay) => Claim
}

export const deploysPolicy: DeploysPolicy = {
  environments: ['production'],
  services: [],
  releases: true,
  lookbackDays: 28
}

export const ourCause: CauseWay = {
  name: 'ours',
  claim: ({ facts, cause }) => {
    const { verdict, deploys } = attribute(facts, deploysPolicy)
    if (verdict !== 'caused') return verdict
    return cause !== undefined && deploys[0]?.commit === cause.commit ? 'right' : 'wrong'
  }
}

const dayMs = 86_400_000

/** Whatever was deployed last, if that is less than a day ago. */
export const lastDeploy: CauseWay = {
  name: 'last deploy of a day',
  claim: ({ facts: { deploys, now }, cause }) => {
    const [last] = (deploys.known ? deploys.value : [])
      .filter(({ at }) => at <= now && at > now - dayMs)
      .toSorted((a, b) => b.at - a.at)
    if (last === undefined) return 'unknown'
    return last.commit === cause?.commit ? 'right' : 'wrong'
  }
}

export interface SceneScore {
  readonly scene: SceneName
  /** How often each was said. */
  readonly claims: Readonly<Record<Claim, number>>
  readonly plays: number
  /** Plays with a cause of ours. */
  readonly causes: number
}

export function scoreScenes(
  way: CauseWay,
  plays: number,
  names: readonly SceneName[] = sceneNames
): readonly SceneScore[] {
  return names.map((scene) => {
    const claims: Record<Claim, number> = { right: 0, wrong: 0, likely: 0, 'not-ours': 0, unknown: 0 }
    let causes = 0
    for (let seed = 0; seed < plays; seed += 1) {
      const play = playDeploy(scene, seed)
      claims[way.claim(play)] += 1
      if (play.cause !== undefined) causes += 1
    }
    return { scene, claims, plays, causes }
  })
}

/**
 * Of what is said to be the cause, the share that is; and of the causes, those that were said: scenes count by their weight, because a
 * rise that a deploy precedes by luck is rare. Undefined without any.
 */
export function precisionAndRecall(scores: readonly SceneScore[]): {
  readonly precision: number | undefined
  readonly recall: number | undefined
} {
  const weighted = (of: (score: SceneScore) => number): number =>
    scores.reduce((total, each) => total + (of(each) / each.plays) * scenes[each.scene].weight, 0)
  const right = weighted(({ claims }) => claims.right)
  const said = right + weighted(({ claims }) => claims.wrong)
  const causes = weighted((score) => score.causes)
  return {
    precision: said === 0 ? undefined : right / said,
    recall: causes === 0 ? undefined : right / causes
  }
}
