import { seededRandom } from '../random.js'
import type { Played, Scenario } from '../scenario.js'
import { pointsOf, readPoint, sayPoint } from '../world/kill-point.js'
import { HOUR, MINUTE, SECOND, World } from '../world/world.js'
import { bug } from './bug.js'

/** The run that is killed, by what it finds. */
type Errand = 'first' | 'repeat' | 'new window' | 'joining' | 'regression'
/** How it goes on: the same run is started again, another delivery comes at once, or another run comes when all leases are over. */
const sequels = ['same run', 'next alert', 'later'] as const

const LAG_MS = 120 * SECOND
const DAY = 24 * HOUR

interface Prepared {
  readonly issues: readonly string[]
  /** The issue that alerts now. */
  readonly issueId: string
  readonly deliveries: number
  readonly regressions: number
}

/** Until the next run does the errand. */
async function prepare(errand: Errand, world: World): Promise<Prepared> {
  const issueId = world.seedIssue()
  if (errand === 'first') return { issues: [issueId], issueId, deliveries: 1, regressions: 0 }
  await world.triage({ issueId, cycle: 'before-1', undisturbed: true })
  world.pass(5 * MINUTE)
  const prepared = { issues: [issueId], issueId, deliveries: 2, regressions: 0 }
  switch (errand) {
    case 'repeat':
      return prepared
    case 'new window':
      await world.triage({ issueId, cycle: 'before-2', undisturbed: true })
      world.pass(DAY + HOUR)
      world.recur(issueId)
      return { ...prepared, deliveries: 3 }
    case 'joining': {
      const other = world.seedIssue({ service: 'orders-worker' })
      return { ...prepared, issues: [issueId, other], issueId: other }
    }
    case 'regression':
      world.stage.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
      world.pass(2 * DAY)
      world.recur(issueId)
      return { ...prepared, regressions: 1 }
  }
}

async function pointsOfErrand(errand: Errand, seed: number): Promise<readonly string[]> {
  let points: readonly string[] = []
  await World.play({ random: seededRandom(seed), lagMs: LAG_MS }, async (world) => {
    const { issueId } = await prepare(errand, world)
    world.stage.takeRequests()
    await world.triage({ issueId, cycle: 'killed', undisturbed: true })
    points = pointsOf(world.stage.takeRequests()).map(sayPoint)
  })
  return points.flatMap((point) => sequels.map((sequel) => `${point}, ${sequel}`))
}

function playKill(errand: Errand, seed: number, point: string): Promise<Played> {
  return World.play({ random: seededRandom(seed), lagMs: LAG_MS }, async (world) => {
    const { issues, issueId, deliveries, regressions } = await prepare(errand, world)
    const [where = '', sequel = ''] = point.split(', ')
    world.killAt(readPoint(where))
    const killed = { issueId, cycle: 'killed', runId: world.newRunId() }
    await world.triage(killed)
    world.heal()
    world.note(`killed ${where}`)
    if (sequel === 'same run') {
      world.pass(5 * SECOND)
      await world.triage({ ...killed, attempt: 2 })
    }
    if (sequel === 'next alert') {
      world.pass(2 * SECOND)
      await world.triage({ issueId, cycle: 'next' })
    }
    await world.settle(issues)
    const told = deliveries + issues.length + (sequel === 'next alert' ? 1 : 0)
    world.expect(bug(issues, { deliveries: told, regressions }))
  })
}

function killing(errand: Errand, name: string, title: string): Scenario {
  return {
    name,
    title: `kill -9 before and after every request of triage: ${title}`,
    plays: 1,
    points: (seed) => pointsOfErrand(errand, seed),
    play: (seed, point) => playKill(errand, seed, point)
  }
}

export const killsOfTriage: readonly Scenario[] = [
  killing('first', 'kill-triage', 'a new ticket'),
  killing('repeat', 'kill-repeat', 'a repeat, with the first comment'),
  killing('new window', 'kill-window', 'a repeat that opens a new window'),
  killing('joining', 'kill-joining', 'a second issue joins'),
  killing('regression', 'kill-reopening', 'a closed ticket is opened again')
]
