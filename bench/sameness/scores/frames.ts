import type { ExpectedFrame, FrameRow } from '../rows.js'
import type { FoundFrame, ReaderWay } from '../ways/way.js'
import { share } from './pairs.js'

/** Shares from 0 to 1; `undefined` where there is nothing to divide by. */
export interface FrameScore {
  readonly traces: number
  /** Traces of which every frame was found, and, where the row is complete, nothing else. */
  readonly exact: number | undefined
  /** Frames found with function, file and line. */
  readonly found: number | undefined
  /** Frames of complete traces that were read and are there. */
  readonly precision: number | undefined
  /** Frames found of which it was told rightly whose code they are. */
  readonly inApp: number | undefined
}

export interface FrameReport {
  readonly overall: FrameScore
  readonly byLanguage: Readonly<Record<string, FrameScore>>
  readonly wrong: readonly string[]
}

interface Counts {
  traces: number
  exact: number
  expected: number
  found: number
  read: number
  readRight: number
  judged: number
  judgedRight: number
}

const anonymous =
  /^(?:|\?|<anonymous>|<unknown>|anonymous|anonymous function|\(anonymous(?: function)?\)|(?:global|eval) code)$/i

/**
 * What counts of a function's name. Readers differ in whether they keep `new`, `async`, `[as alias]`, arguments or arity, a
 * module in front and a hash behind: none of it is held against them.
 */
export function cleanFunction(name: string | null | undefined): string {
  const plain = (name ?? '')
    .trim()
    .replace(/^(?:(?:async|new|get|set|static) )+/, '')
    .replace(/ \[as [^\]]{1,200}\]$/, '')
    .replace(/::h[0-9a-f]{16}$/, '')
    .replace(/\/\d{1,3}$/, '')
    .replace(/^(?:java\.base|app|[\w.]+@[\w.]+)\/{1,2}/, '')
    .replace(/ ?\([^()]{0,500}\)$/, (bracket) => (bracket.includes('anonymous') ? bracket : ''))
  return anonymous.test(plain) ? '' : plain
}

/** Equal, or one is the end of the other at a name's boundary: `total` of `Cart.total`. */
export function isSameFunction(
  expected: string | null | undefined,
  found: string | null | undefined
): boolean {
  const [a, b] = [cleanFunction(expected), cleanFunction(found)]
  if (a === b) return true
  if (a === '' || b === '') return false
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.endsWith(short) && /[.:>#/ \\$]/.test(long.charAt(long.length - short.length - 1))
}

const noFile =
  /^(?:|native|\[native code\]|<anonymous>|Native Method|Unknown Source|SourceFile|\[internal function\]|<[0-9a-f]{32}>|index \d+)$/

/** Equal, or one path is the end of the other. */
export function isSameFile(expected: string | null | undefined, found: string | null | undefined): boolean {
  const [a, b] = [plainPath(expected), plainPath(found)]
  if (a === b || (noFile.test(a) && noFile.test(b))) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return (
    short !== '' &&
    long.endsWith(short) &&
    (short.startsWith('/') || long.charAt(long.length - short.length - 1) === '/')
  )
}

function plainPath(path: string | null | undefined): string {
  return (path ?? '')
    .replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, '')
    .replaceAll('\\', '/')
    .replace(/\?.*$/, '')
}

/** No line and line 0 are the same: the trace does not tell. */
function isSameLine(expected: number | null | undefined, found: number | undefined): boolean {
  return (expected ?? 0) === (found ?? 0)
}

export function isSameFrame(expected: ExpectedFrame, found: FoundFrame): boolean {
  return (
    (expected.function === undefined || isSameFunction(expected.function, found.function)) &&
    (expected.file === undefined || isSameFile(expected.file, found.file)) &&
    (expected.line === undefined || isSameLine(expected.line, found.line))
  )
}

/** Frames in the same order in both: the pairs of the longest common subsequence. */
export function matchFrames(
  expected: readonly ExpectedFrame[],
  found: readonly FoundFrame[]
): readonly (readonly [ExpectedFrame, FoundFrame])[] {
  const lengths = Array.from({ length: expected.length + 1 }, () =>
    new Array<number>(found.length + 1).fill(0)
  )
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0
  const fits = (row: number, column: number): boolean => {
    const [wanted, got] = [expected[row], found[column]]
    return wanted !== undefined && got !== undefined && isSameFrame(wanted, got)
  }
  for (let row = expected.length - 1; row >= 0; row -= 1) {
    for (let column = found.length - 1; column >= 0; column -= 1) {
      const longest = fits(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
      lengths[row]?.splice(column, 1, longest)
    }
  }
  const pairs: (readonly [ExpectedFrame, FoundFrame])[] = []
  for (let row = 0, column = 0; row < expected.length && column < found.length;) {
    const [wanted, got] = [expected[row], found[column]]
    if (
      wanted !== undefined &&
      got !== undefined &&
      isSameFrame(wanted, got) &&
      at(row, column) === at(row + 1, column + 1) + 1
    ) {
      pairs.push([wanted, got])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

/** Longer lists are not compared: the time grows with the square. */
const mostFrames = 400

export function scoreReader(rows: readonly FrameRow[], way: ReaderWay): FrameReport {
  const read = way.learn(rows.map(({ stack }) => stack))
  const overall = noCounts()
  const languages = new Map<string, Counts>()
  const wrong: string[] = []
  for (const row of rows) {
    const readings = read(row.stack).map((frames) => frames.slice(0, mostFrames))
    const matches = readings.map((frames) => matchFrames(row.frames, frames))
    const best = matches.reduce(
      (left, right) => (right.length > left.length ? right : left),
      matches[0] ?? []
    )
    const count = readings[0]?.length ?? 0
    const isExact =
      best.length === row.frames.length && (!row.complete || count <= row.frames.length + (row.optional ?? 0))
    if (!isExact) wrong.push(row.id)
    const counts = languages.get(row.language) ?? noCounts()
    languages.set(row.language, counts)
    for (const each of [overall, counts]) addRow(each, row, { best, count, isExact })
  }
  return {
    overall: frameScoreOf(overall),
    byLanguage: Object.fromEntries(
      [...languages].map(([language, counts]) => [language, frameScoreOf(counts)])
    ),
    wrong
  }
}

interface Reading {
  readonly best: readonly (readonly [ExpectedFrame, FoundFrame])[]
  readonly count: number
  readonly isExact: boolean
}

function noCounts(): Counts {
  return { traces: 0, exact: 0, expected: 0, found: 0, read: 0, readRight: 0, judged: 0, judgedRight: 0 }
}

function addRow(counts: Counts, row: FrameRow, { best, count, isExact }: Reading): void {
  counts.traces += 1
  counts.exact += isExact ? 1 : 0
  counts.expected += row.frames.length
  counts.found += best.length
  if (row.complete) {
    counts.read += Math.max(best.length, count - (row.optional ?? 0))
    counts.readRight += best.length
  }
  const judged = best.filter(
    ([expected, found]) => typeof expected.in_app === 'boolean' && found.inApp !== undefined
  )
  counts.judged += judged.length
  counts.judgedRight += judged.filter(([expected, found]) => expected.in_app === found.inApp).length
}

function frameScoreOf(counts: Counts): FrameScore {
  return {
    traces: counts.traces,
    exact: share(counts.exact, counts.traces),
    found: share(counts.found, counts.expected),
    precision: share(counts.readRight, counts.read),
    inApp: share(counts.judgedRight, counts.judged)
  }
}
