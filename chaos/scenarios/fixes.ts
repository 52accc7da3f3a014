import { seededRandom } from '../random.js'
import type { Played, Scenario } from '../scenario.js'
import { FixWorld, type FixWorldOptions } from '../world/fix-world.js'
import { HOUR, IMPATIENT, MINUTE, SEVERAL } from '../world/world.js'
import { bug } from './bug.js'

/** Several fix jobs at once for one bug, then several publish jobs at once for what came of them. */
export async function playOneBug(
  seed: number,
  options: { readonly runs: number; readonly agent?: FixWorldOptions['agent'] }
): Promise<Played> {
  const { agent = 'stand-in' } = options
  return FixWorld.play({ random: seededRandom(seed), lagMs: 0, agent }, async (fix) => {
    const { world } = fix
    const issueId = world.seedIssue()
    await world.triage({ issueId, cycle: 'first', undisturbed: true })
    const count = Array.from({ length: options.runs })
    const fixed = await Promise.all(count.map(() => fix.autofix({ speed: SEVERAL, undisturbed: true })))
    const proven = fixed.filter(({ run }) => run.outcome === 'fix-ready')
    await Promise.all(
      proven.flatMap(({ bundle, runId }) =>
        count.map((_, index) => fix.publish({ bundle, runId, attempt: index + 1, speed: SEVERAL }))
      )
    )
    await world.settle([issueId])
    world.expect(bug([issueId], { deliveries: 2, pullRequests: 1 }))
  })
}

/** Fix jobs at once for more bugs than the budget of a day has money for. */
export async function playBudget(seed: number, options: { readonly bugs: number }): Promise<Played> {
  const random = seededRandom(seed)
  return FixWorld.play({ random, lagMs: 0 }, async (fix) => {
    const { world } = fix
    const names = Array.from({ length: options.bugs }, (_, index) => `total${index}`)
    const bugs = names.map((name) => ({ name, issueId: world.seedIssue({ at: { function: name } }) }))
    for (const { issueId } of bugs) await world.triage({ issueId, cycle: 'first', undisturbed: true })
    const jobs = random.shuffle(bugs.map((_, index) => index))
    await Promise.all(jobs.map((handOff) => fix.autofix({ handOff, speed: SEVERAL, undisturbed: true })))
    await Promise.all(jobs.map((handOff) => fix.autofix({ handOff, speed: SEVERAL, undisturbed: true })))
    world.expect(
      ...bugs.map(({ name, issueId }) => bug([issueId], { name, deliveries: 1, pullRequests: undefined }))
    )
  })
}

/** Fix and publish jobs between vendors that fail, the model's among them; some are started again. */
export async function playFixFaults(seed: number): Promise<Played> {
  const random = seededRandom(seed)
  return FixWorld.play({ random, lagMs: 0 }, async (fix) => {
    const { world } = fix
    const issueId = world.seedIssue()
    await world.triage({ issueId, cycle: 'first', undisturbed: true })
    for (let round = 0; round < 2; round += 1) {
      world.strike(random.between(1, 3))
      let job = await fix.autofix({ speed: IMPATIENT })
      if (job.run.exitCode !== 0 && random.chance(0.5)) {
        world.heal()
        job = await fix.autofix({ runId: job.runId, attempt: 2, speed: IMPATIENT })
      }
      if (job.run.exitCode === 0) {
        world.strike(random.between(1, 3))
        const { bundle, runId } = job
        await fix.publish({ bundle, runId, speed: IMPATIENT })
        world.heal()
        await fix.publish({ bundle, runId, attempt: 2, speed: IMPATIENT })
      }
      world.heal()
      world.pass(random.pick([MINUTE, HOUR, 7 * HOUR]))
    }
    await world.settle([issueId])
    world.expect(bug([issueId], { deliveries: 2, pullRequests: undefined }))
  })
}

export const fixes: readonly Scenario[] = [
  {
    name: 'race-fix',
    title: '3 fix jobs at once for one bug, then 3 publish jobs at once',
    plays: 2,
    play: (seed) => playOneBug(seed, { runs: 3 })
  },
  {
    name: 'race-real-agent',
    title: '2 fix jobs at once with the real Claude Code program, then 2 publish jobs',
    plays: 1,
    play: (seed) => playOneBug(seed, { runs: 2, agent: 'real' })
  },
  {
    name: 'race-budget',
    title: '5 fix jobs at once with money for two, and again',
    plays: 1,
    play: (seed) => playBudget(seed, { bugs: 5 })
  },
  {
    name: 'fix-faults',
    title: 'autofix and publish between failing vendors, the model among them',
    plays: 6,
    play: playFixFaults
  }
]
