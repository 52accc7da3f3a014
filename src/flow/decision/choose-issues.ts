import { spread } from '../event/shard.js'

export interface Chosen<T> {
  readonly taken: readonly T[]
  /** What waits for another run. */
  readonly left: readonly T[]
}

const HOUR_MS = 3_600_000
/** The golden ratio's fraction: steps of it, or of any multiple of it, leave no gap uncovered for long. */
const TURN = 0.618_033_988_749_895

/**
 * Of more issues than a sweep may look at, those that it takes: half of the places go to the most important ones, half to the others in
 * turn. Nothing is remembered between runs, so that the turn is that of the hour: from run to run, however far apart, the places
 * move on through the others in an order that has nothing to do with their importance, and come to every one of them.
 */
export function chooseIssues<T extends { readonly id: string }>(
  issues: readonly T[],
  places: number,
  asked: {
    /** Higher comes first. */
    readonly importance: (issue: T) => number
    /** Milliseconds since the epoch. */
    readonly now: number
  }
): Chosen<T> {
  if (issues.length <= places) return { taken: issues, left: [] }
  const ranked = issues
    .map((issue) => ({ issue, rank: asked.importance(issue) }))
    .sort((a, b) => b.rank - a.rank || compare(a.issue.id, b.issue.id))
    .map(({ issue }) => issue)
  const first = ranked.slice(0, Math.ceil(places / 2))
  const others = ranked.slice(first.length).sort((a, b) => spread(a.id) - spread(b.id) || compare(a.id, b.id))
  const start = Math.floor(((Math.floor(asked.now / HOUR_MS) * TURN) % 1) * others.length)
  const inTurn = [...others.slice(start), ...others.slice(0, start)]
  const rest = places - first.length
  return { taken: [...first, ...inTurn.slice(0, rest)], left: inTurn.slice(rest) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
