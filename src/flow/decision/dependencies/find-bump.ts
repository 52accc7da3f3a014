import { RE2JS } from 're2js'
import type { Dependency, DependencyBump, DependencyFix } from './dependency.js'
import { plainName, type FramePackage } from './frame-package.js'
import { isCompatible, isInRange } from './version.js'

/** A package of the stack as it is installed. */
export interface InstalledPackage {
  readonly wanted: FramePackage
  readonly version: string
  readonly lockfile: string
}

/** Whether a later version of the package that threw is known to mend the error. */
export type BumpFinding =
  | { readonly kind: 'bump'; readonly bump: DependencyBump; readonly why: string }
  | { readonly kind: 'none'; readonly why: string }

/**
 * The bump that one of the fixes names for this error. Only what is sure counts: the version that failed and the one in the
 * lockfile are both affected, and the fixing one is newer and compatible.
 */
export function findBump(
  installed: InstalledPackage,
  head: string,
  fixes: readonly DependencyFix[]
): BumpFinding {
  const { wanted, version, lockfile } = installed
  const told = `${wanted.name} ${version} (${lockfile})`
  const meant = fixes.filter((fix) => isSamePackage(fix, wanted) && concerns(fix, head))
  const affecting = meant.filter(
    (fix) => isInRange(version, fix.affected) && isInRange(wanted.version ?? version, fix.affected)
  )
  const fix = affecting.find(
    (each) => !isInRange(each.fixed, each.affected) && isCompatible(version, each.fixed)
  )
  if (fix !== undefined) {
    const bump = {
      ecosystem: fix.ecosystem,
      name: fix.name,
      from: version,
      to: fix.fixed,
      lockfile,
      source: fix.source
    }
    return { kind: 'bump', bump, why: `${told} has a known bug that ${fix.fixed} mends: ${fix.source}` }
  }
  if (affecting.length > 0)
    return { kind: 'none', why: `the version that mends ${told} is not a compatible one` }
  return { kind: 'none', why: `no version is known to mend ${told}` }
}

function isSamePackage(fix: Dependency, wanted: FramePackage): boolean {
  if (fix.ecosystem !== wanted.ecosystem) return false
  const name = plainName(fix.ecosystem, fix.name)
  // Of a Java frame only the artifact is known.
  return name === wanted.name || (fix.ecosystem === 'maven' && name.endsWith(`:${wanted.name}`))
}

function concerns(fix: DependencyFix, head: string): boolean {
  return fix.error === undefined || RE2JS.compile(fix.error).matcher(head).find()
}
