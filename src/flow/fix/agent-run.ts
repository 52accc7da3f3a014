/** Limits of one run of the agent. */
export interface AgentLimits {
  readonly turns: number
  readonly usd: number
  readonly minutes: number
}

/** How the agent's process ended. Only `answered` may go on. */
export type AgentEnd =
  | 'answered'
  /** Ended well, without the answer that the schema asks for. */
  | 'no-answer'
  | 'turn-limit'
  | 'money-limit'
  | 'time-limit'
  /** Its output went past the bound. */
  | 'output-limit'
  /** Started with other tools, servers or settings than it was given. */
  | 'surprise'
  /** The model's service refused or failed for good. */
  | 'service-failed'
  | 'crashed'

/** What a run used; zero where the process did not live to tell. */
export interface AgentUsage {
  readonly usd: number
  /** False: the process did not tell what it spent; the whole reservation counts as spent. */
  readonly told: boolean
  readonly turns: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly durationMs: number
}

/** One finished run of the agent, as its own events and its exit tell. */
export interface AgentRun {
  readonly end: AgentEnd
  /** One sentence with what was seen. */
  readonly why: string
  /** The structured answer as it came; not checked yet. */
  readonly answer: unknown
  /** The last words of an agent that gave no answer; empty when it said nothing. */
  readonly lastWords: string
  readonly usage: AgentUsage
  /** Tools that were refused to it, with how often. */
  readonly denials: Readonly<Record<string, number>>
  /** How often it ran the tests. */
  readonly testRuns: number
  readonly model: string
  readonly version: string
}

/** A run that told of no usage. */
export const noUsage: AgentUsage = {
  usd: 0,
  told: false,
  turns: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  durationMs: 0
}

/** One line of live progress. */
export type AgentProgress =
  | { readonly kind: 'started'; readonly model: string; readonly version: string }
  | { readonly kind: 'tool'; readonly turn: number; readonly tool: string; readonly target: string }
  | { readonly kind: 'said'; readonly turn: number; readonly text: string }
  /** What a new turn brought the run to: tokens that the model was given and gave. Dollars are told at the end alone. */
  | { readonly kind: 'tokens'; readonly turn: number; readonly total: number }
  | { readonly kind: 'retry'; readonly attempt: number; readonly status: number | undefined }
  | { readonly kind: 'tests'; readonly passed: boolean; readonly durationMs: number }

/** Everything that the model was given and gave. */
export function tokensOf(usage: AgentUsage): number {
  return usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
}
