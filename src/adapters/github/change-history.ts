import type { Changes } from '../../flow/decision/attribution/deploy.js'
import type { Known } from '../../flow/issue/known.js'
import type { ChangeHistory } from '../../ports.js'
import { readChanges } from './compare.js'
import { readDeployments, type ReadDeploys } from './deployments.js'
import { readReleases } from './releases.js'
import type { AskedRepository } from './repository-list.js'
import { readTouching } from './touching-commits.js'

interface Reading {
  readonly since: number
  readonly result: Promise<ReadDeploys>
}

/**
 * What reached production and what it changed, as GitHub tells: deployments, releases and git's history, of which each stands for
 * itself where the token may not read the others. No method rejects. A sweep asks the same of many issues, so that an answer is kept
 * for the run: the deploys as long as no earlier ones are asked for, and each comparison.
 */
export function createChangeHistory(place: AskedRepository): ChangeHistory {
  let reading: Reading | undefined
  const comparisons = new Map<string, Promise<Known<Changes>>>()

  async function readDeploys(since: number): Promise<ReadDeploys> {
    const [deployments, releases] = await Promise.all([
      readDeployments(place, since),
      readReleases(place, since)
    ])
    return {
      deploys: [...deployments.deploys, ...releases.deploys].toSorted((one, other) => one.at - other.at),
      missing: [...deployments.missing, ...releases.missing]
    }
  }

  return {
    deploys: async (since) => {
      if (reading === undefined || since < reading.since) reading = { since, result: readDeploys(since) }
      const { deploys, missing } = await reading.result
      return { deploys: deploys.filter(({ at }) => at >= since), missing }
    },
    compare: (base, head) => {
      const range = `${base}...${head}`
      const asked = comparisons.get(range) ?? readChanges(place, base, head)
      comparisons.set(range, asked)
      return asked
    },
    commitsTouching: (path, head, since) => readTouching(place, { path, head, since })
  }
}
