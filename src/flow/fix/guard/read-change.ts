import type { TreeChange } from '../change.js'
import { changedLines, type LineChanges } from './changed-lines.js'
import { kindOfPath, type PathKind } from './path-kind.js'

/** A change with what every rule asks of it. */
export interface ReadChange extends LineChanges {
  readonly change: TreeChange
  readonly path: string
  readonly kind: PathKind
}

export function readChange(change: TreeChange, testPatterns: readonly string[]): ReadChange {
  return {
    ...changedLines(change.before?.text, change.after?.text),
    change,
    path: change.path,
    kind: kindOfPath(change.path, testPatterns)
  }
}
