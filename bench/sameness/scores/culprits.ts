import type { CulpritRow } from '../rows.js'
import type { CulpritWay } from '../ways/way.js'
import { isSameFile, isSameFunction } from './frames.js'
import { share } from './pairs.js'

export interface CulpritReport {
  /** Share of the traces whose frame to look at first was named. */
  readonly right: number | undefined
  readonly wrong: readonly string[]
}

/** A frame is told by file and line; where the trace has no file, by its function. */
export function scoreCulprits(rows: readonly CulpritRow[], way: CulpritWay): CulpritReport {
  const find = way.learn(rows.map(({ event }) => event))
  const wrong = rows.filter(({ event, culprit }) => {
    const found = find(event)
    if (found === undefined) return true
    if (culprit.file === null || culprit.file === undefined)
      return !isSameFunction(culprit.function, found.function)
    return !isSameFile(culprit.file, found.file) || (culprit.line ?? 0) !== (found.line ?? 0)
  })
  return { right: share(rows.length - wrong.length, rows.length), wrong: wrong.map(({ id }) => id) }
}
