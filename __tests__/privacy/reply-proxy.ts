import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A vendor's reply on its way to us. */
export interface PassingReply {
  readonly method: string
  /** Path with the query string. */
  readonly path: string
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

export interface ReplyProxy {
  readonly url: string
  stop(): Promise<void>
}

/** Stands in front of a vendor; requests pass as they are, `change` gives the bodies of replies. */
export async function openReplyProxy(
  target: string,
  change: (reply: PassingReply) => Buffer
): Promise<ReplyProxy> {
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, target, change).catch((error: unknown) => {
      outgoing.writeHead(599)
      outgoing.end(`The proxy broke: ${String(error)}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
  change: (reply: PassingReply) => Buffer
): Promise<void> {
  const sent = await readBytes(incoming)
  const [method, path] = [incoming.method ?? 'GET', incoming.url ?? '/']
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const forward = request(`${target}${path}`, { method, headers: incoming.headers }, resolve)
    forward.on('error', reject)
    forward.end(sent)
  })
  const status = reply.statusCode ?? 599
  const type = reply.headers['content-type'] ?? ''
  const body = change({ method, path, status, type, body: await readBytes(reply) })
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = reply.headers
  outgoing.writeHead(status, headers)
  outgoing.end(body)
}

async function readBytes(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
