import type { ServiceReply } from '../kit/service.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { created, notFound, ok, unprocessable } from './replies.js'

/** GitHub breaks its base64 after 60 characters. */
export function base64Lines(content: Buffer): string {
  return content.toString('base64').replace(/.{1,60}/g, '$&\n')
}

/** `undefined` for text that is not base64. Line breaks inside are allowed. */
export function decodeBase64(text: string): Buffer | undefined {
  const dense = text.replace(/\s/g, '')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(dense) && dense.length % 4 !== 1
    ? Buffer.from(dense, 'base64')
    : undefined
}

/** Whether the caller wants the bare file. https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api#media-types */
export function wantsMedia(call: Call, kind: 'raw' | 'object' | 'sha'): boolean {
  return new RegExp(`application/vnd\\.github(\\.v3)?\\.${kind}\\b`).test(
    call.request.headers['accept'] ?? ''
  )
}

export function rawReply(content: Buffer): ServiceReply {
  const type = 'application/vnd.github.raw+json; charset=utf-8'
  return { status: 200, body: content.toString('utf8'), headers: { 'content-type': type } }
}

async function get(call: Call): Promise<ServiceReply> {
  const found = await call.repository.git.readObject(call.request.params['file_sha'] ?? '')
  if (found?.type !== 'blob') return notFound()
  const { sha, content } = found
  if (wantsMedia(call, 'raw')) return rawReply(content)
  return ok({
    sha,
    node_id: nodeId('Blob', `${call.repository.id}:${sha}`),
    size: content.length,
    url: call.api(`git/blobs/${sha}`),
    content: base64Lines(content),
    encoding: 'base64'
  })
}

async function create(call: Call): Promise<ServiceReply> {
  const { content, encoding = 'utf-8' } = call.body as { content: string; encoding?: string }
  if (!['utf-8', 'base64'].includes(encoding)) return unprocessable(`encoding ${encoding} is not supported`)
  const bytes = encoding === 'base64' ? decodeBase64(content) : Buffer.from(content)
  if (!bytes) return unprocessable('content is not valid Base64')
  const sha = await call.repository.git.writeObject('blob', bytes)
  const url = call.api(`git/blobs/${sha}`)
  return created({ sha, url }, { location: url })
}

/** https://docs.github.com/en/rest/git/blobs */
export const blobOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/git/blobs/{file_sha}`,
    need: { name: 'contents', access: 'read' },
    answer: get
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/git/blobs`,
    need: { name: 'contents', access: 'write' },
    answer: create
  }
]
