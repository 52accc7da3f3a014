import { seededRandom } from '../random.js'
import type { Played, Scenario } from '../scenario.js'
import { HOUR, IMPATIENT, MINUTE, SECOND, World } from '../world/world.js'
import { bug } from './bug.js'

const ROUNDS = 3

/**
 * Rounds of one to three runs at once for one or two issues of a bug, each between vendors that fail; time passes between them, and in
 * the end the vendors are well.
 */
export async function playFaults(seed: number): Promise<Played> {
  const random = seededRandom(seed)
  return World.play({ random, lagMs: random.between(0, 120) * SECOND }, async (world) => {
    const issues = [
      world.seedIssue(),
      ...(random.chance(0.5) ? [world.seedIssue({ service: 'orders-worker' })] : [])
    ]
    let deliveries = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      world.strike(random.between(1, 4))
      const runs = Array.from({ length: random.between(1, 3) }, () => {
        deliveries += 1
        return { issueId: random.pick(issues), cycle: `cycle-${deliveries}`, speed: IMPATIENT }
      })
      await Promise.all(runs.map((asked) => world.triage(asked)))
      world.heal()
      world.pass(random.pick([SECOND, 30 * SECOND, 5 * MINUTE, 11 * MINUTE, HOUR]))
    }
    await world.settle(issues)
    world.expect(bug(issues, { deliveries: deliveries + issues.length }))
  })
}

/** The same delivery several times, one after the other or at once, now and then between failing vendors: told once. */
export async function playRetries(seed: number): Promise<Played> {
  const random = seededRandom(seed)
  return World.play({ random, lagMs: random.between(0, 120) * SECOND }, async (world) => {
    const issueId = world.seedIssue()
    const failing = random.chance(0.5)
    for (let round = 0; round < 2; round += 1) {
      if (failing) world.strike(random.between(1, 2))
      const copies = Array.from({ length: random.between(2, 5) }, () => ({ issueId, cycle: 'same' }))
      await Promise.all(
        copies.map((asked) => world.triage({ ...asked, speed: IMPATIENT, undisturbed: !failing }))
      )
      world.heal()
      world.pass(random.pick([SECOND, 30 * SECOND, 11 * MINUTE]))
    }
    world.pass(11 * MINUTE)
    await world.triage({ issueId, cycle: 'same', undisturbed: true })
    world.expect(bug([issueId], { deliveries: 1 }))
  })
}

export const faults: readonly Scenario[] = [
  {
    name: 'vendor-faults',
    title: 'every vendor limits, fails, goes silent, breaks off, loses replies',
    plays: 10,
    play: playFaults
  },
  {
    name: 'webhook-retries',
    title: 'one delivery several times, also at once, also between failing vendors',
    plays: 6,
    play: playRetries
  }
]
