import * as z from 'zod'
import { TEST_SERVER, TEST_TOOL } from './arguments.js'
import { RPC_ERRORS, rpcError, type RpcAnswer, type RpcMessage } from './json-rpc.js'

/** Newest first. https://modelcontextprotocol.io/specification */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const

const TOOL = {
  name: TEST_TOOL,
  title: 'Run the tests',
  description:
    "Runs the project's test command on the files as they are now and returns whether it passed, with its output. " +
    'It takes no arguments, and there is no other way to run anything. It may take minutes: edit first, then run it.',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false }
}

const initializeSchema = z.object({ protocolVersion: z.string().catch('') })
const callSchema = z.object({
  name: z.literal(TEST_TOOL),
  arguments: z.strictObject({}).optional(),
  _meta: z.object({ progressToken: z.union([z.string(), z.number()]).optional() }).optional()
})

/** What a message asks for: an answer that stands already, or a run of the tests. */
export type ToolRequest =
  | { readonly kind: 'answer'; readonly answer: RpcAnswer }
  | { readonly kind: 'run-tests'; readonly progressToken: string | number | undefined }

/** The part of the Model Context Protocol that one tool needs. */
export function answerRpc({ method, params }: RpcMessage): ToolRequest {
  switch (method) {
    case 'initialize': {
      const asked = initializeSchema.safeParse(params ?? {}).data?.protocolVersion
      const protocolVersion = VERSIONS.find((version) => version === asked) ?? VERSIONS[0]
      const serverInfo = { name: TEST_SERVER, version: '1.0.0' }
      return answer({ result: { protocolVersion, capabilities: { tools: {} }, serverInfo } })
    }
    case 'ping':
      return answer({ result: {} })
    case 'tools/list':
      return answer({ result: { tools: [TOOL] } })
    case 'tools/call': {
      const call = callSchema.safeParse(params ?? {}).data
      return call === undefined
        ? answer(
            rpcError(RPC_ERRORS.parameters, `There is one tool, ${TEST_TOOL}, and it takes no arguments.`)
          )
        : { kind: 'run-tests', progressToken: call._meta?.progressToken }
    }
    default:
      return answer(rpcError(RPC_ERRORS.method, 'There is no such method.'))
  }
}

export function toolResult(text: string, isError: boolean): RpcAnswer {
  return { result: { content: [{ type: 'text', text }], isError } }
}

function answer(value: RpcAnswer): ToolRequest {
  return { kind: 'answer', answer: value }
}
