import type { TokenCountRequest } from './message-request.js'

/** Close enough for a bill; the vendor's own tokenizer is not public. */
const BYTES_PER_TOKEN = 4

/** What a message used, as the vendor reports it: the three input counts add up to the whole prompt. */
export interface Usage {
  readonly input_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
  readonly output_tokens: number
}

/** Never 0: an empty text still costs a token. */
export function estimateTokens(text: string): number {
  return Math.max(1, Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN))
}

/** Tokens of the whole prompt: system, tools and messages. */
export function promptTokens({ system, tools, messages }: TokenCountRequest): number {
  return estimateTokens(JSON.stringify({ system, tools, messages }))
}

/**
 * Remembers how much of each session's prompt is cached. A prompt only grows, so what was sent before is read from the
 * cache and the rest is written to it; a prompt without a breakpoint is not cached.
 */
export class PromptCache {
  readonly #cached = new Map<string, number>()

  /** How the prompt's tokens divide into new, written and read. */
  bill(session: string, request: TokenCountRequest): Omit<Usage, 'output_tokens'> {
    const total = promptTokens(request)
    if (!JSON.stringify(request).includes('"cache_control":{')) {
      return { input_tokens: total, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }
    }
    const known = Math.min(this.#cached.get(session) ?? 0, total - 1)
    this.#cached.set(session, total - 1)
    return { input_tokens: 1, cache_creation_input_tokens: total - 1 - known, cache_read_input_tokens: known }
  }
}
