import type { EmbeddedService } from '../../services/kit/service.js'
import type { StepOptions } from '../../services/runner/embedded-runner.js'
import { openSimulatedClock, type SimulatedClock, type Speed } from '../../services/runner/simulated-clock.js'
import { openStage, type Stage } from '../../services/stage.js'
import type { BugState } from '../invariants/state.js'
import { judge } from '../invariants/judge.js'
import type { Violation } from '../invariants/violation.js'
import type { Random } from '../random.js'
import type { Played } from '../scenario.js'
import { shopFiles } from '../shop.js'
import { alertStep } from './alert.js'
import { strike } from './faults.js'
import { watchFor, type KillPoint } from './kill-point.js'
import { Processes, type Ended } from './processes.js'
import { recur, seedShopError, type ShopError } from './shop-error.js'
import { snapshot } from './snapshot.js'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
/** Longer than a claim's lease of ten minutes. */
export const AFTER_LEASES = 11 * MINUTE
/** In the future of every machine, twenty minutes into an hour. */
const START = Date.parse('2031-03-10T09:20:00.000Z')

/** Waits are long enough for whoever is waited for, on a machine with few cores. */
export const SEVERAL: Speed = { waits: 4, limits: 1 }
/** Nobody else is under way. */
export const ALONE: Speed = { waits: 100, limits: 1 }
/** Vendors that never answer are given up on in one and a half seconds. */
export const IMPATIENT: Speed = { waits: 50, limits: 10 }

export interface WorldOptions {
  readonly random: Random
  /** Delay of Jira's search index, in milliseconds. */
  readonly lagMs: number
  readonly switchedOn?: boolean
  /** Path of the agent's program. Absent: triage alone. */
  readonly agent?: string
  /** Its service, which takes part in faults and kills. */
  readonly model?: EmbeddedService
}

/** What a run is asked to do. */
export interface Asked {
  readonly issueId: string
  readonly cycle: string
  readonly speed?: Speed
  /** Of a workflow that is run again; by default every run is a new one. */
  readonly runId?: string
  readonly attempt?: number
  /** Nothing stands in its way, and nothing is left over: it has to be green. */
  readonly undisturbed?: boolean
}

/** One play: vendors, their time, processes between them, and what has to be true of them in the end. */
export class World {
  readonly stage: Stage
  readonly clock: SimulatedClock
  readonly processes = new Processes()
  readonly story: string[] = []
  readonly services: readonly EmbeddedService[]
  readonly #options: WorldOptions
  #bugs: readonly BugState[] = []
  readonly #handOffs = new Map<number, boolean>()
  #runs = 0
  #kills = 0
  #killsDue = 0

  private constructor(options: WorldOptions, stage: Stage, clock: SimulatedClock) {
    this.#options = options
    this.stage = stage
    this.clock = clock
    this.services = [
      stage.datadog.service,
      stage.jira.service,
      stage.github.service,
      ...(options.model ? [options.model] : [])
    ]
  }

  static async open(options: WorldOptions): Promise<World> {
    const clock = openSimulatedClock(START)
    const stage = await openStage({
      files: shopFiles(options),
      branches: ['develop'],
      jiraIndexLagMs: options.lagMs,
      now: () => clock.now(),
      github: { teams: ['checkout', 'platform'] },
      appPermissions: { members: 'read' }
    })
    return new World(options, stage, clock)
  }

  /** A play from its beginning to what came of it. One that breaks leaves nothing open. */
  static async play(options: WorldOptions, act: (world: World) => Promise<void>): Promise<Played> {
    const world = await World.open(options)
    try {
      await act(world)
      return await world.outcome()
    } finally {
      await world.close()
    }
  }

  get random(): Random {
    return this.#options.random
  }

  /** A Datadog issue of the shop's bug, or of another. Returns its id. */
  seedIssue(error: ShopError = {}): string {
    return seedShopError(this.stage, this.clock.now(), error)
  }

  /** One more event of the issue, a minute ago. */
  recur(issueId: string): void {
    recur(this.stage, this.clock.now(), issueId)
  }

  /** What has to come of each bug. */
  expect(...bugs: readonly BugState[]): void {
    this.#bugs = bugs
  }

  newRunId(): string {
    this.#runs += 1
    return String(7000 + this.#runs)
  }

  async triage({ issueId, cycle, speed = ALONE, undisturbed = false, ...about }: Asked): Promise<Ended> {
    const switchedOn = this.#options.switchedOn ?? true
    const step = alertStep({ issueId, cycle, switchedOn })
    return this.run('triage', (given) => this.stage.triage(given), { step, speed, undisturbed, ...about })
  }

  /** A step of any mode, in this world's time. */
  async run(
    what: string,
    start: (step: Partial<StepOptions>) => ReturnType<Stage['triage']>,
    asked: Omit<Asked, 'issueId' | 'cycle'> & { readonly step: Partial<StepOptions> }
  ): Promise<Ended> {
    const { runId = this.newRunId(), attempt = 1, speed = ALONE, undisturbed = false } = asked
    // Another bundle than the committed one: broken on purpose, to see that it is found.
    const script = process.env['CHAOS_BUNDLE']
    const ended = await this.processes.run({
      name: `${what} ${runId}.${attempt}`,
      start,
      undisturbed,
      step: {
        ...asked.step,
        runId,
        runAttempt: String(attempt),
        ...(script === undefined ? {} : { script }),
        env: { ...asked.step.env, ...this.clock.environment(speed) }
      }
    })
    this.#noteHandOffs(runId, ended)
    this.note(sayEnd(ended))
    return ended
  }

  note(sentence: string): void {
    const seconds = ((this.clock.now() - START) / SECOND).toFixed(1)
    this.story.push(`+${seconds} s ${sentence}`)
  }

  pass(milliseconds: number): void {
    this.clock.pass(milliseconds)
    this.note(`(${Math.round(milliseconds / SECOND)} s pass)`)
  }

  /** Puts `count` faults before the vendors. */
  strike(count: number): void {
    for (let made = 0; made < count; made += 1) {
      const service = this.random.pick(this.services)
      this.note(strike({ service, random: this.random, now: () => this.clock.now() }))
    }
  }

  /** Kills every process that is alive when the point is reached. */
  killAt(point: KillPoint): void {
    this.#killsDue += 1
    const observe = watchFor(point, () => {
      this.#kills += 1
      this.processes.killAll()
    })
    for (const service of this.services) service.observe = observe
  }

  /** The vendors are well from now on. */
  heal(): void {
    for (const service of this.services) {
      service.clearFaults()
      service.observe = undefined
    }
  }

  /** The vendors are well, all leases are over, the index has caught up, and each issue alerts once more. */
  async settle(issueIds: readonly string[], wait: number = AFTER_LEASES): Promise<void> {
    this.heal()
    this.pass(wait)
    for (const [index, issueId] of issueIds.entries()) {
      await this.triage({ issueId, cycle: `settle-${this.#runs}-${index}`, undisturbed: true })
    }
  }

  /** What came of it all. */
  async outcome(): Promise<Played> {
    const state = await snapshot({
      stage: this.stage,
      bugs: this.#bugs,
      processes: this.processes,
      services: this.services,
      isNoted: (index) => this.#handOffs.get(index) ?? false
    })
    return {
      processes: this.processes.runs.length,
      faults: this.#kills + this.services.reduce((sum, { faultsHit }) => sum + faultsHit, 0),
      violations: [...this.#missedKills(), ...judge(state)],
      story: this.story
    }
  }

  async close(): Promise<void> {
    await this.stage.stop()
    this.clock.remove()
  }

  /** A kill that did not happen has shown nothing. */
  #missedKills(): readonly Violation[] {
    const missed = this.#killsDue - this.#kills
    return missed === 0 ? [] : [{ invariant: 'the play itself', detail: `${missed} kills did not happen` }]
  }

  /** The run that sends a hand-off is named in it. */
  #noteHandOffs(runId: string, { run }: Ended): void {
    for (const [index, { client_payload: payload }] of this.stage.github.dispatches.entries()) {
      const isOwn = String(payload['triage_run']).endsWith(`/${runId}`)
      // An earlier attempt of the run has sent what is known already.
      if (isOwn && !this.#handOffs.has(index)) this.#handOffs.set(index, run.exitCode === 0)
    }
  }
}

function sayEnd({ run, result }: Ended): string {
  if (run.killed) return `${run.name}: killed`
  if (run.exitCode === 0) return `${run.name}: ${run.outcome} (${result.outputs['reason'] ?? ''})`
  return `${run.name}: red: ${run.errors.length > 0 ? run.errors.join(' | ') : result.stderr.slice(-500)}`
}
