/**
 * Order of versions that are numbers and dots alone, which every registry orders alike (https://semver.org/#spec-item-11,
 * https://packaging.python.org/specifications/version-specifiers/). Pre-releases, epochs and letters are ordered differently by
 * each: of them nothing is said.
 */
const plain = /^v?(\d{1,9}(?:\.\d{1,9}){0,4})(?:\+[\w.-]{1,60})?$/

function partsOf(version: string): readonly number[] | undefined {
  return plain.exec(version.trim())?.[1]?.split('.').map(Number)
}

/** Below, at or above 0 as `left` is older, the same or newer; `undefined` where one of them is not plain. */
export function compareVersions(left: string, right: string): number | undefined {
  const [one, other] = [partsOf(left), partsOf(right)]
  if (one === undefined || other === undefined) return undefined
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const comparator = /^(>=|<=|>|<|=)\s{0,5}(\S{1,60})$/

const holds: Readonly<Record<string, (difference: number) => boolean>> = {
  '>=': (difference) => difference >= 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '<': (difference) => difference < 0,
  '=': (difference) => difference === 0
}

/**
 * Whether a version lies in a range such as `>= 1.2.0, < 1.4.3 || = 2.0.0`, the notation of GitHub's advisories. False where
 * the range or the version is anything else: what is not sure is not affected.
 */
export function isInRange(version: string, range: string): boolean {
  return range.split('||').some((alternative) => {
    const parts = comparatorsOf(alternative)
    return (
      parts !== undefined &&
      parts.every(({ sign, bound }) => {
        const difference = compareVersions(version, bound)
        return difference !== undefined && holds[sign]?.(difference) === true
      })
    )
  })
}

/** Whether every part of a range is one that `isInRange` can judge. */
export function isRange(range: string): boolean {
  return range.split('||').every((alternative) => comparatorsOf(alternative) !== undefined)
}

interface Comparator {
  readonly sign: string
  readonly bound: string
}

function comparatorsOf(range: string): readonly Comparator[] | undefined {
  const parts = range.split(',').map((part) => comparator.exec(part.trim()))
  const read = parts.flatMap((part) => (part === null ? [] : [{ sign: part[1] ?? '', bound: part[2] ?? '' }]))
  return read.length === parts.length && read.every(({ bound }) => plain.test(bound)) ? read : undefined
}

/** Whether the change stays within what the package's authors call compatible: same major version, or same minor of 0. */
export function isCompatible(from: string, to: string): boolean {
  const [one, other] = [partsOf(from), partsOf(to)]
  if (one === undefined || other === undefined || one[0] !== other[0]) return false
  return one[0] !== 0 || one[1] === other[1]
}
