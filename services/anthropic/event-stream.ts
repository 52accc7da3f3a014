import type { ServiceReply } from '../kit/service.js'
import type { ReplyBlock, ReplyMessage } from './message-reply.js'

/** Long enough to keep a flood cheap, short enough that an ordinary sentence comes in pieces. */
const SHORT_PIECE = 24
const LONG_PIECE = 16_384

type StreamEvent = { readonly type: string } & Readonly<Record<string, unknown>>

/** The message as server-sent events, in the vendor's order. https://platform.claude.com/docs/en/build-with-claude/streaming */
export function streamReply(message: ReplyMessage): ServiceReply {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    body: [...eventsOf(message)].map(encodeEvent).join('')
  }
}

function encodeEvent(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

function* eventsOf(message: ReplyMessage): Generator<StreamEvent> {
  const { usage, stop_reason, stop_sequence } = message
  yield {
    type: 'message_start',
    message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } }
  }
  for (const [index, block] of message.content.entries()) {
    yield { type: 'content_block_start', index, content_block: emptied(block) }
    // A ping can come at any place; the vendor sends one after the first block has begun.
    if (index === 0) yield { type: 'ping' }
    for (const delta of deltasOf(block)) yield { type: 'content_block_delta', index, delta }
    yield { type: 'content_block_stop', index }
  }
  yield { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage }
  yield { type: 'message_stop' }
}

function emptied(block: ReplyBlock): ReplyBlock {
  return block.type === 'text' ? { ...block, text: '' } : { ...block, input: {} }
}

function deltasOf(block: ReplyBlock): readonly Readonly<Record<string, string>>[] {
  if (block.type === 'text') return pieces(block.text).map((text) => ({ type: 'text_delta', text }))
  const json = ['', ...pieces(JSON.stringify(block.input))]
  return json.map((partial_json) => ({ type: 'input_json_delta', partial_json }))
}

/** Cuts between code points: half of a surrogate pair would not survive UTF-8. */
function pieces(text: string): readonly string[] {
  const length = text.length > LONG_PIECE ? LONG_PIECE : SHORT_PIECE
  const cut: string[] = []
  let start = 0
  while (start < text.length) {
    let end = Math.min(start + length, text.length)
    if (end < text.length && isLeadSurrogate(text.charCodeAt(end - 1))) end += 1
    cut.push(text.slice(start, end))
    start = end
  }
  return cut
}

function isLeadSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
