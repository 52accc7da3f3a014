import { fitPattern } from '../src/flow/decision/patterns/compile-pattern.js'
import { isExpired, matchPatterns } from '../src/flow/decision/patterns/match-patterns.js'
import type { Pattern, PatternVerdict } from '../src/flow/decision/patterns/pattern.js'
import { findShadowed } from '../src/flow/decision/patterns/shadowed-patterns.js'
import type { TriedIssue } from './tried-issue.js'

export interface TriedPattern {
  readonly pattern: Pattern
  readonly isExpired: boolean
  /** Issues that it decides. */
  readonly decides: number
  /** Issues that it fits as well, and that an earlier pattern decides; of an expired one, all that it fits. */
  readonly fitsToo: number
  /** The earlier pattern that fits whatever this one fits; `undefined` as a rule. */
  readonly shadowedBy: string | undefined
}

export interface Trial {
  readonly issues: readonly {
    readonly issue: TriedIssue
    readonly verdict: PatternVerdict
    /** Names of later patterns that fit, too, and were not asked. */
    readonly fitToo: readonly string[]
  }[]
  readonly patterns: readonly TriedPattern[]
}

/** Tries the patterns on the issues, as triage does it, and what each pattern comes to. `now` in milliseconds since the epoch. */
export function tryPatterns(issues: readonly TriedIssue[], patterns: readonly Pattern[], now: number): Trial {
  const tried = issues.map((issue) => {
    const verdict = matchPatterns(issue.facts, patterns, now)
    const fitting = patterns.filter((each) => fitPattern(each, issue.facts) !== undefined)
    return { issue, verdict, fitting }
  })
  const shadows = new Map(findShadowed(patterns, now).map(({ pattern, by }) => [pattern, by.name]))
  return {
    issues: tried.map(({ issue, verdict, fitting }) => ({
      issue,
      verdict,
      fitToo: fitting
        .filter((each) => each !== verdict.pattern && !isExpired(each, now))
        .map(({ name }) => name)
    })),
    patterns: patterns.map((pattern) => ({
      pattern,
      isExpired: isExpired(pattern, now),
      decides: tried.filter(({ verdict }) => verdict.pattern === pattern).length,
      fitsToo: tried.filter(
        ({ verdict, fitting }) => verdict.pattern !== pattern && fitting.includes(pattern)
      ).length,
      shadowedBy: shadows.get(pattern)
    }))
  }
}
