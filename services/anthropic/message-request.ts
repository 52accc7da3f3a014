import { z } from 'zod'
import { invalidRequest, Refused } from './replies.js'

/** The vendor's own pattern of a tool's name. */
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/

const cacheControl = z.looseObject({ type: z.literal('ephemeral') }).optional()
const text = z.looseObject({ type: z.literal('text'), text: z.string(), cache_control: cacheControl })
const toolUse = z.looseObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
  cache_control: cacheControl
})
const toolResult = z.looseObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl
})
/** Blocks that a scripted developer never looks into. */
const opaque = z.looseObject({
  type: z.enum(['image', 'document', 'search_result', 'thinking', 'redacted_thinking']),
  cache_control: cacheControl
})
const block = z.discriminatedUnion('type', [text, toolUse, toolResult, opaque])

const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(block)]),
  // Of a mid-conversation system message: how much effort the next turns are worth.
  output_config: z.looseObject({}).optional()
})

/** A tool of the caller's own has no type, or `custom`; the vendor's tools have no schema. */
const tool = z
  .looseObject({
    name: z.string().regex(TOOL_NAME),
    type: z.string().optional(),
    input_schema: z.looseObject({ type: z.literal('object') }).optional(),
    defer_loading: z.boolean().optional(),
    cache_control: cacheControl
  })
  .refine((each) => each.input_schema !== undefined || (each.type ?? 'custom') !== 'custom', {
    path: ['input_schema'],
    message: 'Field required'
  })

const toolChoice = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('auto') }),
  z.looseObject({ type: z.literal('any') }),
  z.looseObject({ type: z.literal('none') }),
  z.looseObject({ type: z.literal('tool'), name: z.string() })
])

/** The fields of a request to count tokens; they are also those of a message. */
const counted = {
  model: z.string().min(1),
  messages: z.array(message),
  system: z.union([z.string(), z.array(text)]).optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  thinking: z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive']) }).optional(),
  context_management: z.looseObject({}).nullish(),
  output_config: z.looseObject({}).optional(),
  output_format: z.looseObject({}).nullish(),
  mcp_servers: z.array(z.looseObject({})).optional(),
  cache_control: cacheControl.nullable(),
  betas: z.array(z.string()).optional(),
  speed: z.string().nullish()
}
const tokenCount = z.strictObject(counted)
const messageRequest = z.strictObject({
  ...counted,
  max_tokens: z.number().int().min(1),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_k: z.number().int().optional(),
  top_p: z.number().optional(),
  stop_sequences: z.array(z.string()).optional(),
  metadata: z.looseObject({ user_id: z.string().nullish() }).optional(),
  service_tier: z.string().optional(),
  container: z.unknown().optional(),
  inference_geo: z.string().nullish(),
  fallbacks: z.unknown().optional(),
  diagnostics: z.unknown().optional()
})

export type TokenCountRequest = z.infer<typeof tokenCount>
export type MessageRequest = z.infer<typeof messageRequest>
export type RequestMessage = z.infer<typeof message>
export type ContentBlock = z.infer<typeof block>
export type ToolResult = z.infer<typeof toolResult>
export type ToolUse = z.infer<typeof toolUse>

/** Refuses with the first problem, worded as the vendor words it: the field's path, then what is wrong. */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Refused(invalidRequest(issue === undefined ? 'Invalid request' : word(issue)))
}

function word(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`
  }
  const path = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return path + (missing ? 'Field required' : issue.message)
}

export function readMessageRequest(body: unknown): MessageRequest {
  return read(messageRequest, body)
}

export function readTokenCountRequest(body: unknown): TokenCountRequest {
  return read(tokenCount, body)
}

/** Content in its long form. */
export function blocksOf(content: RequestMessage['content']): readonly ContentBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content
}
