import { lineOf } from '../flow/issue/culprit.js'
import type { Policy } from '../config/policy.js'
import { classifyError, type ClassifyInput } from '../flow/decision/classify.js'
import { codeOwnersPaths, findOwnershipRule } from '../flow/decision/codeowners.js'
import { fixesOf } from '../flow/decision/dependencies/advisory.js'
import { findBump, type BumpFinding } from '../flow/decision/dependencies/find-bump.js'
import { installedVersion, lockfileOf } from '../flow/decision/dependencies/lockfiles.js'
import { throwingPackage } from '../flow/decision/dependencies/throwing-package.js'
import type { Classification } from '../flow/decision/fix-class.js'
import { excerptAt, type SourceExcerpt } from '../flow/decision/source-excerpt.js'
import { known, mapKnown, type Known } from '../flow/issue/known.js'
import type { Culprit } from '../flow/issue/stack-trace.js'
import type { SourceRepository } from '../ports.js'

export interface InspectionOptions {
  readonly policy: Policy['autofix']
  readonly repository: SourceRepository
  /** Every path of the repository. */
  readonly paths: Known<readonly string[]>
  /** Commit that failed, where it is known. */
  readonly culpritCommit: Known<string>
  readonly runCommit: string
  /** Whether a hand-off may come of it: only then files are read. */
  readonly mayHandOff: boolean
}

/** A file of code that is longer was generated. */
const MAXIMUM_SOURCE_BYTES = 200_000
const MAXIMUM_LOCKFILE_BYTES = 20_000_000

/** The class of an error. What no trace tells is looked up once everything else speaks for a hand-off. */
export async function inspectCode(input: ClassifyInput, options: InspectionOptions): Promise<Classification> {
  const policy = { ...options.policy, allowed: options.policy.classes }
  const { culprit } = input
  if (!culprit.known || !culprit.value.path.known) return classifyError(input, policy)
  const path = culprit.value.path.value
  const owners = await ownersOf(path, options)
  if (!owners.known) return denied(classifyError(input, policy), owners.reason)
  const owned = { ...input, owners: owners.value }
  const judged = classifyError(owned, policy)
  if (!options.mayHandOff || judged.kind === 'denied') return judged
  const bump = judged.kind === 'class' ? undefined : await lookForBump(input, culprit.value, path, options)
  const found = bump === undefined ? owned : { ...owned, bump }
  if (classifyError(found, policy).kind !== 'class') return classifyError(found, policy)
  const source = await readSource(culprit.value, path, options)
  return classifyError({ ...found, source }, policy)
}

function denied(judged: Classification, reason: string): Extract<Classification, { kind: 'denied' }> {
  const fixClass = judged.kind === 'none' ? judged.refuted?.fixClass : judged.fixClass
  return { kind: 'denied', fixClass, rule: 'unread owners', evidence: reason }
}

/** A repository without CODEOWNERS has no owners; one whose file cannot be read has some that nobody knows. */
async function ownersOf(path: string, options: InspectionOptions): Promise<Known<readonly string[]>> {
  const { paths, repository } = options
  const hasFile = paths.known && codeOwnersPaths.some((each) => paths.value.includes(each))
  if (!hasFile) return known([])
  const codeOwners = await repository.codeOwners()
  return mapKnown(codeOwners, (found) => findOwnershipRule(found, path)?.owners ?? [])
}

/** At the commit that failed. Where that is gone, the file as it is now, whole: its lines may have moved. */
async function readSource(
  culprit: Culprit,
  path: string,
  options: InspectionOptions
): Promise<Known<SourceExcerpt>> {
  const { repository, culpritCommit, runCommit } = options
  const failed = culpritCommit.known
    ? await repository.readFile(path, culpritCommit.value, MAXIMUM_SOURCE_BYTES)
    : culpritCommit
  if (failed.known) return known(excerptAt(failed.value, lineOf(culprit)))
  const present = await repository.readFile(path, runCommit, MAXIMUM_SOURCE_BYTES)
  return mapKnown(present, (file) => excerptAt(file, undefined))
}

/** `undefined` where no package threw, or none that a lockfile names. */
async function lookForBump(
  input: ClassifyInput,
  culprit: Culprit,
  path: string,
  options: InspectionOptions
): Promise<BumpFinding | undefined> {
  const { policy, repository, paths, runCommit } = options
  const thrown = throwingPackage(input, culprit, policy.dependencyFixes)
  if (thrown === undefined || !paths.known || !policy.classes.includes('dependency-bump')) return undefined
  const { wanted, head, crash } = thrown
  const lockfile = lockfileOf(wanted.ecosystem, path, paths.value)
  if (lockfile === undefined) return undefined
  const text = await repository.readFile(lockfile, runCommit, MAXIMUM_LOCKFILE_BYTES)
  const version = text.known ? installedVersion(lockfile, text.value, wanted) : undefined
  if (version === undefined)
    return { kind: 'none', why: `${lockfile} does not tell one version of ${wanted.name}` }
  const installed = { wanted, version, lockfile }
  const configured = findBump(installed, head, policy.dependencyFixes)
  // Of a Java package only half of the name is known, and GitHub asks for the whole.
  if (configured.kind === 'bump' || crash === undefined || wanted.ecosystem === 'maven') return configured
  const advisories = await repository.advisories(wanted, version)
  if (!advisories.known) return { kind: 'none', why: `the advisories are unknown: ${advisories.reason}` }
  return findBump(installed, head, fixesOf(advisories.value, crash))
}
