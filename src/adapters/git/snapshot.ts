import { chmodSync, lstatSync } from 'node:fs'
import type { ChangeSet, FileVersion, Stray, TreeChange } from '../../flow/fix/change.js'
import { MAXIMUM_TEXT_BYTES, readBlobs, readSizes, textOf } from './blobs.js'
import type { ObjectStore } from './object-store.js'
import { isTextPath, parseRawDiff, pathText, type RawChange } from './tree-listing.js'
import { onDisk, walkTree } from './tree-walk.js'

export interface SnapshotOptions {
  readonly store: ObjectStore
  /** The tree that was checked out with this index. */
  readonly folder: string
  readonly index: string
}

/**
 * What a folder has become since it was checked out. The files are named by our own walk and not by git's, which leaves out what
 * lies in a repository of its own; every one of them is in the tree or among the strays, so nothing hides behind an edited
 * `.gitignore`.
 */
export async function takeSnapshot({
  store,
  folder,
  index
}: SnapshotOptions): Promise<{ tree: string; change: ChangeSet }> {
  const { files, strays } = walkTree(folder)
  const modules = [...store.base].flatMap(([path, entry]) => (entry.mode === '160000' ? [path] : []))
  const indexed = await readIndex(store, index)
  const untracked = [...files].filter((path) => !store.base.has(path))
  const ignored = await findIgnored(
    untracked.filter((path) => !modules.some((module) => path.startsWith(`${module}/`)))
  )
  const unnamed = untracked.filter((path) => !ignored.has(path) && !isTextPath(path))
  const left: Stray[] = [
    ...strays,
    ...[...ignored].map((path) => ({ path, kind: 'ignored' }) as const),
    ...unnamed.map((path) => ({ path, kind: 'special-file' }) as const)
  ]
  const outOfTree = new Set(left.map((stray) => stray.path))
  const inTree = [...files].filter((path) => !outOfTree.has(path))

  async function findIgnored(paths: readonly string[]): Promise<ReadonlySet<string>> {
    if (paths.length === 0) return new Set()
    // It ends with 1 when nothing is ignored.
    const input = nulSeparated(paths)
    const answer = await store
      .run(['check-ignore', '--no-index', '-z', '--stdin'], { tree: folder, index, input })
      .catch((error: unknown) => {
        if (error instanceof Error && error.message.endsWith('ended with 1')) return Buffer.alloc(0)
        throw error
      })
    return new Set(
      answer
        .toString('latin1')
        .split('\0')
        .filter((path) => path !== '')
    )
  }

  const gone = indexed.filter((path) => !files.has(path) && store.base.get(path)?.mode !== '160000')
  const noMode = `0 ${'0'.repeat(40)}\t`
  if (gone.length > 0) {
    const input = nulSeparated(gone.map((path) => noMode + path))
    await store.run(['update-index', '-z', '--index-info'], { tree: folder, index, input })
  }
  const update = (): Promise<Buffer> =>
    store.run(['update-index', '--add', '--remove', '--replace', '-z', '--stdin'], {
      tree: folder,
      index,
      input: nulSeparated(inTree)
    })
  await update().catch(async (error: unknown) => {
    if (!makeReadable(folder, inTree)) throw error
    await update()
  })
  const tree = (await store.run(['write-tree'], { tree: folder, index })).toString('latin1').trim()
  const diff = await store.run([
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    store.baseTree,
    tree
  ])
  return {
    tree,
    change: { changes: await describe(store, parseRawDiff(diff)), strays: sorted(left.map(asText)) }
  }
}

async function readIndex(store: ObjectStore, index: string): Promise<readonly string[]> {
  const listing = await store.run(['ls-files', '-z'], { index })
  return listing
    .toString('latin1')
    .split('\0')
    .filter((path) => path !== '')
}

async function describe(store: ObjectStore, changes: readonly RawChange[]): Promise<readonly TreeChange[]> {
  const sides = changes.flatMap(({ before, after }) => [before, after].flatMap((side) => side ?? []))
  const oids = [...new Set(sides.filter((side) => side.mode !== '160000').map((side) => side.oid))]
  const sizes = await readSizes(store, oids)
  const contents = await readBlobs(
    store,
    oids.filter((oid) => (sizes.get(oid) ?? Infinity) <= MAXIMUM_TEXT_BYTES)
  )
  const version = (side: RawChange['before']): FileVersion | undefined => {
    if (side === undefined) return undefined
    const content = contents.get(side.oid)
    return {
      ...side,
      size: sizes.get(side.oid) ?? 0,
      text: content === undefined ? undefined : textOf(content)
    }
  }
  return sorted(
    changes.map(({ path, before, after }) => ({
      path: pathText(path),
      before: version(before),
      after: version(after)
    }))
  )
}

/** Files that the agent made unreadable. Says whether there was one. */
function makeReadable(folder: string, paths: readonly string[]): boolean {
  let changed = false
  for (const path of paths) {
    const file = onDisk(folder, path)
    const stat = lstatSync(file)
    if (!stat.isFile() || (stat.mode & 0o400) !== 0) continue
    chmodSync(file, stat.mode | 0o400)
    changed = true
  }
  return changed
}

function nulSeparated(paths: readonly string[]): Buffer {
  return Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1')
}

function asText({ path, kind }: Stray): Stray {
  return { path: pathText(path), kind }
}

function sorted<T extends { readonly path: string }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
