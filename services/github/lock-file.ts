import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileErrorCode } from './file-errors.js'

/** Milliseconds after which a lock that somebody holds is given up: what git itself is told here. */
export const LOCK_TIMEOUT = 10_000

const LOOK_AGAIN_AFTER = 5

/** The right to change one file. */
export interface HeldLock {
  /** Puts the new content in the place of the file, and with that gives the lock back. */
  replaceFile(content: string): void
}

async function take(lock: string): Promise<void> {
  const end = performance.now() + LOCK_TIMEOUT
  for (;;) {
    mkdirSync(dirname(lock), { recursive: true })
    try {
      closeSync(openSync(lock, 'wx'))
      return
    } catch (error) {
      // Held by somebody, or the folder went away with its last file.
      const mayPass = ['EEXIST', 'ENOENT'].includes(fileErrorCode(error) ?? '')
      if (!mayPass || performance.now() > end) throw error
      await wait(LOOK_AGAIN_AFTER)
    }
  }
}

/**
 * Does the work while nobody else holds the lock of the file, git's own processes included: it is the `.lock` file that
 * they use. Throws what the file system throws, `EEXIST` for a lock that stays held.
 * https://git-scm.com/docs/api-lockfile
 */
export async function withLock<T>(path: string, work: (lock: HeldLock) => T | Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  await take(lock)
  let isHeld = true
  try {
    return await work({
      replaceFile: (content) => {
        writeFileSync(lock, content)
        renameSync(lock, path)
        isHeld = false
      }
    })
  } finally {
    // After the renaming, a file of that name is the lock of somebody else.
    if (isHeld) rmSync(lock, { force: true })
  }
}
