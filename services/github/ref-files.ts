import { readdirSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileErrorCode, isMissing } from './file-errors.js'
import { isRefName } from './ref-name.js'

/** What a ref holds: a sha, or the name of another ref. */
export type RefValue =
  { readonly kind: 'sha'; readonly sha: string } | { readonly kind: 'symbolic'; readonly target: string }

/** Symbolic refs that lead to symbolic refs, before git gives up. */
const MOST_STEPS = 5

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Refs of the file `packed-refs`: https://git-scm.com/docs/git-pack-refs */
export function packedRefs(gitDir: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>()
  for (const line of (readText(join(gitDir, 'packed-refs')) ?? '').split('\n')) {
    const found = /^([0-9a-f]{40}) (.+)$/.exec(line)
    if (found) refs.set(found[2] ?? '', found[1] ?? '')
  }
  return refs
}

/** The ref as it is written down. A file of its own goes before a packed ref, and is looked for first, as git does. */
export function readRef(gitDir: string, ref: string): RefValue | undefined {
  const text = readText(join(gitDir, ref))
  const target = /^ref:\s*(\S+)/.exec(text ?? '')?.[1]
  if (target !== undefined) return { kind: 'symbolic', target }
  const sha = text === undefined ? packedRefs(gitDir).get(ref) : /^([0-9a-f]{40})(?:\s|$)/.exec(text)?.[1]
  return sha === undefined ? undefined : { kind: 'sha', sha }
}

/** The sha that the ref leads to; `undefined` where it leads nowhere, and for what is no name of a ref. */
export function resolveRef(gitDir: string, ref: string): string | undefined {
  let name = ref
  for (let step = 0; step <= MOST_STEPS; step += 1) {
    if (name !== 'HEAD' && !(name.startsWith('refs/') && isRefName(name))) return undefined
    const value = readRef(gitDir, name)
    if (value?.kind !== 'symbolic') return value?.sha
    name = value.target
  }
  return undefined
}

/** Names of the refs in files of their own below `refs` or `refs/…`. */
function looseRefs(gitDir: string, below: string): readonly string[] {
  const found: string[] = []
  try {
    for (const each of readdirSync(join(gitDir, below), { withFileTypes: true })) {
      const name = `${below}/${each.name}`
      if (each.isDirectory()) found.push(...looseRefs(gitDir, name))
      // Locks are no refs, and their names are refused.
      else if (isRefName(name)) found.push(name)
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  return found
}

/** Every name there is, in git's order: that of the bytes. */
export function refNames(gitDir: string): readonly string[] {
  const loose = looseRefs(gitDir, 'refs')
  const names = [...new Set([...loose, ...packedRefs(gitDir).keys()])]
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/**
 * Whether a packed ref stands in the way of this one: `a` of `a/b`, or the other way round. Where a file does, the file
 * system refuses.
 */
export function isBlockedByPacked(gitDir: string, ref: string): boolean {
  const names = [...packedRefs(gitDir).keys()]
  return names.some((each) => ref.startsWith(`${each}/`) || each.startsWith(`${ref}/`))
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(fileErrorCode(error) ?? '') || isMissing(error)) return false
    throw error
  }
}

/** Removes folders without files that stand where the ref's file is to be. */
export function clearFolders(gitDir: string, ref: string): void {
  try {
    for (const each of readdirSync(join(gitDir, ref), { withFileTypes: true })) {
      if (each.isDirectory()) clearFolders(gitDir, `${ref}/${each.name}`)
    }
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  removeIfEmpty(join(gitDir, ref))
}

/** Removes the folders that the ref's file was the last one of, but for `refs/heads` and its like. */
export function clearAbove(gitDir: string, ref: string): void {
  for (let folder = dirname(ref); folder.split('/').length > 2; folder = dirname(folder)) {
    if (!removeIfEmpty(join(gitDir, folder))) return
  }
}
