import type { Stray } from '../change.js'
import { sizeOf } from './changed-lines.js'
import { findCodeTroubles } from './code/find-code-troubles.js'
import { finding, sortFindings } from './finding.js'
import type { ChangeScope, GuardFacts, GuardFinding, GuardPolicy, GuardVerdict } from './guard-verdict.js'
import { judgeHidden } from './hidden-characters.js'
import { isFileOfBump, judgeBump } from './judge-bump.js'
import { judgeCanary } from './judge-canary.js'
import { judgeEntry, judgeMoves } from './judge-entry.js'
import { judgeOwners, ownersOf } from './judge-owners.js'
import { judgePath } from './judge-path.js'
import { judgePrivate } from './judge-private.js'
import { judgeSubject } from './judge-subject.js'
import { isDocumentation } from './path-kind.js'
import { readChange, type ReadChange } from './read-change.js'
import { isTestFile } from './test-files.js'

/**
 * Whether a change may be proposed, by what it is in git's trees on both sides. It never asks what the change is for, and nothing
 * that the agent says counts.
 *
 * Pure; the order of the changes does not matter; the time is linear in the texts. All findings are told, in a stable order,
 * and one is enough to refuse. Limits are inclusive, and tests count towards them like everything else.
 */
export function judgeChange(facts: GuardFacts, policy: GuardPolicy): GuardVerdict {
  const changes = [...facts.changes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const files = changes.map((change) => readChange(change, policy.testFiles))
  const scope = scopeOf(files, facts)
  const bump = facts.fixClass === 'dependency-bump' ? facts.bump : undefined
  const paths = changes.map(({ path }) => path)
  const findings = sortFindings([
    ...judgeSize(files, policy),
    ...judgeKinds(files),
    ...judgeStrays(facts.strays),
    ...judgeMoves(changes),
    ...judgeOwners(paths, facts.codeOwners, policy),
    ...judgeBump(files, facts),
    ...judgePrivate(files, facts.findPrivate),
    ...files.flatMap((file) => [
      ...judgePath(file.path, policy, isFileOfBump(file.path, bump)),
      ...judgeEntry(file),
      ...judgeHidden(file),
      ...judgeSubject(file, policy),
      ...judgeCanary(file.change, facts.canary)
    ]),
    ...findCodeTroubles(changes, { isTest: (path) => isTestFile(path, policy.testFiles) })
  ])
  return { passed: findings.length === 0, findings, scope }
}

function scopeOf(files: readonly ReadChange[], { codeOwners: { base } }: GuardFacts): ChangeScope {
  const reach = files.map(({ path, kind, added, removed }) => ({
    path,
    kind,
    added: added.length,
    removed: removed.length,
    owners: base.known ? ownersOf(base.value, path) : []
  }))
  return {
    files: reach,
    added: reach.reduce((sum, { added }) => sum + added, 0),
    removed: reach.reduce((sum, { removed }) => sum + removed, 0)
  }
}

function judgeSize(
  files: readonly ReadChange[],
  { maximumFiles, maximumLines }: GuardPolicy
): readonly GuardFinding[] {
  const lines = files.reduce((sum, { added, removed }) => sum + sizeOf(added) + sizeOf(removed), 0)
  return [
    ...(files.length > maximumFiles
      ? [finding('too-many-files', `${files.length} files, ${maximumFiles} are allowed`)]
      : []),
    ...(lines > maximumLines
      ? [finding('too-many-lines', `${lines} lines, ${maximumLines} are allowed`)]
      : [])
  ]
}

/** Documentation is no code either. Rust keeps unit tests in the source file, which counts as code. */
function judgeKinds(files: readonly ReadChange[]): readonly GuardFinding[] {
  if (files.length === 0) return [finding('nothing-changed', '')]
  const isCode = files.some(
    ({ kind, path }) => kind !== 'test' && !(kind === 'other' && isDocumentation(path))
  )
  return isCode ? [] : [finding('no-code-changed', '')]
}

const strayRules = {
  ignored: 'ignored-file',
  'git-folder': 'git-folder',
  'special-file': 'special-file'
} as const satisfies Readonly<Record<Stray['kind'], string>>
/** A cache of a build may leave thousands. */
const mostStrays = 20

function judgeStrays(strays: readonly Stray[]): readonly GuardFinding[] {
  const kinds: readonly Stray['kind'][] = ['ignored', 'git-folder', 'special-file']
  return kinds.flatMap((kind) => {
    const paths = strays.filter((stray) => stray.kind === kind).map(({ path }) => path)
    const shown = [...paths].sort().slice(0, mostStrays)
    const rule = strayRules[kind]
    const more = paths.length - shown.length
    return [
      ...shown.map((path) => finding(rule, '', { path })),
      ...(more > 0 ? [finding(rule, `and ${more} more`)] : [])
    ]
  })
}
