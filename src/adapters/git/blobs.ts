import type { ObjectStore } from './object-store.js'

/** Largest content that is read as text; a larger file is no source that somebody reviews. */
export const MAXIMUM_TEXT_BYTES = 1024 * 1024

/** Sizes of objects; one process for all. */
export async function readSizes(
  store: ObjectStore,
  oids: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  if (oids.length === 0) return new Map()
  const input = `${oids.join('\n')}\n`
  const answer = (await store.run(['cat-file', '--batch-check'], { input })).toString('latin1')
  return new Map(
    answer.split('\n').flatMap((line) => {
      const [oid = '', kind, size] = line.split(' ')
      return kind === 'blob' ? [[oid, Number(size)] as const] : []
    })
  )
}

/** Contents of blobs; one process for all. @throws Error when one is missing */
export async function readBlobs(
  store: ObjectStore,
  oids: readonly string[]
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>()
  if (oids.length === 0) return contents
  const answer = await store.run(['cat-file', '--batch'], { input: `${oids.join('\n')}\n` })
  let at = 0
  while (at < answer.length) {
    const lineEnd = answer.indexOf(0x0a, at)
    const [oid = '', kind = '', size = ''] = answer.toString('latin1', at, lineEnd).split(' ')
    if (kind !== 'blob') throw new Error(`git has no file content ${oid}: ${kind}`)
    const start = lineEnd + 1
    contents.set(oid, answer.subarray(start, start + Number(size)))
    at = start + Number(size) + 1
  }
  return contents
}

/** `undefined` where the content is not UTF-8, has a zero byte or is too large. A byte order mark stays. */
export function textOf(content: Buffer): string | undefined {
  if (content.length > MAXIMUM_TEXT_BYTES || content.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return undefined
  }
}
