import { request as requestPlain, type IncomingMessage } from 'node:http'
import type { Reply } from './refusal.js'

export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Time limit of the whole exchange, the body of the answer included. */
  readonly deadlineMs: number
  /** Called once the request has left, or cannot. */
  readonly onSent?: (() => void) | undefined
}

/**
 * Sends one request and reads the whole answer. It is Node's own client and not `fetch`, because loading `fetch` takes as
 * long as starting Node does, and Datadog is what a run asks first. Redirects are not followed: both keys would travel with them.
 */
export async function exchange(outgoing: OutgoingRequest): Promise<Reply> {
  const { url, method, headers, body, deadlineMs, onSent } = outgoing
  const request = url.startsWith('https:') ? (await import('node:https')).request : requestPlain
  const signal = AbortSignal.timeout(deadlineMs)
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { ...headers, 'accept-encoding': 'identity' }, signal })
    sent.on('response', (response) => {
      readText(response).then(
        (text) =>
          resolve({ status: response.statusCode ?? 0, header: (name) => headerOf(response, name), text }),
        reject
      )
    })
    sent.on('error', reject)
    if (onSent) sent.once('finish', onSent).once('close', onSent)
    sent.end(body)
  })
}

/** Largest reply that is read, in bytes: a thousand events with long stacks are a third of it. */
const LARGEST_REPLY = 64_000_000

/** Rejects when the connection ends before the answer does, and when the answer has no end. */
async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > LARGEST_REPLY) throw new Error('the reply is larger than any of ours')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function headerOf(response: IncomingMessage, name: string): string | undefined {
  const value = response.headers[name]
  return Array.isArray(value) ? value[0] : value
}
