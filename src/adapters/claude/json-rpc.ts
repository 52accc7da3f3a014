import * as z from 'zod'

/** https://www.jsonrpc.org/specification#error_object */
export const RPC_ERRORS = {
  parse: -32700,
  request: -32600,
  method: -32601,
  parameters: -32602
} as const

const messageSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string().max(200), z.number()]).optional(),
  method: z.string().max(200),
  params: z.record(z.string(), z.unknown()).optional()
})

/** A request, or a notification where the id is missing. */
export type RpcMessage = z.output<typeof messageSchema>
export type RpcId = string | number

export type RpcAnswer =
  { readonly result: object } | { readonly error: { readonly code: number; readonly message: string } }

/** One message; `undefined` for anything else, batches included, which the protocol has given up. */
export function readRpcMessage(json: unknown): RpcMessage | undefined {
  return messageSchema.safeParse(json).data
}

export function writeRpcAnswer(id: RpcId | null, answer: RpcAnswer): string {
  return JSON.stringify({ jsonrpc: '2.0', id, ...answer })
}

export function rpcError(code: number, message: string): RpcAnswer {
  return { error: { code, message } }
}
