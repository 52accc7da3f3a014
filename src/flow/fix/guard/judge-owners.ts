import { findOwnershipRule, type CodeOwners } from '../../decision/codeowners.js'
import { denyByOwner } from '../../decision/deny.js'
import { finding } from './finding.js'
import type { GuardFacts, GuardFinding, GuardPolicy } from './guard-verdict.js'
import { isRepositoryPath } from './path-spelling.js'

/** As CODEOWNERS writes them; empty when nobody owns the file. */
export function ownersOf(codeOwners: CodeOwners, path: string): readonly string[] {
  return isRepositoryPath(path) ? (findOwnershipRule(codeOwners, path)?.owners ?? []) : []
}

/**
 * One team answers for the whole change: there is at least one owner whom all touched files have, tests included, or none of
 * them has any. Files with and without an owner in one change are refused, since nobody is asked about the latter. Held on
 * the CODEOWNERS of the base and on that of the changed tree; one that cannot be read is refused, never taken for empty.
 */
export function judgeOwners(
  paths: readonly string[],
  codeOwners: GuardFacts['codeOwners'],
  policy: GuardPolicy
): readonly GuardFinding[] {
  if (paths.length === 0) return []
  return [codeOwners.base, codeOwners.head].flatMap((side) =>
    side.known ? judgeSide(paths, side.value, policy) : [finding('unknown-owners', side.reason)]
  )
}

function judgeSide(
  paths: readonly string[],
  codeOwners: CodeOwners,
  policy: GuardPolicy
): readonly GuardFinding[] {
  const files = paths.map((path) => ({ path, owners: ownersOf(codeOwners, path) }))
  const denied = files.flatMap(({ path, owners }) => {
    const denial = denyByOwner(owners, policy)
    return denial === undefined ? [] : [finding('denied-owner', denial.evidence, { path })]
  })
  return [...denied, ...judgeShared(files)]
}

interface OwnedFile {
  readonly path: string
  readonly owners: readonly string[]
}

function judgeShared(files: readonly OwnedFile[]): readonly GuardFinding[] {
  const owned = files.filter(({ owners }) => owners.length > 0)
  const [first] = owned
  if (first === undefined) return []
  const unowned = files.find(({ owners }) => owners.length === 0)
  if (unowned !== undefined) {
    return [
      finding('several-owners', `${first.path} is of ${first.owners.join(' ')}, ${unowned.path} of nobody`)
    ]
  }
  // GitHub's names have no case.
  let shared = new Set(first.owners.map(caseless))
  for (const { path, owners } of owned) {
    const here = new Set(owners.map(caseless))
    const left = new Set([...shared].filter((owner) => here.has(owner)))
    if (left.size === 0)
      return [
        finding(
          'several-owners',
          `${first.path} is of ${first.owners.join(' ')}, ${path} of ${owners.join(' ')}`
        )
      ]
    shared = left
  }
  return []
}

function caseless(owner: string): string {
  return owner.toLowerCase()
}
