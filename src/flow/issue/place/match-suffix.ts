import type { RepositoryIndex } from '../repository-index.js'
import { isAside } from './aside-folders.js'
import type { PathGuess } from './path-guess.js'
import { segmentsOf } from './path-segments.js'

/** What a lookup found. */
export interface PathMatch {
  /** All files that fit equally well. */
  readonly paths: readonly string[]
  /** Segments that they share with what was looked for, from the end. */
  readonly shared: number
}

/** What comes below them is the same wherever a project is deployed. */
const sourceFolders: ReadonlySet<string> = new Set(['src', 'lib', 'app', 'internal', 'cmd', 'pkg'])

export const noMatch: PathMatch = { paths: [], shared: 0 }

/**
 * Files that fit a path best, by the number of segments they share from the end. A file fits where one of the two contains the
 * other whole: `/home/me/shop/src/cart.ts` and `src/cart.ts`, `shop/cart.py` and `services/shop/cart.py`. A loose guess fits by two
 * shared segments where no other file of the repository has that name or the first is a project's folder of sources, by three
 * elsewhere. Files that are aside, such as
 * examples, give way to one that fits less of the path.
 */
export function matchSuffix(index: RepositoryIndex, { path, loose }: PathGuess): PathMatch {
  const wanted = segmentsOf(path)
  let paths = index.endingIn(wanted.slice(-1))
  if (wanted.length === 0 || paths.length === 0) return noMatch
  const isOnly = paths.length === 1
  let shared = 1
  while (shared < wanted.length) {
    const deeper = index.endingIn(wanted.slice(-shared - 1))
    if (deeper.length === 0) break
    shared += 1
    paths = deeper
  }
  const isAnchored = shared > 1 && sourceFolders.has(wanted[wanted.length - shared] ?? '')
  const fits = shared === wanted.length || (loose && (isAnchored || shared >= (isOnly ? 2 : 3)))
  if (fits && paths.some((found) => !isAsideBefore(found, shared))) return { paths, shared }
  return longestHeld(index, wanted, shared, isOnly) ?? (fits ? { paths, shared } : noMatch)
}

/** Whether a file is in a folder beside the code that runs; folders that were looked for by name do not count. */
export function isAsideBefore(path: string, shared: number): boolean {
  return isAside(segmentsOf(path).slice(0, -shared))
}

/** The longest path of the repository that the wanted one ends in. */
function longestHeld(
  index: RepositoryIndex,
  wanted: readonly string[],
  most: number,
  isOnly: boolean
): PathMatch | undefined {
  for (let shared = most; shared > 0; shared -= 1) {
    const path = wanted.slice(-shared).join('/')
    // A file at the root, `setup.py`, is contained in every path that ends in its name.
    if (index.has(path)) return shared > 1 || isOnly ? { paths: [path], shared } : undefined
  }
  return undefined
}
