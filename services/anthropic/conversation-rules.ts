import { blocksOf, type TokenCountRequest } from './message-request.js'
import { invalidRequest, Refused } from './replies.js'

/** See https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
const MOST_CACHE_BREAKPOINTS = 4

/**
 * Refuses what has the right shape and still makes no conversation: the order of roles, tools that were used without a
 * result, results of nothing, a choice of a tool that is not offered.
 */
export function checkConversation(request: TokenCountRequest): void {
  const problem =
    rolesProblem(request) ??
    contentProblem(request) ??
    pairingProblem(request) ??
    toolsProblem(request) ??
    cachingProblem(request)
  if (problem !== undefined) throw new Refused(invalidRequest(problem))
}

/** Neighbours of the same role are one turn to the vendor, so only the ends and the system messages have rules. */
function rolesProblem({ messages }: TokenCountRequest): string | undefined {
  const first = messages[0]
  if (first === undefined) return 'messages: at least one message is required'
  if (first.role !== 'user') return 'messages: first message must use the "user" role'
  const stray = messages.findIndex(
    ({ role }, index) => role === 'system' && messages[index - 1]?.role === 'assistant'
  )
  if (stray !== -1) return `messages.${stray}: a "system" message must follow a "user" message`
  if (messages.at(-1)?.role === 'assistant') {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.'
  }
  return undefined
}

function contentProblem({ messages }: TokenCountRequest): string | undefined {
  for (const [index, { role, content }] of messages.entries()) {
    const blocks = blocksOf(content)
    if (blocks.length === 0) return `messages.${index}: all messages must have non-empty content`
    for (const [position, block] of blocks.entries()) {
      const at = `messages.${index}.content.${position}`
      if (block.type === 'text' && block.text === '') return 'messages: text content blocks must be non-empty'
      if (block.type === 'tool_use' && role !== 'assistant')
        return `${at}: \`tool_use\` blocks can only be in \`assistant\` messages`
      if (block.type === 'tool_result' && role !== 'user')
        return `${at}: \`tool_result\` blocks can only be in \`user\` messages`
    }
  }
  return undefined
}

/** What each message uses has to be answered by the message right after it, and nothing else may be answered there. */
function pairingProblem({ messages }: TokenCountRequest): string | undefined {
  const seen = new Set<string>()
  let open: readonly string[] = []
  for (const [index, { content }] of messages.entries()) {
    const blocks = blocksOf(content)
    const answered: string[] = []
    for (const [position, block] of blocks.entries()) {
      if (block.type !== 'tool_result') continue
      const at = `messages.${index}.content.${position}`
      if (!open.includes(block.tool_use_id)) {
        return (
          `${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. ` +
          'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
        )
      }
      if (answered.includes(block.tool_use_id))
        return `${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${block.tool_use_id}`
      answered.push(block.tool_use_id)
    }
    const unanswered = open.filter((id) => !answered.includes(id))
    if (unanswered.length > 0) {
      return (
        `messages.${index - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
        `${unanswered.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
      )
    }
    open = blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    for (const id of open) {
      if (seen.has(id)) return 'messages: `tool_use` ids must be unique'
      seen.add(id)
    }
  }
  return undefined
}

function toolsProblem({ tools = [], tool_choice: choice, thinking }: TokenCountRequest): string | undefined {
  const names = tools.map(({ name }) => name)
  if (new Set(names).size < names.length) return 'tools: Tool names must be unique.'
  if (choice === undefined) return undefined
  if (names.length === 0) return 'tool_choice: may only be specified while providing `tools`'
  if (choice.type === 'tool' && !names.includes(choice.name))
    return `tool_choice: Tool '${choice.name}' not found in provided tools`
  const forced = choice.type === 'tool' || choice.type === 'any'
  if (forced && thinking !== undefined && thinking.type !== 'disabled')
    return 'Thinking may not be enabled when tool_choice forces tool use.'
  return undefined
}

function cachingProblem({ messages, system, tools = [] }: TokenCountRequest): string | undefined {
  const carriers = [
    ...tools,
    ...(typeof system === 'object' ? system : []),
    ...messages.flatMap(({ content }) => blocksOf(content))
  ]
  const found = carriers.filter((each) => each.cache_control !== undefined).length
  if (found <= MOST_CACHE_BREAKPOINTS) return undefined
  return `A maximum of ${MOST_CACHE_BREAKPOINTS} blocks with cache_control may be provided. Found ${found}.`
}
