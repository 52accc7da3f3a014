/** The files of a repository, for looking up where a frame's file is. Build once, look up often. */
export interface RepositoryIndex {
  readonly size: number
  readonly has: (path: string) => boolean
  /** Files of that name, whatever folder they are in. */
  readonly named: (name: string) => readonly string[]
  /** Files of that name and folder, `cart/index.ts`: most repositories have many an `index.ts`. */
  readonly endingIn: (folderAndName: string) => readonly string[]
}

/** Paths are relative to the repository's root, with `/`. */
export function indexRepository(paths: readonly string[]): RepositoryIndex {
  const byName = groupBy(paths, (path) => lastSegments(path, 1))
  const byFolder = groupBy(paths, (path) => lastSegments(path, 2))
  const all = new Set(paths)
  return {
    size: all.size,
    has: (path) => all.has(path),
    named: (name) => byName.get(name) ?? [],
    endingIn: (folderAndName) => byFolder.get(folderAndName) ?? []
  }
}

function groupBy(
  paths: readonly string[],
  keyOf: (path: string) => string
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const key = keyOf(path)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [path])
    else group.push(path)
  }
  return groups
}

function lastSegments(path: string, count: number): string {
  let start = path.length
  for (let found = 0; found < count && start >= 0; found += 1) start = path.lastIndexOf('/', start - 1)
  return path.slice(start + 1)
}

/** What a lookup found: all files that fit equally well. */
export type PathMatch = readonly string[]

/**
 * Files that fit a path best, by the number of segments they share from the end. A file fits where one of the two contains the
 * other whole: `/home/me/shop/src/cart.ts` and `src/cart.ts`, `shop/cart.py` and `services/shop/cart.py`. With `loose`, two
 * shared segments are enough where no other file of the repository has that name, or three where some have. A path that
 * starts with `/` is known from the root of what was deployed.
 */
export function matchSuffix(index: RepositoryIndex, path: string, loose: boolean): PathMatch {
  const wanted = path.split('/').filter((segment) => segment !== '' && segment !== '.')
  const named = index.named(wanted[wanted.length - 1] ?? '')
  const isOnly = named.length === 1
  // One shared segment is enough only for a bare name, or for the one file of that name.
  const candidates = isOnly || wanted.length < 2 ? named : index.endingIn(wanted.slice(-2).join('/'))
  let best: string[] = []
  let bestLength = 0
  for (const candidate of candidates) {
    const segments = candidate.split('/')
    const shared = sharedFromEnd(segments, wanted)
    const holdsWanted = shared === wanted.length
    // A file at the root, `setup.py`, is contained in every path that ends in its name.
    const isHeld = shared === segments.length && (shared > 1 || isOnly)
    if (!holdsWanted && !isHeld && !(loose && shared >= (isOnly ? 2 : 3))) continue
    if (shared < bestLength) continue
    if (shared > bestLength) best = []
    bestLength = shared
    best.push(candidate)
  }
  // The root's own file, where deeper folders repeat its path: `src/index.ts` and `examples/shop/src/index.ts`.
  const own = best.filter((candidate) => candidate.split('/').length === bestLength)
  return own.length > 0 && (bestLength > 1 || path.startsWith('/')) ? own : best
}

function sharedFromEnd(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length)
  let shared = 0
  while (shared < most && left[left.length - 1 - shared] === right[right.length - 1 - shared]) shared += 1
  return shared
}
