import type { PatternFacts } from '../src/flow/decision/patterns/pattern.js'

/** An issue as the patterns see it. */
export interface TriedIssue {
  readonly id: string
  readonly facts: PatternFacts
  /** What of the facts the file does not tell, in words. */
  readonly unknown: readonly string[]
}
