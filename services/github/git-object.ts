import { createHash } from 'node:crypto'

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag'

export interface GitObject {
  readonly sha: string
  readonly type: ObjectType
  readonly content: Buffer
}

/** A ref with the object that it points to, annotated tags not peeled. */
export interface GitRef {
  readonly ref: string
  readonly sha: string
  readonly type: ObjectType
}

export interface TreeEntry {
  readonly mode: string
  readonly type: ObjectType
  readonly sha: string
  /** Bytes; absent for trees and submodules. */
  readonly size?: number
  readonly path: string
}

/** What stands where a sha has to be and there is none. */
export const NO_SHA = '0'.repeat(40)

export function isFullSha(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text)
}

export function isObjectType(text: string): text is ObjectType {
  return text === 'blob' || text === 'tree' || text === 'commit' || text === 'tag'
}

/** The bytes that git hashes and stores: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
export function storedForm(type: ObjectType, content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes])
}

/** Name of the object whose stored form this is. */
export function shaOf(stored: Uint8Array): string {
  return createHash('sha1').update(stored).digest('hex')
}

/** Reads the stored form; throws where it is not one. */
export function fromStoredForm(sha: string, stored: Buffer): GitObject {
  const end = stored.indexOf(0)
  const [type = '', size] = stored.toString('latin1', 0, Math.max(end, 0)).split(' ')
  const content = stored.subarray(end + 1)
  if (!isObjectType(type) || Number(size) !== content.length) throw new Error(`The object ${sha} is damaged`)
  return { sha, type, content }
}
