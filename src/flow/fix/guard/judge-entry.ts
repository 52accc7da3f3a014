import ignore from 'ignore'
import { notSourcePaths } from '../../decision/refuting-paths.js'
import type { FileVersion, TreeChange } from '../change.js'
import { finding } from './finding.js'
import type { GuardFinding } from './guard-verdict.js'
import { foldPath, isRepositoryPath } from './path-spelling.js'
import type { ReadChange } from './read-change.js'

const file = '100644'
const executable = '100755'
const link = '120000'
const submodule = '160000'

const modeNames: Readonly<Record<string, string>> = {
  [file]: 'a file',
  [executable]: 'an executable file',
  [link]: 'a symbolic link',
  [submodule]: 'a submodule'
}

/** What speaks against a change by what git's tree says of it: kind, mode, content that is no text, generated content. */
export function judgeEntry({ change, kind }: ReadChange): readonly GuardFinding[] {
  const { path, before, after } = change
  const sides = [before, after].filter((side) => side !== undefined)
  const links = sides.filter(({ mode }) => mode === link)
  const isModule = sides.some(({ mode }) => mode === submodule)
  const isBinary = sides.some((side) => side.mode !== submodule && side.text === undefined)
  const generated = kind === 'lockfile' ? undefined : generatedBy(path, sides)
  return [
    ...judgeMode(path, before, after),
    ...links
      .slice(-1)
      .map(({ text }) => finding('symlink', `it points to ${text ?? 'nothing readable'}`, { path })),
    ...(isModule ? [finding('submodule', 'a commit of another repository', { path })] : []),
    ...(isBinary ? [finding('binary-file', 'not text, or too large to read', { path })] : []),
    ...(generated === undefined ? [] : [finding('generated-file', generated, { path })])
  ]
}

function judgeMode(
  path: string,
  before: FileVersion | undefined,
  after: FileVersion | undefined
): readonly GuardFinding[] {
  if (after === undefined) return []
  const now = modeNames[after.mode] ?? `an entry of the mode ${after.mode}`
  if (before !== undefined && before.mode !== after.mode) {
    const then = modeNames[before.mode] ?? `an entry of the mode ${before.mode}`
    return [finding('mode-changed', `${then} became ${now}`, { path })]
  }
  if (modeNames[after.mode] === undefined) return [finding('mode-changed', now, { path })]
  return before === undefined && after.mode === executable
    ? [finding('mode-changed', `a new file is ${now}`, { path })]
    : []
}

const generatedNames = ignore().add([
  ...(notSourcePaths.find(({ what }) => what === 'generated code')?.patterns ?? []),
  ...['*.min.css', '*.map', '*.pb.go', '*.g.dart', '*_pb2.pyi', '*.tsbuildinfo', '*.pyc', '*.class'],
  ...['/build/', '/*/build/', '/packages/*/build/', '/apps/*/build/', '/out/', 'coverage/', '__pycache__/']
])

/** https://pkg.go.dev/cmd/go#hdr-Generate_Go_files_by_processing_source, and what .NET's tools write. */
const generatedMarks =
  /@generated\b|<auto-?generated|\bcode generated\b.{0,200}\bdo not edit\b|\b(?:auto-?|automatically )generated\b.{0,200}\bdo not (?:edit|modify)\b|\bdo not (?:edit|modify)\b.{0,200}\bgenerated\b/i
const headLines = 30
const headCharacters = 4_000

/** By the name, or by what the head of either side says of itself. What `.gitattributes` says is not known here. */
function generatedBy(path: string, sides: readonly FileVersion[]): string | undefined {
  const folded = foldPath(path)
  if (isRepositoryPath(folded) && generatedNames.ignores(folded)) return 'its name is one of generated files'
  const isMarked = sides.some(({ text = '' }) =>
    text
      .slice(0, headCharacters)
      .split('\n', headLines)
      .some((line) => generatedMarks.test(line.slice(0, 400)))
  )
  return isMarked ? 'its head says so' : undefined
}

/** Files that came or went. A file that went and came back under another name is a rename, told at the new path. */
export function judgeMoves(changes: readonly TreeChange[]): readonly GuardFinding[] {
  const gone = changes.filter(({ before, after }) => before !== undefined && after === undefined)
  const fresh = changes.filter(({ before, after }) => before === undefined && after !== undefined)
  const taken = new Set<TreeChange>()
  return gone.map((old) => {
    const free = fresh.filter((candidate) => !taken.has(candidate))
    const same = free.find(({ after }) => after?.oid === old.before?.oid)
    const moved = same ?? mostAlike(old, free)
    if (moved === undefined) return finding('deleted-file', 'it is gone', { path: old.path })
    taken.add(moved)
    const how = same === undefined ? 'and changed' : 'as it was'
    return finding('renamed-file', `it was ${old.path}, ${how}`, { path: moved.path })
  })
}

/** Git's own bound for a rename: half of the content. https://git-scm.com/docs/git-diff#Documentation/git-diff.txt--Mltngt */
const alike = 0.5
/** Each is compared with each, so there is a bound; a deletion is refused as well as a rename. */
const mostCompared = 50

function mostAlike(old: TreeChange, fresh: readonly TreeChange[]): TreeChange | undefined {
  const text = old.before?.text
  if (text === undefined || text === '') return undefined
  const lines = countLines(text)
  const rated = fresh.slice(0, mostCompared).map((candidate) => ({
    candidate,
    share: shareOf(lines, text, candidate.after?.text ?? '')
  }))
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (most, each) => (each.share > (most?.share ?? 0) ? each : most),
    undefined
  )
  return best !== undefined && best.share >= alike ? best.candidate : undefined
}

function countLines(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const line of text.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}

/** Characters in common lines, of the longer text's. */
function shareOf(lines: ReadonlyMap<string, number>, old: string, fresh: string): number {
  let common = 0
  for (const [line, count] of countLines(fresh))
    common += Math.min(count, lines.get(line) ?? 0) * (line.length + 1)
  return common / (Math.max(old.length, fresh.length) + 1)
}
