import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BareRepository } from './bare-repository.js'
import { fileErrorCode } from './file-errors.js'
import { NO_SHA } from './git-object.js'
import { withLock, type HeldLock } from './lock-file.js'
import { clearAbove, clearFolders, isBlockedByPacked, packedRefs, readRef } from './ref-files.js'
import { isRefName } from './ref-name.js'

/**
 * How a change of a ref ended. `moved`: the ref was not where the caller had seen it; `failed`: git took neither the
 * change nor blamed another one, as where `a/b` is wanted and `a` exists.
 */
export type RefOutcome = 'done' | 'moved' | 'bad-name' | 'failed'

/** Absence of `from` asks for a ref that is not there yet, absence of `to` for its end. */
interface RefChange {
  readonly ref: string
  readonly from?: string
  readonly to?: string
}

/** Every kind of ref, by a process. */
async function changeByGit(repository: BareRepository, { ref, from, to }: RefChange): Promise<RefOutcome> {
  const args = to === undefined ? ['-d', ref, from ?? NO_SHA] : [ref, to, from ?? NO_SHA]
  const { code, stderr } = await repository.attempt(['update-ref', ...args])
  if (code === 0) return 'done'
  if (/bad name|invalid ref(?:name)? format|not a valid ref/i.test(stderr)) return 'bad-name'
  if (/reference already exists|but expected|unable to resolve reference/.test(stderr)) return 'moved'
  return 'failed'
}

/** Branches are for commits; other refs take any object. */
async function mayPointTo(repository: BareRepository, ref: string, to: string): Promise<boolean> {
  const type = await repository.typeOf(to)
  return type !== undefined && (type === 'commit' || !ref.startsWith('refs/heads/'))
}

/** With the lock of the ref held. `unusual` is left to git, and nothing was done. */
async function changeLocked(
  repository: BareRepository,
  { ref, from, to }: RefChange,
  lock: HeldLock
): Promise<RefOutcome | 'unusual'> {
  const { gitDir } = repository
  const value = readRef(gitDir, ref)
  if (value?.kind === 'symbolic') return 'unusual'
  if (value?.sha !== from) return 'moved'
  if (value === undefined && isBlockedByPacked(gitDir, ref)) return 'failed'
  if (to !== undefined) {
    if (!(await mayPointTo(repository, ref, to))) return 'failed'
    clearFolders(gitDir, ref)
    lock.replaceFile(`${to}\n`)
    return 'done'
  }
  // With this lock too, because packing copies the ref before it takes the ref's own.
  return await withLock(join(gitDir, 'packed-refs'), () => {
    if (packedRefs(gitDir).has(ref)) return 'unusual'
    rmSync(join(gitDir, ref))
    return 'done'
  })
}

/** Under git's own locks, so that one of many callers wins, and git's processes are callers like any other. */
async function change(repository: BareRepository, wanted: RefChange): Promise<RefOutcome> {
  const { ref } = wanted
  // What cannot have been there is gone for git, too.
  if (!ref.startsWith('refs/') || !isRefName(ref)) return wanted.to === undefined ? 'moved' : 'bad-name'
  const { gitDir } = repository
  // Without a look, the lock might need a folder where there is a file.
  if (wanted.from !== undefined && readRef(gitDir, ref) === undefined) return 'moved'
  try {
    const outcome = await withLock(
      join(gitDir, ref),
      async (lock) => await changeLocked(repository, wanted, lock)
    )
    if (outcome === 'unusual') return await changeByGit(repository, wanted)
    if (outcome === 'done' && wanted.to === undefined) clearAbove(gitDir, ref)
    return outcome
  } catch (error) {
    // A name too long for a file, a lock that stays held, a file in the way of a folder.
    if (fileErrorCode(error) === undefined) throw error
    return 'failed'
  }
}

/** Creates the ref, or says `moved` when there is one. */
export async function createRef(repository: BareRepository, ref: string, sha: string): Promise<RefOutcome> {
  return await change(repository, { ref, to: sha })
}

/** Compare and swap. */
export async function moveRef(
  repository: BareRepository,
  ref: string,
  step: { from: string; to: string }
): Promise<RefOutcome> {
  return await change(repository, { ref, ...step })
}

/** Compare and delete. */
export async function deleteRef(repository: BareRepository, ref: string, from: string): Promise<RefOutcome> {
  return await change(repository, { ref, from })
}
