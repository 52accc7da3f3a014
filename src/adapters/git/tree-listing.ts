/*
 * Paths are bytes to git. Inside of this folder they are latin1 strings, one character a byte, so that no two paths become one;
 * outside they are text.
 */

export interface TreeEntry {
  readonly mode: string
  readonly oid: string
  /** Bytes; `undefined` for a submodule, and for an object that is missing. */
  readonly size: number | undefined
}

/** Parses `git ls-tree -r -z`, with or without `-l`. */
export function parseListing(listing: Buffer): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>()
  for (const line of listing.toString('latin1').split('\0')) {
    const tab = line.indexOf('\t')
    if (tab === -1) continue
    const [mode = '', , oid = '', size = ''] = line.slice(0, tab).split(/ {1,8}/)
    entries.set(line.slice(tab + 1), { mode, oid, size: /^\d{1,15}$/.test(size) ? Number(size) : undefined })
  }
  return entries
}

export interface RawChange {
  readonly path: string
  readonly before: { readonly mode: string; readonly oid: string } | undefined
  readonly after: { readonly mode: string; readonly oid: string } | undefined
}

/** Parses `git diff-tree -r -z --raw --no-renames`: `:<mode> <mode> <oid> <oid> <status>\0<path>\0`. */
export function parseRawDiff(diff: Buffer): readonly RawChange[] {
  const parts = diff.toString('latin1').split('\0')
  const changes: RawChange[] = []
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [before = '', after = '', oidBefore = '', oidAfter = ''] = (parts[at] ?? '').slice(1).split(' ')
    changes.push({
      path: parts[at + 1] ?? '',
      before: before === NO_MODE ? undefined : { mode: before, oid: oidBefore },
      after: after === NO_MODE ? undefined : { mode: after, oid: oidAfter }
    })
  }
  return changes
}

const NO_MODE = '000000'

export function pathText(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8')
}

export function pathBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** Whether the path is text: the API that commits it takes nothing else. */
export function isTextPath(latin1: string): boolean {
  return pathBytes(pathText(latin1)) === latin1
}
