import { seededRandom } from '../random.js'
import type { Played, Scenario } from '../scenario.js'
import { HOUR, MINUTE, SECOND, SEVERAL, World } from '../world/world.js'
import { bug } from './bug.js'

const DAY = 24 * HOUR

/** Several runs at once for a ticket that stands: its first comment, its next window, its reopening. */
export async function playRepeats(
  seed: number,
  options: { readonly what: 'first comment' | 'new window' | 'regression'; readonly runs: number }
): Promise<Played> {
  const random = seededRandom(seed)
  return World.play({ random, lagMs: random.between(0, 120) * SECOND }, async (world) => {
    const issueId = world.seedIssue()
    let deliveries = 1
    const alert = async (): Promise<void> => {
      deliveries += 1
      await world.triage({ issueId, cycle: `before-${deliveries}`, undisturbed: true })
      world.pass(5 * MINUTE)
    }
    await alert()
    const regression = options.what === 'regression'
    if (options.what === 'new window') {
      await alert()
      world.pass(DAY + HOUR)
    }
    if (regression) {
      world.stage.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
      world.pass(2 * DAY)
    }
    world.recur(issueId)
    const copies = Array.from({ length: options.runs }, (_, index) => `cycle-${index}`)
    await Promise.all(
      copies.map((cycle) => world.triage({ issueId, cycle, speed: SEVERAL, undisturbed: true }))
    )
    deliveries += copies.length
    await world.settle([issueId])
    world.expect(bug([issueId], { deliveries: deliveries + 1, regressions: regression ? 1 : 0 }))
  })
}

export const repeats: readonly Scenario[] = [
  {
    name: 'race-first-comment',
    title: '6 runs at once for a ticket that has no comment yet',
    plays: 2,
    play: (seed) => playRepeats(seed, { what: 'first comment', runs: 6 })
  },
  {
    name: 'race-window',
    title: '6 runs at once when watchers may be mailed again',
    plays: 2,
    play: (seed) => playRepeats(seed, { what: 'new window', runs: 6 })
  },
  {
    name: 'race-reopening',
    title: '6 runs at once for a closed ticket whose error is back',
    plays: 2,
    play: (seed) => playRepeats(seed, { what: 'regression', runs: 6 })
  }
]
