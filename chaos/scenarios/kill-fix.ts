import { seededRandom } from '../random.js'
import type { Played, Scenario } from '../scenario.js'
import { FixWorld, type FixEnded } from '../world/fix-world.js'
import { pointsOf, readPoint, sayPoint } from '../world/kill-point.js'
import { HOUR, MINUTE, SECOND } from '../world/world.js'
import { bug } from './bug.js'

type Job = 'autofix' | 'publish'
const sequels = ['same run', 'later'] as const
/** Longer than a proven fix waits for its publish job. */
const LATER = 7 * HOUR

interface Prepared {
  readonly fix: FixWorld
  readonly issueId: string
  /** A proven fix that waits for the publish job. */
  readonly proven: FixEnded | undefined
}

/** A ticket that was handed off; for the publish job a proven fix, too. */
async function prepare(job: Job, fix: FixWorld): Promise<Prepared> {
  const issueId = fix.world.seedIssue()
  await fix.world.triage({ issueId, cycle: 'first', undisturbed: true })
  fix.world.pass(MINUTE)
  const proven = job === 'publish' ? await fix.autofix({ undisturbed: true }) : undefined
  return { fix, issueId, proven }
}

function run(
  job: Job,
  { fix, proven }: Prepared,
  asked: { runId?: string; attempt?: number }
): Promise<FixEnded> {
  if (job === 'autofix') return fix.autofix(asked)
  return fix.publish({ bundle: proven?.bundle ?? '', ...asked })
}

async function pointsOfJob(job: Job, seed: number): Promise<readonly string[]> {
  let points: readonly string[] = []
  await FixWorld.play({ random: seededRandom(seed), lagMs: 0 }, async (fix) => {
    const prepared = await prepare(job, fix)
    const { services } = fix.world
    for (const service of services) service.clearLog()
    await run(job, prepared, {})
    const requests = services.flatMap((service) => service.requests).sort((one, other) => one.at - other.at)
    points = pointsOf(requests).map(sayPoint)
  })
  return points.flatMap((point) => sequels.map((sequel) => `${point}, ${sequel}`))
}

/** Killed, gone on with, and in the end the bug has its one pull request. */
function playKill(job: Job, seed: number, point: string): Promise<Played> {
  return FixWorld.play({ random: seededRandom(seed), lagMs: 0 }, async (fix) => {
    const prepared = await prepare(job, fix)
    const { issueId, proven } = prepared
    const { world } = fix
    const [where = '', sequel = ''] = point.split(', ')
    const runId = proven?.runId ?? world.newRunId()
    world.killAt(readPoint(where))
    await run(job, prepared, { runId })
    world.heal()
    world.note(`killed ${where}`)
    world.pass(sequel === 'same run' ? 5 * SECOND : LATER)
    const again = sequel === 'same run' || job === 'publish' ? { runId, attempt: 2 } : {}
    const next = await run(job, prepared, again)
    if (job === 'autofix' && next.run.outcome === 'fix-ready') {
      await fix.publish({ bundle: next.bundle, runId: next.runId, undisturbed: true })
    }
    await world.settle([issueId])
    world.expect(bug([issueId], { deliveries: 2, pullRequests: 1 }))
  })
}

export const killsOfFixes: readonly Scenario[] = (['autofix', 'publish'] as const).map((job) => ({
  name: `kill-${job}`,
  title: `kill -9 before and after every request of ${job}`,
  plays: 1,
  points: (seed) => pointsOfJob(job, seed),
  play: (seed, point) => playKill(job, seed, point)
}))
