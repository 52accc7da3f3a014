import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { BareRepository } from './bare-repository.js'

/** One path of a new tree. `sha: null` removes the path; mode `040000` brings a whole tree there. */
export interface TreeChange {
  readonly path: string
  readonly mode: string
  readonly sha: string | null
}

type Leaves = Map<string, { readonly mode: string; readonly sha: string }>

async function leavesOf(repository: BareRepository, tree: string, prefix: string): Promise<Leaves> {
  const entries = await repository.listTree(tree, { recursive: true })
  return new Map(
    entries
      .filter((each) => each.type !== 'tree')
      .map((each) => [prefix + each.path, { mode: each.mode, sha: each.sha }])
  )
}

/** Removes the path and everything below it. False when nothing was there. */
function removeAll(leaves: Leaves, path: string): boolean {
  const doomed = [...leaves.keys()].filter((each) => each === path || each.startsWith(`${path}/`))
  for (const each of doomed) leaves.delete(each)
  return doomed.length > 0
}

/** The sha of the new tree, or `undefined` when a path to remove is not there. */
export async function writeTree(
  repository: BareRepository,
  base: string | undefined,
  changes: readonly TreeChange[]
): Promise<string | undefined> {
  const none: Leaves = new Map()
  const leaves = base === undefined ? none : await leavesOf(repository, base, '')
  for (const { path, mode, sha } of changes) {
    const existed = removeAll(leaves, path)
    if (sha === null) {
      if (!existed) return undefined
      continue
    }
    if (mode !== '040000') leaves.set(path, { mode, sha })
    else for (const [below, leaf] of await leavesOf(repository, sha, `${path}/`)) leaves.set(below, leaf)
  }
  // An index of its own for every call: parallel requests must not see each other's.
  const index = join(repository.gitDir, `index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    // A file in the way of a folder gives way: the later line wins, as `--index-info` has it.
    const lines = [...leaves].map(([path, leaf]) => `${leaf.mode} ${leaf.sha}\t${path}\0`)
    await repository.git(['update-index', '-z', '--index-info'], { input: lines.join(''), env })
    return (await repository.git(['write-tree'], { env })).trim()
  } finally {
    await rm(index, { force: true })
  }
}
