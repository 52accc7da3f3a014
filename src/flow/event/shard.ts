/** One part of a sweep that several jobs share. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** A sweep that one job does alone. */
export const WHOLE: Shard = { index: 1, count: 1 }

/** The most jobs that a matrix makes. https://docs.github.com/actions/reference/limits */
export const MOST_SHARDS = 256

/** `i/n` with 1 <= i <= n; `undefined` when the text is anything else. An empty text is the whole. */
export function readShard(text: string): Shard | undefined {
  if (text === '') return WHOLE
  const found = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text)
  const [index, count] = [Number(found?.[1]), Number(found?.[2])]
  return found !== null && index <= count && count <= MOST_SHARDS ? { index, count } : undefined
}

/** Every issue belongs to exactly one shard, and to the same one in every job and every run. */
export function isInShard(issueId: string, { index, count }: Shard): boolean {
  return spread(issueId) % count === index - 1
}

/** This shard's part of what all of them may do together: the parts add up to the whole. */
export function shareOf(total: number, { index, count }: Shard): number {
  return Math.floor(total / count) + (index <= total % count ? 1 : 0)
}

const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/**
 * A number from 0 to 2^32 - 1 that spreads ids evenly: FNV-1a, with the last step of MurmurHash3, because ids that were made one after
 * another differ in few places. http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function spread(text: string): number {
  let hash = OFFSET
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
