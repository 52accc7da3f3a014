import { seededRandom } from '../random.js'
import type { Played, Scenario } from '../scenario.js'
import { SECOND, SEVERAL, World } from '../world/world.js'
import { bug } from './bug.js'

const AT_ONCE = 20
const LONGEST_LAG_MS = 120 * SECOND

/** So many runs at once, for the issues in turn; then each issue alerts once more. */
export async function playRace(
  seed: number,
  options: { readonly runs: number; readonly issues: number }
): Promise<Played> {
  const random = seededRandom(seed)
  return World.play({ random, lagMs: random.between(0, LONGEST_LAG_MS) }, async (world) => {
    const issues = Array.from({ length: options.issues }, (_, index) =>
      world.seedIssue({ service: `orders-${index}` })
    )
    const runs = Array.from({ length: options.runs }, (_, index) => ({
      issueId: issues[index % issues.length] ?? '',
      cycle: `cycle-${index}`
    }))
    await Promise.all(
      random.shuffle(runs).map((asked) => world.triage({ ...asked, speed: SEVERAL, undisturbed: true }))
    )
    await world.settle(issues)
    world.expect(bug(issues, { deliveries: options.runs + issues.length }))
  })
}

export const races: readonly Scenario[] = [
  {
    name: 'race-one-issue',
    title: `${AT_ONCE} runs at once for one issue`,
    plays: 1,
    play: (seed) => playRace(seed, { runs: AT_ONCE, issues: 1 })
  },
  {
    name: 'race-one-fingerprint',
    title: `${AT_ONCE} runs at once for two issues of one fingerprint`,
    plays: 1,
    play: (seed) => playRace(seed, { runs: AT_ONCE, issues: 2 })
  }
]
