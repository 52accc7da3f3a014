/** Package registries by the names that GitHub's advisories use. */
export const ecosystems = [
  'npm',
  'pip',
  'rubygems',
  'go',
  'composer',
  'rust',
  'pub',
  'maven',
  'erlang'
] as const
export type Ecosystem = (typeof ecosystems)[number]

/** A package as its registry names it; Maven's are `group:artifact`. */
export interface Dependency {
  readonly ecosystem: Ecosystem
  readonly name: string
}

/** A bug of a package that a later version mends: from the policy file, or from an advisory. */
export interface DependencyFix extends Dependency {
  /** Comparators such as `>= 1.2.0, < 1.4.3`; `||` between alternatives. */
  readonly affected: string
  /** RE2, tested on `Type: message`; `undefined` where `about` tells. */
  readonly error: string | undefined
  readonly fixed: string
  /** Page that tells of the bug. */
  readonly source: string
}

/** The change that would mend the error. */
export interface DependencyBump extends Dependency {
  readonly from: string
  readonly to: string
  /** Path of the lockfile that names `from`. */
  readonly lockfile: string
  readonly source: string
}
