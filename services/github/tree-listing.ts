import type { TreeEntry } from './git-object.js'
import type { ObjectStore } from './object-store.js'
import { parseTree, typeOfMode } from './tree-object.js'

/** Entries of a tree, or of a commit's, in git's order, without sizes. Throws where there is no such tree. */
export async function treeEntries(
  objects: ObjectStore,
  treeish: string,
  options: { recursive: boolean; prefix?: string }
): Promise<readonly TreeEntry[]> {
  const { recursive, prefix = '' } = options
  const tree = await objects.read((await objects.peel(treeish, 'tree')) ?? '')
  if (!tree) throw new Error(`There is no tree ${treeish}`)
  const entries: TreeEntry[] = []
  for (const { mode, name, sha } of parseTree(tree.content)) {
    const entry = { mode, type: typeOfMode(mode), sha, path: prefix + name }
    entries.push(entry)
    if (recursive && entry.type === 'tree') {
      entries.push(...(await treeEntries(objects, sha, { recursive, prefix: `${entry.path}/` })))
    }
  }
  return entries
}

/** With its size, where it has one. Throws where the object is not there. */
export async function withSize(objects: ObjectStore, entry: TreeEntry): Promise<TreeEntry> {
  if (entry.type !== 'blob') return entry
  const facts = await objects.facts(entry.sha)
  if (!facts) throw new Error(`The object ${entry.sha} of ${entry.path} is missing`)
  const { mode, type, sha, path } = entry
  return { mode, type, sha, path, size: facts.size }
}

/** The entry at a path below a tree, or a commit's tree, without its size; `undefined` when nothing is there. */
export async function findEntry(
  objects: ObjectStore,
  treeish: string,
  path: string
): Promise<TreeEntry | undefined> {
  let tree = await objects.peel(treeish, 'tree')
  const names = path.split('/')
  for (const [index, name] of names.entries()) {
    const object = tree === undefined ? undefined : await objects.read(tree)
    const found = object && parseTree(object.content).find((line) => line.name === name)
    if (!found) return undefined
    const type = typeOfMode(found.mode)
    if (index === names.length - 1) return { mode: found.mode, type, sha: found.sha, path }
    tree = type === 'tree' ? found.sha : undefined
  }
  return undefined
}
