import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { isMissing } from './file-errors.js'
import { fromStoredForm, shaOf, storedForm, type GitObject, type ObjectType } from './git-object.js'

/**
 * Objects in files of their own, as git itself keeps what is new. Reading and writing them takes no process, and both
 * are done before anything else of this process runs.
 */
export class LooseObjects {
  readonly #folder: string

  /** `folder` is the `objects` of a repository. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** `undefined` without such a file: the object may be in a pack. */
  read(sha: string): GitObject | undefined {
    try {
      return fromStoredForm(sha, inflateSync(readFileSync(this.#path(sha))))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  /** Returns the sha. The file comes into being whole, under its name, as git makes it. */
  write(type: ObjectType, content: string | Uint8Array): string {
    const stored = storedForm(type, content)
    const sha = shaOf(stored)
    const path = this.#path(sha)
    if (existsSync(path)) return sha
    const folder = join(this.#folder, sha.slice(0, 2))
    mkdirSync(folder, { recursive: true })
    const draft = join(folder, `tmp_obj_${randomUUID()}`)
    writeFileSync(draft, deflateSync(stored), { mode: 0o444 })
    renameSync(draft, path)
    return sha
  }

  #path(sha: string): string {
    return join(this.#folder, sha.slice(0, 2), sha.slice(2))
  }
}
