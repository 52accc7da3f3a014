import { relative } from 'node:path'
import type { AgentProgress } from '../../flow/fix/agent-run.js'
import { sanitiseLine, sanitiseText } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import { ANSWER_TOOL } from './arguments.js'
import type { AgentEvent, Denial, MessageBlock, ResultEvent } from './events.js'
import { findSurprises, type ExpectedStart } from './start-check.js'

export interface ConversationOptions {
  readonly expected: ExpectedStart
  readonly redact: (text: string) => string
  readonly progress: (step: AgentProgress) => void
}

/** Enough for every tool there is; the names are the model's own words. */
const MAXIMUM_NAMES = 50
const TOOL_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
const TARGET_CHARS = 160
const SAID_CHARS = 400
const LAST_WORDS_CHARS = 2000

/** What one run has told so far: follows its events, tells the progress, and finds what should not be. */
export class Conversation {
  readonly #options: ConversationOptions
  readonly #refused = new Map<string, string>()
  #model = ''
  #version = ''
  #started = false
  #turns = 0
  #tokens = 0
  #lastMessage = ''
  #lastWords = ''
  #result: ResultEvent | undefined

  constructor(options: ConversationOptions) {
    this.#options = options
  }

  /** Empty until the first event. */
  get model(): string {
    return this.#model
  }

  get version(): string {
    return this.#version
  }

  /** The first event came, and was what it had to be. */
  get started(): boolean {
    return this.#started
  }

  /** Answers of the model. The program's own `num_turns` counts the results of tools as well. */
  get turns(): number {
    return this.#turns
  }

  get lastWords(): string {
    const said = this.#lastWords === '' ? (this.#result?.result ?? '') : this.#lastWords
    return truncateText(sanitiseText(this.#options.redact(said)).trim(), LAST_WORDS_CHARS)
  }

  get result(): ResultEvent | undefined {
    return this.#result
  }

  /** Tools that were refused, with how often. */
  get denials(): Readonly<Record<string, number>> {
    const counts = new Map<string, number>()
    for (const tool of this.#refused.values()) {
      const known = counts.has(tool) || counts.size < MAXIMUM_NAMES
      const name = known ? tool : 'others'
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return Object.fromEntries(counts)
  }

  /** Takes the next event. Returns what must not be, in words, when the run has to be stopped for it. */
  take(event: AgentEvent): string | undefined {
    switch (event.kind) {
      case 'start': {
        const surprises = findSurprises(event.start, this.#options.expected)
        if (surprises.length > 0)
          return `the agent started with other settings than it was given: ${surprises.join(', ')}`
        this.#model = sanitiseLine(event.start.model)
        this.#version = event.start.claude_code_version
        if (!this.#started) {
          this.#options.progress({ kind: 'started', model: this.#model, version: this.#version })
        }
        this.#started = true
        return undefined
      }
      case 'message': {
        if (!this.#started) return 'the agent began before it told its tools'
        // The parts of one message come as events of their own.
        if (event.id !== this.#lastMessage) this.#begin(event.tokens)
        this.#lastMessage = event.id
        for (const block of event.blocks) this.#tell(block)
        return undefined
      }
      case 'retry':
        this.#options.progress({ kind: 'retry', attempt: event.attempt, status: event.status })
        return undefined
      case 'denied':
        this.#refuse(event.denial)
        return undefined
      case 'result':
        this.#result = event.result
        event.denials.forEach((denial) => this.#refuse(denial))
        return undefined
      case 'unreadable':
        return `an event of the type ${event.type} is not what this version of the agent sends`
      case 'other':
        return undefined
    }
  }

  #begin(tokens: number): void {
    this.#turns += 1
    if (tokens === 0) return
    this.#tokens += tokens
    this.#options.progress({ kind: 'tokens', turn: this.#turns, total: this.#tokens })
  }

  #tell(block: MessageBlock): void {
    const turn = this.#turns
    if (block.type === 'text') {
      if (block.text.trim() !== '') this.#lastWords = block.text
      const text = this.#clean(block.text, SAID_CHARS)
      if (text !== '') this.#options.progress({ kind: 'said', turn, text })
      return
    }
    const tool = nameOf(block.name)
    // The program refuses these without counting them: no such tool exists.
    if (!this.#options.expected.tools.includes(block.name))
      this.#refuse({ tool: block.name, useId: block.id })
    // The answer is told at the end, when it has been checked.
    if (block.name === ANSWER_TOOL) return
    const target = this.#clean(this.#targetOf(block.input), TARGET_CHARS)
    this.#options.progress({ kind: 'tool', turn, tool, target })
  }

  #refuse({ tool, useId }: Denial): void {
    this.#refused.set(useId, nameOf(tool))
  }

  /** The path or the pattern that a tool is used on; a path below the agent's folder without it. */
  #targetOf(input: Readonly<Record<string, unknown>>): string {
    const path = input['file_path'] ?? input['path']
    if (typeof path === 'string') {
      const { folder } = this.#options.expected
      return path.startsWith(`${folder}/`) ? relative(folder, path) : path
    }
    return typeof input['pattern'] === 'string' ? input['pattern'] : ''
  }

  #clean(text: string, maximum: number): string {
    return truncateText(sanitiseLine(this.#options.redact(text)), maximum)
  }
}

function nameOf(tool: string): string {
  return TOOL_NAME.test(tool) ? tool : 'unnamed'
}
