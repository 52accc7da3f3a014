import type { BareRepository } from './bare-repository.js'
import { createRef, moveRef } from './ref-update.js'
import { isSeedFile, SEED_PERSON, seedStream, type SeedCommit, type SeedFiles } from './seed.js'
import { leavesOf, removeAll, writePlainTree, type Leaves } from './tree-writer.js'

/** Up to here, writing each file costs less than a process that writes them all. */
const MOST_FILES = 200

/** The tree after the change; `undefined` leaves it to git. */
async function seedTree(
  repository: BareRepository,
  files: SeedFiles,
  parent: string | undefined
): Promise<string | undefined> {
  const none: Leaves = new Map()
  const leaves = parent === undefined ? none : await leavesOf(repository, parent)
  for (const [path, value] of Object.entries(files)) {
    removeAll(leaves, path)
    if (value === null) continue
    const { content, mode } = isSeedFile(value) ? value : { content: value, mode: '100644' }
    leaves.set(path, { mode, sha: await repository.writeObject('blob', content) })
  }
  return await writePlainTree(repository, leaves)
}

/** One commit with the files on top of the branch. Returns its sha, which is the same whoever writes it. */
export async function writeSeed(
  repository: BareRepository,
  files: SeedFiles,
  commit: SeedCommit
): Promise<string> {
  const { branch, parent, message, seconds } = commit
  const isSmall = Object.keys(files).length <= MOST_FILES
  const tree = isSmall ? await seedTree(repository, files, parent) : undefined
  if (tree === undefined) {
    await repository.git(['fast-import', '--quiet'], { input: seedStream(files, commit) })
    const head = await repository.head(branch)
    if (head === undefined) throw new Error(`Seeding left no branch ${branch}`)
    return head
  }
  const parentLine = parent === undefined ? '' : `parent ${parent}\n`
  const person = `${SEED_PERSON} ${seconds} +0000`
  const content = `tree ${tree}\n${parentLine}author ${person}\ncommitter ${person}\n\n${message}`
  const sha = await repository.writeObject('commit', content)
  const ref = `refs/heads/${branch}`
  const outcome =
    parent === undefined
      ? await createRef(repository, ref, sha)
      : await moveRef(repository, ref, { from: parent, to: sha })
  if (outcome !== 'done') throw new Error(`Seeding could not move the branch ${branch}: ${outcome}`)
  return sha
}
