/** A version as https://semver.org orders it, without build metadata: a tag has none. */
export interface Version {
  /** As it is written, without a leading `v`. */
  readonly text: string
  readonly numbers: readonly [major: number, minor: number, patch: number]
  /** Identifiers of a pre-release; empty for a release. */
  readonly preRelease: readonly string[]
}

const NUMBER = '(0|[1-9]\\d{0,8})'
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9A-Za-z.-]{1,100}))?$`)
const IDENTIFIER = /^(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)$/

/** `undefined` for anything that is no version, a leading `v` and build metadata among it. */
export function parseVersion(text: string): Version | undefined {
  const found = VERSION.exec(text)
  if (!found) return undefined
  const [, major, minor, patch, suffix] = found
  const preRelease = suffix === undefined ? [] : suffix.split('.')
  if (!preRelease.every((each) => IDENTIFIER.test(each))) return undefined
  return { text, numbers: [Number(major), Number(minor), Number(patch)], preRelease }
}

/** Of the tags of a repository, those that are versions: `v1.2.3`, and not `v1`. */
export function versionOfTag(tag: string): Version | undefined {
  return tag.startsWith('v') ? parseVersion(tag.slice(1)) : undefined
}

export function isPreRelease({ preRelease }: Version): boolean {
  return preRelease.length > 0
}

/** The tag that workflows name to get every version of one major. */
export function majorTag({ numbers: [major] }: Version): string {
  return `v${major}`
}

/** Below 0 when `a` comes before `b`. Precedence is that of https://semver.org/#spec-item-11. */
export function compareVersions(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  // A pre-release comes before its release.
  if (!isPreRelease(a) || !isPreRelease(b)) return Number(isPreRelease(b)) - Number(isPreRelease(a))
  for (const [index, identifier] of a.preRelease.entries()) {
    const other = b.preRelease[index]
    if (other === undefined) return 1
    const difference = compareIdentifiers(identifier, other)
    if (difference !== 0) return difference
  }
  return a.preRelease.length - b.preRelease.length
}

function compareIdentifiers(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (aIsNumber && bIsNumber) return a.length - b.length || compareText(a, b)
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1
  return compareText(a, b)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
