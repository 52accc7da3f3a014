/** What a build calls itself, and what it was built from. */
export interface BuildName {
  readonly version: string | undefined
  /** Whole commit. */
  readonly commit: string | undefined
}

/** A commit at the end of a name: `1.4.0+5c1e9d2`, `main-5c1e9d2`, `5c1e9d2`; a letter and a digit at least tell it from a number. */
const commitAtEnd = /(?:^|[-+._]g?)((?=[0-9]{0,39}[a-f])(?=[a-f]{0,39}[0-9])[0-9a-f]{7,40})$/

const servicePrefix = /^(@?[a-z][\w./-]{0,60}?)(?:@|[/_-]v?(?=\d))/
/** Words in front of a version that name no service. */
const plainPrefixes: ReadonlySet<string> = new Set(
  'v version ver release releases rel build deploy prod production tag tags'.split(' ')
)

/** Longer texts are no names. */
const LONGEST = 200

/** `v1.4.0`, `release-1.4.0` and `checkout@1.4.0` are 1.4.0; what has no digit (`latest`) names no build. */
function plainVersion(text: string): string | undefined {
  const lower = text.trim().toLowerCase()
  if (lower.length > LONGEST || !/\d/.test(lower)) return undefined
  return lower.replace(/^(?:@?[\w./-]{1,60}[@/])?(?:[a-z][a-z.]{0,40}[-_/])*v?(?=\d)/, '')
}

function commitIn(text: string): string | undefined {
  const lower = text.trim().toLowerCase()
  return lower.length > LONGEST ? undefined : commitAtEnd.exec(lower)?.[1]
}

/** The service that a version names itself, as `checkout@1.4.0` and `checkout-v1.4.0` do, in lower case. */
export function serviceIn(version: string): string | undefined {
  const lower = version.trim().toLowerCase()
  if (lower.length > LONGEST || commitIn(lower) === lower) return undefined
  const name = servicePrefix.exec(lower)?.[1]?.replace(/^@?[\w.-]+\//, '')
  return name === undefined || plainPrefixes.has(name) ? undefined : name
}

/**
 * Whether two names are of the same build. `unknown`: they cannot be compared, as a commit with a number that was counted up.
 */
export function compareBuilds(a: BuildName, b: BuildName): 'same' | 'other' | 'unknown' {
  const [left, right] = [commitOf(a), commitOf(b)]
  if (left !== undefined && right !== undefined) {
    return left.startsWith(right) || right.startsWith(left) ? 'same' : 'other'
  }
  const [one, two] = [a.version && plainVersion(a.version), b.version && plainVersion(b.version)]
  if (one === undefined || two === undefined || one === '' || two === '') return 'unknown'
  if (one === two || withoutBuild(one) === withoutBuild(two)) return 'same'
  const isCommit = [a, b].some(
    (name) => name.version !== undefined && commitIn(name.version) === name.version.trim().toLowerCase()
  )
  return isCommit ? 'unknown' : 'other'
}

/** Build metadata does not tell versions apart. https://semver.org/#spec-item-10 */
function withoutBuild(version: string): string {
  return version.split('+', 1)[0] ?? version
}

function commitOf({ version, commit }: BuildName): string | undefined {
  return commit?.toLowerCase() ?? (version === undefined ? undefined : commitIn(version))
}
