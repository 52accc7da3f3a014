import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Developer } from '../../../services/anthropic/developer.js'
import { claudeCli } from '../../../services/anthropic/claude-cli.js'
import { EmbeddedAnthropic } from '../../../services/anthropic/embedded-anthropic.js'
import { createClaudeAgent, type ClaudeAgentOptions } from '../../../src/adapters/claude/claude-agent.js'
import type { AgentTask } from '../../../src/fix-ports.js'
import type { AgentProgress, AgentRun } from '../../../src/flow/fix/agent-run.js'
import { Folders, SEARCH_PATH } from '../git/checkout.js'

export const API_KEY = 'sk-ant-stand-in-0123456789'
export const VERSION = '2.1.330'
export const MODEL = 'claude-sonnet-4-5'

/** What one run of the agent gave, and where it took place. */
export interface Trial {
  readonly run: AgentRun
  readonly progress: readonly AgentProgress[]
  /** The agent's tree; its neighbours `outside.txt` and `outside/` are not the agent's. */
  readonly tree: string
}

export interface TrialOptions {
  /** Content by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly task?: Partial<AgentTask>
  readonly agent?: Partial<ClaudeAgentOptions>
  /** Last changes to the place, before the agent starts. */
  readonly prepare?: (tree: string) => Promise<void>
}

/** Runs agents in temporary folders. */
export class Bench {
  readonly folders = new Folders()
  /** Where the agent makes its private folders: has to be empty after each run. */
  temporaryFolder = ''

  async tryAgent(options: TrialOptions = {}): Promise<Trial> {
    const place = await this.folders.make()
    const tree = join(place, 'tree')
    this.temporaryFolder = join(place, 'temporary')
    await mkdir(join(place, 'outside'), { recursive: true })
    await writeFile(join(place, 'outside.txt'), 'A SECRET OF THE MACHINE\n')
    for (const [path, content] of Object.entries({ 'src/sum.js': 'let a = 1\n', ...options.files })) {
      await mkdir(dirname(join(tree, path)), { recursive: true })
      await writeFile(join(tree, path), content)
    }
    await options.prepare?.(tree)
    const progress: AgentProgress[] = []
    const agent = createClaudeAgent({
      command: claudeCli(),
      searchPath: SEARCH_PATH,
      version: VERSION,
      model: MODEL,
      environment: {},
      temporaryFolder: this.temporaryFolder,
      redact: (text) => text.replaceAll(API_KEY, '[key]'),
      ...options.agent
    })
    const run = await agent.run(
      {
        folder: tree,
        brief: (evidence) => `Mend the bug of ${evidence}.`,
        evidence: '{"message":"boom"}',
        answerSchema: {
          type: 'object',
          properties: { diagnosis: { type: 'string' } },
          required: ['diagnosis']
        },
        limits: { turns: 20, usd: 2, minutes: 2 },
        denyEdits: [],
        runTests: async () => ({ passed: true, text: 'all green' }),
        ...options.task
      },
      (step) => progress.push(step)
    )
    return { run, progress, tree }
  }

  /** Names of what runs have left behind. */
  async leftOver(): Promise<readonly string[]> {
    return readdir(this.temporaryFolder)
  }
}

/** The real program against a service whose model plays a part. */
export class RealBench extends Bench {
  #service: EmbeddedAnthropic | undefined

  get service(): EmbeddedAnthropic {
    if (this.#service === undefined) throw new Error('Play a developer first.')
    return this.#service
  }

  async play(developer: Developer, options: TrialOptions = {}): Promise<Trial> {
    await this.#service?.stop()
    this.#service = new EmbeddedAnthropic({ apiKey: API_KEY, developer })
    await this.#service.start()
    const environment = {
      ANTHROPIC_API_KEY: API_KEY,
      ANTHROPIC_BASE_URL: this.#service.url,
      ...options.agent?.environment
    }
    return this.tryAgent({ ...options, agent: { ...options.agent, environment } })
  }

  async close(): Promise<void> {
    await this.#service?.stop()
    await this.folders.removeAll()
  }
}
