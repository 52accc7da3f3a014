import { caseless } from './place/path-segments.js'

/** The files of a repository, for looking up where a frame's file is. Build once, look up often. */
export interface RepositoryIndex {
  readonly size: number
  readonly has: (path: string) => boolean
  /** Files whose last segments are these, last one last: `['cart', 'index.ts']`. All of them for none. */
  readonly endingIn: (segments: readonly string[]) => readonly string[]
  /** The same repository in lower case, with the way back: for traces of systems that do not tell case apart. */
  readonly caseless: () => CaselessIndex
}

/** Paths are in lower case. */
export interface CaselessIndex extends RepositoryIndex {
  /** The paths as they are written in the repository. */
  readonly written: (path: string) => readonly string[]
}

/** Paths are relative to the repository's root, with `/`. */
export function indexRepository(paths: readonly string[]): RepositoryIndex {
  const all = new Set(paths)
  const root: SuffixNode = { depth: 0, paths, children: undefined }
  let lower: CaselessIndex | undefined
  return {
    size: all.size,
    has: (path) => all.has(path),
    endingIn: (segments) => descend(root, segments)?.paths ?? [],
    caseless: () => (lower ??= indexCaseless(paths))
  }
}

/** All paths that share their last `depth` segments. */
interface SuffixNode {
  readonly depth: number
  readonly paths: readonly string[]
  /** By the segment before those; made when first asked, because few of a repository's files are ever in a trace. */
  children: ReadonlyMap<string, SuffixNode> | undefined
}

function descend(root: SuffixNode, segments: readonly string[]): SuffixNode | undefined {
  let node: SuffixNode | undefined = root
  for (let at = segments.length - 1; at >= 0 && node !== undefined; at -= 1) {
    node = childrenOf(node).get(segments[at] ?? '')
  }
  return node
}

function childrenOf(node: SuffixNode): ReadonlyMap<string, SuffixNode> {
  if (node.children !== undefined) return node.children
  const groups = new Map<string, string[]>()
  for (const path of node.paths) {
    const segment = segmentFromEnd(path, node.depth)
    if (segment === undefined) continue
    const group = groups.get(segment)
    if (group === undefined) groups.set(segment, [path])
    else group.push(path)
  }
  const children = new Map<string, SuffixNode>()
  for (const [segment, paths] of groups) {
    children.set(segment, { depth: node.depth + 1, paths, children: undefined })
  }
  node.children = children
  return children
}

/** Counted from 0, the file's name; `undefined` beyond the first segment. */
function segmentFromEnd(path: string, position: number): string | undefined {
  let end = path.length
  for (let skipped = 0; skipped < position; skipped += 1) {
    end = path.lastIndexOf('/', end - 1)
    if (end <= 0) return undefined
  }
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end)
}

function indexCaseless(paths: readonly string[]): CaselessIndex {
  const written = new Map<string, string[]>()
  for (const path of paths) {
    const key = caseless(path)
    const group = written.get(key)
    if (group === undefined) written.set(key, [path])
    else group.push(path)
  }
  return { ...indexRepository([...written.keys()]), written: (path) => written.get(path) ?? [] }
}
