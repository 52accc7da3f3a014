import { diffArrays } from 'diff'

/** One line of a side, from 1, without its line end. */
export interface ChangedLine {
  readonly line: number
  readonly text: string
}

export interface LineChanges {
  /** Numbered as in the new file. */
  readonly added: readonly ChangedLine[]
  /** Numbered as in the old file. */
  readonly removed: readonly ChangedLine[]
}

/** Comparing takes lines times edits: past this product (half a second) it is not tried. */
const comparisonBudget = 10_000_000
/** Files that differ more than this differ as a whole for every purpose here; git's algorithm costs the square of the edits. */
const mostEdits = 1_000

/**
 * Lines that differ between two texts, as a diff shows them; a missing side is an empty file. The line end counts: a file that
 * goes from LF to CRLF changes in every line.
 *
 * Texts that differ too much to be compared in good time differ in everything between their common beginning and end. So a
 * change may be told larger than it is, never smaller, and the time stays linear.
 */
export function changedLines(before: string | undefined, after: string | undefined): LineChanges {
  const old = linesOf(before ?? '')
  const fresh = linesOf(after ?? '')
  const start = commonStart(old, fresh)
  const end = commonEnd(old, fresh, start)
  const oldMiddle = old.slice(start, old.length - end)
  const freshMiddle = fresh.slice(start, fresh.length - end)
  const parts = compare(oldMiddle, freshMiddle)
  if (parts === undefined) return { removed: number(oldMiddle, start), added: number(freshMiddle, start) }
  const added: ChangedLine[] = []
  const removed: ChangedLine[] = []
  let oldAt = start
  let freshAt = start
  for (const part of parts) {
    const count = part.value.length
    if (part.added)
      for (const line of number(fresh.slice(freshAt, freshAt + count), freshAt)) added.push(line)
    if (part.removed) for (const line of number(old.slice(oldAt, oldAt + count), oldAt)) removed.push(line)
    if (!part.added) oldAt += count
    if (!part.removed) freshAt += count
  }
  return { added, removed }
}

/** Characters that a changed line may have until it counts as two. */
const charactersPerLine = 1_000

/** Size of changed lines for a limit: a line of 4,000 characters is as much to read as four. */
export function sizeOf(lines: readonly ChangedLine[]): number {
  return lines.reduce((size, { text }) => size + Math.max(1, Math.ceil(text.length / charactersPerLine)), 0)
}

/** Lines with their ends, so that a last line without one differs from the same line with one. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  return [...lines.map((line) => `${line}\n`), ...(last === '' ? [] : [last])]
}

function number(lines: readonly string[], start: number): readonly ChangedLine[] {
  return lines.map((text, index) => ({ line: start + index + 1, text: text.replace(/\r?\n$/, '') }))
}

function commonStart(old: readonly string[], fresh: readonly string[]): number {
  const most = Math.min(old.length, fresh.length)
  let count = 0
  while (count < most && old[count] === fresh[count]) count += 1
  return count
}

function commonEnd(old: readonly string[], fresh: readonly string[], start: number): number {
  const most = Math.min(old.length, fresh.length) - start
  let count = 0
  while (count < most && old[old.length - 1 - count] === fresh[fresh.length - 1 - count]) count += 1
  return count
}

function compare(old: readonly string[], fresh: readonly string[]): ReturnType<typeof diffNumbers> {
  const names = new Map<string, number>()
  const named = (line: string): number => {
    const name = names.get(line) ?? names.size
    names.set(line, name)
    return name
  }
  return diffNumbers(old.map(named), fresh.map(named))
}

// Numbers instead of lines: two long lines that differ at their end are compared often.
function diffNumbers(old: number[], fresh: number[]) {
  const affordable = Math.floor(comparisonBudget / Math.max(1, old.length + fresh.length))
  return diffArrays(old, fresh, { maxEditLength: Math.min(mostEdits, affordable) })
}
