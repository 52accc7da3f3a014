import { copyFile, mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { CleanTree, FixWorkspace } from '../../fix-ports.js'
import { MAXIMUM_TEXT_BYTES, readBlobs, textOf } from './blobs.js'
import { asCleanTree } from './clean-tree.js'
import { createGit } from './git-process.js'
import { openObjectStore, type CommitSource } from './object-store.js'
import { removeFolder } from './removal.js'
import { takeSnapshot } from './snapshot.js'
import { isTextPath, pathBytes, pathText } from './tree-listing.js'

export interface FixWorkspaceOptions {
  /** An existing folder of our own; everything is made in a new folder in it. */
  readonly temporaryFolder: string
  /** The whole commit, 40 hexadecimal digits. */
  readonly commit: string
  /** Tried in this order; the first that has the whole commit is taken. */
  readonly sources: readonly CommitSource[]
  /** PATH that git is looked up in. */
  readonly searchPath: string
  /** What git needs to get through to a remote, e.g. `HTTPS_PROXY` or `GIT_SSL_CAINFO`; for the fetch alone. */
  readonly connection?: Readonly<Record<string, string>>
  /** Told what could not be removed in the end. */
  readonly log?: (sentence: string, data: Readonly<Record<string, unknown>>) => void
}

/**
 * A throw-away copy of a commit. Git works in a directory of its own that no tree points to, without filters, hooks or line end
 * conversion; a checkout that has the objects lends them and is only read.
 *
 * @throws ConfigurationError when no source has the commit; names each and what is wrong with it
 */
export async function openFixWorkspace(options: FixWorkspaceOptions): Promise<FixWorkspace> {
  const { commit, sources, searchPath, connection = {}, log = () => undefined } = options
  const root = join(await realpath(options.temporaryFolder), 'fix-workspace')
  const [home, agentTree, trees] = [join(root, 'home'), join(root, 'agent'), join(root, 'trees')]
  const directory = join(root, 'repository.git')

  async function remove(): Promise<void> {
    await removeFolder(root).catch((error: unknown) =>
      log('The throw-away copy could not be removed', { folder: root, error: String(error) })
    )
  }

  // A new one: two at a time in one folder would share their trees.
  await mkdir(root)
  try {
    for (const folder of [home, agentTree, trees]) await mkdir(folder)
    const git = createGit({ searchPath, home })
    const store = await openObjectStore({ git, directory, commit, sources, connection })
    const [pristine, agentIndex] = [join(directory, 'base.index'), join(directory, 'agent.index')]
    await store.run(['read-tree', store.baseTree], { index: pristine })
    await copyFile(pristine, agentIndex)
    // `-u` notes each file's times, so that a snapshot reads what was touched alone.
    await store.run(['checkout-index', '-a', '-u', '-q'], { tree: agentTree, index: agentIndex })

    const newFolder = (name: string): string => {
      if (!/^[\w-]{1,100}$/.test(name)) throw new Error(`${JSON.stringify(name)} is no name for a tree`)
      return join(trees, name)
    }

    async function cleanTree(name: string): Promise<CleanTree> {
      const folder = newFolder(name)
      await mkdir(folder)
      await store.run(['checkout-index', '-a', '-q'], { tree: folder, index: pristine })
      return asCleanTree({ store, folder, searchPath, newFolder })
    }

    async function readBase(path: string): Promise<string | undefined> {
      const entry = store.base.get(pathBytes(path))
      if (entry?.size === undefined || entry.mode === '120000' || entry.size > MAXIMUM_TEXT_BYTES)
        return undefined
      const content = (await readBlobs(store, [entry.oid])).get(entry.oid)
      return content === undefined ? undefined : textOf(content)
    }

    async function patch(tree: string): Promise<string> {
      const args = [
        'diff',
        '--binary',
        '--full-index',
        '--no-renames',
        '--no-color',
        '--no-ext-diff',
        '--no-textconv'
      ]
      const bytes = await store.run([...args, store.baseTree, tree])
      const text = bytes.toString('utf8')
      if (Buffer.from(text, 'utf8').equals(bytes)) return text
      // A file in an older encoding: as text its patch would not be what the file is.
      return (await store.run([...args, store.baseTree, tree], { allBinary: true })).toString('utf8')
    }

    return {
      baseCommit: commit,
      agentTree,
      paths: [...store.base].flatMap(([path, { mode }]) =>
        mode === '160000' || !isTextPath(path) ? [] : [pathText(path)]
      ),
      readBase,
      snapshot: () => takeSnapshot({ store, folder: agentTree, index: agentIndex }),
      patch,
      cleanTree,
      remove
    }
  } catch (error) {
    await remove()
    throw error
  }
}
