import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claudeCli } from '../../services/anthropic/claude-cli.js'
import { EmbeddedAnthropic } from '../../services/anthropic/embedded-anthropic.js'
import { fixer } from '../../services/anthropic/working-developers.js'
import type { Speed } from '../../services/runner/simulated-clock.js'
import type { Random } from '../random.js'
import type { Played } from '../scenario.js'
import { MODEL_KEY } from './model-key.js'
import type { Ended } from './processes.js'
import { answer, fix, test, writeStandIn } from './stand-in-agent.js'
import { World } from './world.js'

export interface FixWorldOptions {
  readonly random: Random
  readonly lagMs: number
  /** `real`: the program itself, with a scripted developer behind it. */
  readonly agent?: 'real' | 'stand-in'
}

/** What a fix job or a publish job is asked to do. */
export interface FixAsked {
  /** Index of the hand-off that starts it; by default the last. */
  readonly handOff?: number
  /** Folder of the bundle; by default one of its own. */
  readonly bundle?: string
  readonly speed?: Speed
  readonly runId?: string
  readonly attempt?: number
  readonly undisturbed?: boolean
}

export interface FixEnded extends Ended {
  readonly bundle: string
  readonly runId: string
}

/** A world with an agent and its model in it. */
export class FixWorld {
  readonly world: World
  readonly #folder = mkdtempSync(join(tmpdir(), 'fix-world-'))
  readonly #anthropic: EmbeddedAnthropic
  readonly #removeAgent: () => void
  #bundles = 0

  private constructor(world: World, anthropic: EmbeddedAnthropic, removeAgent: () => void) {
    this.world = world
    this.#anthropic = anthropic
    this.#removeAgent = removeAgent
  }

  static async open({ agent = 'stand-in', ...options }: FixWorldOptions): Promise<FixWorld> {
    const work = { reads: [fix.path], edits: [fix], writes: [test], answer }
    const anthropic = new EmbeddedAnthropic({ apiKey: MODEL_KEY, developer: fixer(work) })
    await anthropic.start()
    const program = agent === 'real' ? { path: claudeCli(), remove: () => undefined } : writeStandIn()
    const world = await World.open({ ...options, agent: program.path, model: anthropic.service })
    return new FixWorld(world, anthropic, program.remove)
  }

  /** A play from its beginning to what came of it. One that breaks leaves nothing open. */
  static async play(options: FixWorldOptions, act: (fix: FixWorld) => Promise<void>): Promise<Played> {
    const fix = await FixWorld.open(options)
    try {
      await act(fix)
      return await fix.world.outcome()
    } finally {
      await fix.close()
    }
  }

  /** Fix job without the App's token and without Jira. */
  autofix(asked: FixAsked = {}): Promise<FixEnded> {
    return this.#run('autofix', asked)
  }

  publish(asked: FixAsked & { readonly bundle: string }): Promise<FixEnded> {
    return this.#run('publish', asked)
  }

  async close(): Promise<void> {
    await this.world.close()
    await this.#anthropic.stop()
    this.#removeAgent()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #run(mode: 'autofix' | 'publish', asked: FixAsked): Promise<FixEnded> {
    const { handOff = -1, bundle = this.#newBundle(), runId = this.world.newRunId(), ...about } = asked
    const dispatch = this.world.stage.github.dispatches.at(handOff)
    if (dispatch === undefined) throw new Error('Triage has handed nothing off')
    const key = mode === 'autofix' ? { 'anthropic-api-key': MODEL_KEY } : {}
    const step = {
      eventName: 'repository_dispatch',
      event: { action: dispatch.event_type, client_payload: dispatch.client_payload },
      serverUrl: this.world.stage.github.serverUrl,
      env: { ANTHROPIC_BASE_URL: this.#anthropic.url },
      inputs: { 'autofix-enabled': 'true', 'fix-bundle': bundle, ...key }
    }
    const start = (given: Parameters<World['stage']['fix']>[1]): ReturnType<World['stage']['fix']> =>
      this.world.stage.fix(mode, given)
    const ended = await this.world.run(mode, start, { step, runId, ...about })
    return { ...ended, bundle, runId }
  }

  #newBundle(): string {
    this.#bundles += 1
    return join(this.#folder, `bundle-${this.#bundles}`)
  }
}
