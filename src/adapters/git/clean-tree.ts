import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify, types } from 'node:util'
import type { CleanTree } from '../../fix-ports.js'
import { readBlobs } from './blobs.js'
import type { ObjectStore } from './object-store.js'
import { parseListing, pathBytes, type TreeEntry } from './tree-listing.js'
import { isGitName } from './tree-walk.js'

const execute = promisify(execFile)

const COPY_LIMIT_MS = 10 * 60_000

export interface CleanTreeOptions {
  readonly store: ObjectStore
  readonly folder: string
  readonly searchPath: string
  /** Path of a new folder of this name that does not exist yet. */
  readonly newFolder: (name: string) => string
}

/** A folder that holds a checked-out base. */
export function asCleanTree(options: CleanTreeOptions): CleanTree {
  const { store, folder, searchPath, newFolder } = options

  async function apply(tree: string, paths: readonly string[]): Promise<void> {
    const entries = parseListing(await store.run(['ls-tree', '-r', '-z', tree]))
    const wanted = paths.map((path) => ({ path: checked(path), entry: entries.get(pathBytes(path)) }))
    const oids = wanted.flatMap(({ entry }) =>
      entry === undefined || entry.mode === '160000' ? [] : [entry.oid]
    )
    const contents = await readBlobs(store, [...new Set(oids)])
    // Removals first: a file may have to make room for a folder of its name.
    for (const { path, entry } of wanted) if (entry === undefined) await removePath(folder, path)
    for (const { path, entry } of wanted)
      if (entry !== undefined) await writePath(folder, path, entry, contents)
  }

  async function copy(name: string): Promise<CleanTree> {
    const target = newFolder(name)
    await mkdir(target, { recursive: true })
    const from = `${folder}/.`
    const limits = { env: { PATH: searchPath, LC_ALL: 'C' }, timeout: COPY_LIMIT_MS, maxBuffer: 1024 * 1024 }
    try {
      await execute('cp', ['-a', '--reflink=auto', '--', from, target], limits)
    } catch (error) {
      // A cp that is not GNU's has no such option.
      if (
        !types.isNativeError(error) ||
        !/(?:unrecognized|illegal|invalid|unknown) option/.test(error.message)
      )
        throw error
      await execute('cp', ['-a', from, target], limits)
    }
    return asCleanTree({ ...options, folder: target })
  }

  return { folder, apply, copy }
}

/** @throws Error for a path that is none of a git tree: our defect, since nothing else names paths here */
function checked(path: string): string {
  const parts = path.split('/')
  const wrong =
    parts.some((part) => part === '' || part === '.' || part === '..' || isGitName(part)) ||
    path.includes('\0')
  if (wrong) throw new Error(`${JSON.stringify(path)} is no path of a git tree`)
  return path
}

async function removePath(folder: string, path: string): Promise<void> {
  for (const parent of parentsOf(path)) {
    const stat = await lstat(at(folder, parent)).catch(nothing)
    // Through a symlink it would be another file.
    if (stat === undefined || !stat.isDirectory()) return
  }
  const target = at(folder, path)
  const stat = await lstat(target).catch(nothing)
  if (stat === undefined || stat.isDirectory()) return
  await writable(target, () => rm(target))
}

async function writePath(
  folder: string,
  path: string,
  entry: TreeEntry,
  contents: ReadonlyMap<string, Buffer>
): Promise<void> {
  for (const parent of parentsOf(path)) {
    const place = at(folder, parent)
    const stat = await lstat(place).catch(nothing)
    if (stat?.isDirectory() === true) continue
    // The tree has a folder here; a symlink of this name may lead out of ours.
    if (stat !== undefined) await writable(place, () => rm(place))
    await writable(place, () => mkdir(place))
  }
  const target = at(folder, path)
  await writable(target, () => rm(target, { recursive: true, force: true }))
  if (entry.mode === '160000') return mkdir(target)
  const content = contents.get(entry.oid) ?? Buffer.alloc(0)
  if (entry.mode === '120000') return symlink(content, target)
  // `wx` opens nothing that exists, so it follows no symlink.
  await writeFile(target, content, { flag: 'wx' })
  if (entry.mode === '100755') await chmod(target, 0o755)
}

/** Once more with a writable folder around it: a command may have locked it. */
async function writable(path: string, change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!types.isNativeError(error) || !('code' in error) || error.code !== 'EACCES') throw error
    await chmod(dirname(path), 0o755)
    await change()
  }
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

function at(folder: string, path: string): string {
  return `${folder}/${path}`
}

function nothing(error: unknown): undefined {
  if (types.isNativeError(error) && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined
  throw error
}
