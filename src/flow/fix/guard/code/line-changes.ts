import { diffArrays } from 'diff'

/** More edits than this are not worth a minimal diff: time grows with their square. */
const mostEdits = 1500

export interface LineChanges {
  /** Lines of the new text that the old text does not have, from 0. A line that only moved or was indented is not new. */
  readonly added: ReadonlySet<number>
  /** For a line that stayed, from 0: where it stood before. */
  readonly cameFrom: ReadonlyMap<number, number>
}

/** Compares without regard to indentation. Past `mostEdits`, what lies between the common start and end counts as changed. */
export function compareLines(before: readonly string[], after: readonly string[]): LineChanges {
  const old = before.map((line) => line.trim())
  const now = after.map((line) => line.trim())
  const cameFrom = new Map<number, number>()
  const changed: number[] = []
  let oldAt = 0
  let newAt = 0
  for (const { added, removed, count } of runsOf(old, now)) {
    for (let index = 0; index < count; index++) {
      if (added) changed.push(newAt++)
      else if (removed) oldAt++
      else cameFrom.set(newAt++, oldAt++)
    }
  }
  const gone = countOf(old)
  for (const line of cameFrom.values()) take(gone, old[line] ?? '')
  return { added: new Set(changed.filter((line) => !take(gone, now[line] ?? ''))), cameFrom }
}

interface Run {
  readonly added: boolean
  readonly removed: boolean
  readonly count: number
}

function runsOf(old: readonly string[], now: readonly string[]): readonly Run[] {
  const runs = diffArrays([...old], [...now], { maxEditLength: mostEdits })
  if (runs !== undefined) return runs
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start++
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  return [
    { added: false, removed: false, count: start },
    { added: false, removed: true, count: old.length - start - end },
    { added: true, removed: false, count: now.length - start - end },
    { added: false, removed: false, count: end }
  ]
}

export function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** Takes one of that text out; false when there is none left. */
export function take(counts: Map<string, number>, text: string): boolean {
  const left = counts.get(text) ?? 0
  if (left === 0) return false
  counts.set(text, left - 1)
  return true
}
