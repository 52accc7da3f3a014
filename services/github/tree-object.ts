import type { ObjectType } from './git-object.js'

/** One line of a tree object. */
export interface TreeLine {
  /** Six digits. */
  readonly mode: string
  readonly name: string
  readonly sha: string
}

export function typeOfMode(mode: string): ObjectType {
  if (mode === '040000') return 'tree'
  return mode === '160000' ? 'commit' : 'blob'
}

/** Lines in git's order. Names that are not UTF-8 come with replacement characters, as from `git ls-tree -z`. */
export function parseTree(content: Buffer): readonly TreeLine[] {
  const lines: TreeLine[] = []
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(' ', at)
    const end = content.indexOf(0, space)
    lines.push({
      mode: content.toString('latin1', at, space).padStart(6, '0'),
      name: content.toString('utf8', space + 1, end),
      sha: content.toString('hex', end + 1, end + 21)
    })
    at = end + 21
  }
  return lines
}

/** Content of the tree object with these lines, in whatever order they come. */
export function composeTree(lines: readonly TreeLine[]): Buffer {
  // A folder is sorted as if its name ended in a slash: https://git-scm.com/docs/git-fast-import#_filemodify
  const keyed = lines.map((line) => ({
    line,
    key: Buffer.from(typeOfMode(line.mode) === 'tree' ? `${line.name}/` : line.name)
  }))
  keyed.sort((a, b) => Buffer.compare(a.key, b.key))
  return Buffer.concat(
    keyed.map(({ line }) =>
      Buffer.concat([
        Buffer.from(`${line.mode.replace(/^0+/, '')} ${line.name}\0`),
        Buffer.from(line.sha, 'hex')
      ])
    )
  )
}
