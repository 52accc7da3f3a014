import type { Call } from './operation.js'

const STATUSES: Readonly<Record<string, string>> = {
  A: 'added',
  C: 'copied',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed'
}

interface RawEntry {
  readonly blob: string
  readonly status: string
  readonly path: string
  readonly previous: string | undefined
}

/** Characters of a patch above which GitHub leaves it out; its own bound is about as much. */
const LARGEST_PATCH = 1_000_000

/** The files that differ between two commits with their patches, renames found as git finds them. */
export async function comparedFiles(call: Call, from: string, to: string): Promise<readonly object[]> {
  const diff = async (...format: readonly string[]): Promise<string> => {
    const args = ['-c', 'core.quotePath=false', 'diff-tree', '-r', '--find-renames', '--no-abbrev']
    const outcome = await call.repository.git.attemptOnce([...args, ...format, from, to])
    if (outcome.code !== 0) throw new Error(`git could not compare ${from} and ${to}: ${outcome.stderr}`)
    return outcome.stdout.toString('utf8')
  }
  const [raw, whole] = await Promise.all([diff('--raw', '-z'), diff('--patch')])
  const patches = whole.split(/^diff --git .*\n/m).slice(1)
  return readRaw(raw).map((entry, index) => shape(call, entry, { patch: patches[index] ?? '', to }))
}

/** `:modes blobs letter`, then one path, or two of a rename. */
function readRaw(raw: string): readonly RawEntry[] {
  const fields = raw.split('\0')
  const entries: RawEntry[] = []
  for (let at = 0; at + 1 < fields.length;) {
    const [, , before = '', after = '', score = ''] = (fields[at] ?? '').split(' ')
    const letter = score.charAt(0)
    const isMoved = letter === 'R' || letter === 'C'
    const path = fields[at + (isMoved ? 2 : 1)] ?? ''
    entries.push({
      blob: letter === 'D' ? before : after,
      status: STATUSES[letter] ?? 'modified',
      path,
      previous: isMoved ? fields[at + 1] : undefined
    })
    at += isMoved ? 3 : 2
  }
  return entries
}

function shape(
  call: Call,
  { blob, status, path, previous }: RawEntry,
  { patch, to }: { readonly patch: string; readonly to: string }
): object {
  const start = /^@@ /m.exec(patch)?.index
  const hunks = start === undefined ? undefined : patch.slice(start).replace(/\n$/, '')
  const lines = (hunks ?? '').split('\n')
  const additions = lines.filter((line) => line.startsWith('+')).length
  const deletions = lines.filter((line) => line.startsWith('-')).length
  return {
    sha: blob,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: call.html(`blob/${to}/${path}`),
    raw_url: call.html(`raw/${to}/${path}`),
    contents_url: `${call.api(`contents/${path}`)}?ref=${to}`,
    ...(hunks === undefined || hunks.length > LARGEST_PATCH ? {} : { patch: hunks }),
    ...(previous === undefined ? {} : { previous_filename: previous })
  }
}
