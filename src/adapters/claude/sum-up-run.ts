import { noUsage, type AgentRun, type AgentUsage } from '../../flow/fix/agent-run.js'
import type { ProcessEnd } from './agent-process.js'
import type { Conversation } from './conversation.js'
import type { ResultEvent } from './events.js'
import { judgeEnd } from './judge-end.js'

export interface RunFacts {
  /** As configured; what the program has told of itself comes first. */
  readonly model: string
  readonly version: string
  readonly durationMs: number
  readonly testRuns: number
  readonly redact: (text: string) => string
}

/** A run that is over, as its own events and its exit tell. */
export function sumUpRun(conversation: Conversation, end: ProcessEnd, facts: RunFacts): AgentRun {
  const { model, version, durationMs, testRuns, redact } = facts
  const { result, started } = conversation
  // Redacted before it is cut: half a credential passes the redactor.
  const errorOutput = redact(end.errorOutput)
  const judged = judgeEnd({ ...end, errorOutput, started, result: result && redacted(result, redact) })
  return {
    end: judged.end,
    why: redact(judged.why),
    answer: judged.end === 'answered' ? result?.structured_output : undefined,
    lastWords: judged.end === 'answered' ? '' : conversation.lastWords,
    usage: usageOf(conversation, durationMs),
    denials: conversation.denials,
    testRuns,
    model: conversation.model === '' ? model : conversation.model,
    version: conversation.version === '' ? version : conversation.version
  }
}

function redacted(result: ResultEvent, redact: (text: string) => string): ResultEvent {
  const said = result.result === undefined ? {} : { result: redact(result.result) }
  return { ...result, ...said, errors: result.errors.map(redact) }
}

function usageOf({ result, turns }: Conversation, durationMs: number): AgentUsage {
  const models = Object.values(result?.modelUsage ?? {})
  const sum = (pick: (model: (typeof models)[number]) => number): number =>
    models.reduce((total, model) => total + pick(model), 0)
  const usd = result?.total_cost_usd
  return {
    ...noUsage,
    usd: usd ?? 0,
    told: usd !== undefined,
    turns,
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    cacheReadTokens: sum(({ cacheReadInputTokens }) => cacheReadInputTokens),
    cacheWriteTokens: sum(({ cacheCreationInputTokens }) => cacheCreationInputTokens),
    durationMs
  }
}
