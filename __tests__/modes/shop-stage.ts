import { afterEach } from '@jest/globals'
import { nodeTypeError, seedError } from '../../services/datadog/seeds.js'
import { openStage, type Stage } from '../../services/stage.js'
import { shopFiles } from './shop.js'

const stages: Stage[] = []

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop()
})

/** The vendors with the shop's repository, whose policy has these lines beside the project. Stopped after the test. */
export async function openShop(policy = ''): Promise<Stage> {
  const files = { ...shopFiles, '.github/datadog-autofix.yml': `jira: { project: PPL }\n${policy}` }
  const stage = await openStage({ files })
  stages.push(stage)
  return stage
}

/** A bug of its own in the named function, seen twice within the hour. Returns the id of its issue. */
export function seedBug({ datadog }: Stage, name: string): string {
  const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000
  const error = nodeTypeError({ culprit: { function: name } })
  return seedError(datadog, error, [minutesAgo(40), minutesAgo(10)]).id
}
