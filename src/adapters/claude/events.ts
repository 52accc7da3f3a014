import * as z from 'zod'

const count = z.number().nonnegative().catch(0)

const startSchema = z.object({
  cwd: z.string(),
  tools: z.array(z.string()),
  mcp_servers: z.array(z.object({ name: z.string(), status: z.string() })),
  model: z.string(),
  permissionMode: z.string(),
  apiKeySource: z.string(),
  claude_code_version: z.string(),
  skills: z.array(z.unknown()).default([]),
  additional_directories: z.array(z.string()).default([]),
  slash_commands: z.array(z.unknown()).default([]),
  plugins: z.array(z.object({ name: z.string(), source: z.string().default('') })).default([])
})

const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()).catch({})
  })
])

const messageUsageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count
})

const messageSchema = z.object({
  message: z.object({
    id: z.string(),
    content: z.array(z.unknown()),
    usage: messageUsageSchema.optional().catch(undefined)
  })
})
const retrySchema = z.object({ attempt: count, error_status: z.number().nullish().catch(null) })
const deniedSchema = z.object({ tool_name: z.string(), tool_use_id: z.string() })

const modelUsageSchema = z.object({
  inputTokens: count,
  outputTokens: count,
  cacheReadInputTokens: count,
  cacheCreationInputTokens: count
})

const resultSchema = z.object({
  subtype: z.string(),
  is_error: z.boolean(),
  /** USD of the whole run. */
  total_cost_usd: z.number().nonnegative().optional().catch(undefined),
  modelUsage: z.record(z.string(), modelUsageSchema).catch({}),
  permission_denials: z.array(z.unknown()).catch([]),
  structured_output: z.unknown().optional(),
  result: z.string().optional().catch(undefined),
  errors: z.array(z.string()).catch([]),
  api_error_status: z.number().nullish().catch(null),
  terminal_reason: z.string().optional().catch(undefined)
})

export type StartEvent = z.output<typeof startSchema>
export type MessageBlock = z.output<typeof blockSchema>
export type ResultEvent = z.output<typeof resultSchema>
export interface Denial {
  readonly tool: string
  readonly useId: string
}

/** One line of the program's output, in the parts that we use. `other`: an event that we have no need of. */
export type AgentEvent =
  | { readonly kind: 'start'; readonly start: StartEvent }
  | {
      readonly kind: 'message'
      readonly id: string
      readonly blocks: readonly MessageBlock[]
      /** Of this message, as far as the stream tells; 0 where it does not. */
      readonly tokens: number
    }
  | { readonly kind: 'retry'; readonly attempt: number; readonly status: number | undefined }
  | { readonly kind: 'denied'; readonly denial: Denial }
  | { readonly kind: 'result'; readonly result: ResultEvent; readonly denials: readonly Denial[] }
  | { readonly kind: 'other' }
  /** Claims to be an event that we rely on, and is not what such an event looks like. */
  | { readonly kind: 'unreadable'; readonly type: string }

/**
 * Reads one line of `--output-format stream-json`. Types that we do not know change with every release and are left alone;
 * text that is no JSON likewise: a warning of the program may get between.
 */
export function readEvent(line: string): AgentEvent {
  const event = parse(line)
  if (event === undefined) return { kind: 'other' }
  if (event.type === 'assistant') return readMessage(event)
  if (event.type === 'result') return readResult(event)
  if (event.type !== 'system') return { kind: 'other' }
  if (event.subtype === 'init') {
    const { data } = startSchema.safeParse(event)
    return data === undefined ? { kind: 'unreadable', type: 'system/init' } : { kind: 'start', start: data }
  }
  if (event.subtype === 'api_retry') {
    const { data } = retrySchema.safeParse(event)
    return { kind: 'retry', attempt: data?.attempt ?? 0, status: data?.error_status ?? undefined }
  }
  const denial = event.subtype === 'permission_denied' ? readDenial(event) : undefined
  return denial === undefined ? { kind: 'other' } : { kind: 'denied', denial }
}

const envelopeSchema = z.looseObject({ type: z.string(), subtype: z.string().optional().catch(undefined) })

function parse(line: string): z.output<typeof envelopeSchema> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return envelopeSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

function readMessage(event: unknown): AgentEvent {
  const { data } = messageSchema.safeParse(event)
  if (data === undefined) return { kind: 'unreadable', type: 'assistant' }
  // Kinds of content that we do not show, such as thinking, are no error.
  const blocks = data.message.content.flatMap((block) => blockSchema.safeParse(block).data ?? [])
  const { id, usage } = data.message
  const tokens = usage === undefined ? 0 : Object.values(usage).reduce((sum, each) => sum + each, 0)
  return { kind: 'message', id, blocks, tokens }
}

function readResult(event: unknown): AgentEvent {
  const { data } = resultSchema.safeParse(event)
  if (data === undefined) return { kind: 'unreadable', type: 'result' }
  return {
    kind: 'result',
    result: data,
    denials: data.permission_denials.flatMap((each) => readDenial(each) ?? [])
  }
}

function readDenial(value: unknown): Denial | undefined {
  const { data } = deniedSchema.safeParse(value)
  return data === undefined ? undefined : { tool: data.tool_name, useId: data.tool_use_id }
}
