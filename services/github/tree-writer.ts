import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { BareRepository } from './bare-repository.js'
import { isFullSha, NO_SHA } from './git-object.js'
import { composeTree, type TreeLine } from './tree-object.js'

/** One path of a new tree. `sha: null` removes the path; mode `040000` brings a whole tree there. */
export interface TreeChange {
  readonly path: string
  readonly mode: string
  readonly sha: string | null
}

export interface Leaf {
  readonly mode: string
  readonly sha: string
}

/** What is not a folder, by path. Of two that stand in each other's way, the later one wins. */
export type Leaves = Map<string, Leaf>

type Folder = Map<string, Leaf | Folder>

const PLAIN_MODES = ['100644', '100755', '120000', '160000']

/** Names that git may read as its own, in the short forms of some file systems too. */
const GITS_OWN = /(?:^|[/\\])(?:\.git|gi[^/\\]*~)/i

/** Names that begin so and are like any other. */
const LIKE_ANY_OTHER = /(?:^|\/)\.git(?:hub|ignore|attributes|keep)(?=\/|$)/g

/** Everything below a tree; paths begin with the prefix. */
export async function leavesOf(repository: BareRepository, tree: string, prefix = ''): Promise<Leaves> {
  const entries = await repository.allEntries(tree)
  return new Map(
    entries
      .filter((each) => each.type !== 'tree')
      .map((each) => [prefix + each.path, { mode: each.mode, sha: each.sha }])
  )
}

/** Removes the path and everything below it. False when nothing was there. */
export function removeAll(leaves: Leaves, path: string): boolean {
  const doomed = [...leaves.keys()].filter((each) => each === path || each.startsWith(`${path}/`))
  for (const each of doomed) leaves.delete(each)
  return doomed.length > 0
}

/** Whether it needs none of the judgement that git has of paths, modes and names of objects. */
function isPlain([path, { mode, sha }]: readonly [string, Leaf]): boolean {
  if (!PLAIN_MODES.includes(mode) || !isFullSha(sha) || sha === NO_SHA || path.includes('\0')) return false
  if (path.split('/').some((name) => ['', '.', '..'].includes(name))) return false
  return !GITS_OWN.test(path.replace(LIKE_ANY_OTHER, '/like-any-other'))
}

function foldersOf(leaves: Leaves): Folder {
  const root: Folder = new Map()
  for (const [path, leaf] of leaves) {
    const names = path.split('/')
    const last = names.pop() ?? ''
    let folder = root
    for (const name of names) {
      const there = folder.get(name)
      const next: Folder = there instanceof Map ? there : new Map<string, Leaf | Folder>()
      // A file in the way of a folder gives way.
      if (next !== there) folder.set(name, next)
      folder = next
    }
    folder.set(last, leaf)
  }
  return root
}

async function writeFolder(repository: BareRepository, folder: Folder): Promise<string> {
  const lines: TreeLine[] = []
  for (const [name, each] of folder) {
    lines.push(
      each instanceof Map
        ? { mode: '040000', name, sha: await writeFolder(repository, each) }
        : { mode: each.mode, name, sha: each.sha }
    )
  }
  return await repository.writeObject('tree', composeTree(lines))
}

/** The tree with these leaves when none of them is out of the ordinary; `undefined` leaves them to git. */
export async function writePlainTree(
  repository: BareRepository,
  leaves: Leaves
): Promise<string | undefined> {
  return [...leaves].every(isPlain) ? await writeFolder(repository, foldersOf(leaves)) : undefined
}

/** With all of git's judgement: throws where it refuses. */
async function writeByGit(repository: BareRepository, leaves: Leaves): Promise<string> {
  // An index of its own for every call: parallel requests must not see each other's.
  const index = join(repository.gitDir, `index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    const lines = [...leaves].map(([path, leaf]) => `${leaf.mode} ${leaf.sha}\t${path}\0`)
    await repository.git(['update-index', '-z', '--index-info'], { input: lines.join(''), env })
    return (await repository.git(['write-tree'], { env })).trim()
  } finally {
    await rm(index, { force: true })
  }
}

/** The sha of the new tree, or `undefined` when a path to remove is not there. */
export async function writeTree(
  repository: BareRepository,
  base: string | undefined,
  changes: readonly TreeChange[]
): Promise<string | undefined> {
  const none: Leaves = new Map()
  const leaves = base === undefined ? none : await leavesOf(repository, base)
  for (const { path, mode, sha } of changes) {
    const existed = removeAll(leaves, path)
    if (sha === null) {
      if (!existed) return undefined
      continue
    }
    if (mode !== '040000') leaves.set(path, { mode, sha })
    else for (const [below, leaf] of await leavesOf(repository, sha, `${path}/`)) leaves.set(below, leaf)
  }
  return (await writePlainTree(repository, leaves)) ?? (await writeByGit(repository, leaves))
}
