import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServiceReply } from './service.js'

export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** `undefined` when the path is not well percent-encoded. */
export function readParams(
  names: readonly string[],
  values: readonly string[]
): Record<string, string> | undefined {
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]))
  } catch {
    return undefined
  }
}

export function flattenHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? '')
    ])
  )
}

export function encode(reply: ServiceReply): string | Uint8Array {
  if (reply.body === undefined) return ''
  if (reply.body instanceof Uint8Array) return reply.body
  return typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)
}

export function headersOf(reply: ServiceReply): Record<string, string> {
  const type = typeof reply.body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  return { ...(reply.body === undefined ? {} : { 'content-type': type }), ...reply.headers }
}

export function send(response: ServerResponse, reply: ServiceReply): void {
  response.writeHead(reply.status, headersOf(reply))
  response.end(encode(reply))
}
