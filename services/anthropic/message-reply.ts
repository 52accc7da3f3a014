import type { ReplyMove } from './moves.js'
import { estimateTokens, type Usage } from './usage.js'

export type ReplyBlock =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use'
      readonly id: string
      readonly name: string
      readonly input: Readonly<Record<string, unknown>>
    }

/** A whole message, as a request without `stream` gets it. */
export interface ReplyMessage {
  readonly id: string
  readonly type: 'message'
  readonly role: 'assistant'
  readonly model: string
  readonly content: readonly ReplyBlock[]
  readonly stop_reason: 'end_turn' | 'tool_use'
  readonly stop_sequence: null
  readonly usage: Usage
}

/** Makes the message of a move. `nextId` gives an id that no other message or tool use has. */
export function composeMessage(options: {
  readonly move: ReplyMove
  readonly model: string
  readonly prompt: Omit<Usage, 'output_tokens'>
  readonly nextId: (prefix: 'msg' | 'toolu') => string
}): ReplyMessage {
  const { move, model, prompt, nextId } = options
  const { text = '', uses = [] } = move
  const content: ReplyBlock[] = text === '' ? [] : [{ type: 'text', text }]
  for (const { tool, input } of uses) {
    content.push({ type: 'tool_use', id: nextId('toolu'), name: tool, input })
  }
  return {
    id: nextId('msg'),
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: uses.length === 0 ? 'end_turn' : 'tool_use',
    stop_sequence: null,
    usage: { ...prompt, output_tokens: move.outputTokens ?? estimateTokens(JSON.stringify(content)) }
  }
}
