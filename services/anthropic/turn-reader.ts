import type { Turn } from './developer.js'
import { blocksOf, type MessageRequest, type RequestMessage, type ToolResult } from './message-request.js'

/** Reminders of the program stand in the user's message, and are not the user's words. */
const REMINDER = '<system-reminder>'

/** A request in the words of a scripted developer. */
export function readTurn(request: MessageRequest, number: number): Turn {
  const { messages, system, tools = [] } = request
  const opening = messages.find(({ role }) => role === 'user')
  const asides = messages.filter(({ role }) => role === 'system').map(({ content }) => plainText(content))
  return {
    number,
    system: [plainText(system ?? ''), ...asides].filter((each) => each !== '').join('\n\n'),
    brief: opening === undefined ? '' : plainText(opening.content),
    tools: tools.filter((each) => each.defer_loading !== true).map(({ name }) => name),
    results: resultsOf(messages)
  }
}

function plainText(content: RequestMessage['content']): string {
  return blocksOf(content)
    .flatMap((block) => (block.type === 'text' && !block.text.startsWith(REMINDER) ? [block.text] : []))
    .join('\n')
}

/** The results stand in the user's message after the last reply; a system message may follow it. */
function resultsOf(messages: readonly RequestMessage[]): Turn['results'] {
  const last = messages.findLastIndex(({ role }) => role === 'assistant')
  if (last === -1) return []
  const used = new Map<string, string>()
  for (const block of blocksOf(messages[last]?.content ?? [])) {
    if (block.type === 'tool_use') used.set(block.id, block.name)
  }
  return messages
    .slice(last + 1)
    .flatMap(({ content }) => blocksOf(content))
    .flatMap((block) =>
      block.type === 'tool_result'
        ? [
            {
              tool: used.get(block.tool_use_id) ?? '',
              text: resultText(block),
              isError: block.is_error === true
            }
          ]
        : []
    )
}

function resultText({ content = '' }: ToolResult): string {
  if (typeof content === 'string') return content
  return content.flatMap((part) => (typeof part['text'] === 'string' ? [part['text']] : [])).join('\n')
}
