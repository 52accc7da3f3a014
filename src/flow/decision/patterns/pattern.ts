import type { Platform } from '../../issue/issue.js'

export const patternTiers = ['ignore', 'digest', 'ticket', 'escalate'] as const
export type PatternTier = (typeof patternTiers)[number]

/** What a handler's workflow may be told; the values are the issue's own. */
export const handlerInputs = [
  'issue-id',
  'service',
  'environment',
  'version',
  'fingerprint',
  'pattern',
  'error-type',
  'run-url'
] as const
export type HandlerInput = (typeof handlerInputs)[number]

/** A workflow of the repository that is started for an error that is known. */
export interface PatternHandler {
  /** File name under .github/workflows. */
  readonly workflow: string
  /** Branch or tag it runs on; `undefined`: the default branch. */
  readonly ref: string | undefined
  /** Input of the workflow -> what it is given. */
  readonly inputs: Readonly<Record<string, { readonly fact: HandlerInput } | { readonly text: string }>>
  readonly cooldownHours: number
  readonly perDay: number
}

/** What a pattern looks at. All that is given has to fit; of each list, one. */
export interface PatternMatch {
  /** Globs. */
  readonly services: readonly string[]
  readonly environments: readonly string[]
  readonly types: readonly string[]
  /** RE2 on the masked message (its template). */
  readonly message: string | undefined
  /** Globs on the culprit's file as the trace or the repository names it. */
  readonly files: readonly string[]
  readonly platforms: readonly Platform[]
  /** 16 hex digits. */
  readonly fingerprints: readonly string[]
}

/** An error that people know, and what is to be done with it. */
export interface Pattern {
  readonly name: string
  readonly match: PatternMatch
  readonly tier: PatternTier
  readonly autofix: 'never' | 'allow'
  /** Hours in which a repeat is not told again; `undefined`: as dedupe.notify-every says. */
  readonly dedupHours: number | undefined
  /** Goes one tier up to `escalate` with so many events in so many hours. */
  readonly escalateAfter: { readonly events: number; readonly hours: number } | undefined
  /** Name of a team; wins over the ownership map. */
  readonly owner: string | undefined
  readonly note: string | undefined
  readonly reason: string
  /** Last day on which it is obeyed, `2026-12-31` (UTC); `undefined`: it does not expire. */
  readonly expires: string | undefined
  readonly handler: PatternHandler | undefined
}

/** What the patterns look at of an issue. */
export interface PatternFacts {
  readonly service: string
  readonly environment: string | undefined
  readonly errorType: string
  readonly messageTemplate: string
  /** The culprit's file by its names: in the trace, in the repository, and what Datadog says. */
  readonly files: readonly string[]
  readonly platform: Platform
  /** The fingerprint and its former versions. */
  readonly fingerprints: readonly string[]
  /** Events of each hour, oldest first, the running hour last; `undefined`: unknown. */
  readonly hourly: readonly number[] | undefined
}

/** What the patterns say of an issue. */
export interface PatternVerdict {
  /** The first that fits and has not expired. */
  readonly pattern: Pattern | undefined
  /** With `escalate-after` counted in. */
  readonly tier: PatternTier | undefined
  /** In words: which pattern, by what it matched, and why its tier was raised. */
  readonly why: string
  /** Patterns that would have matched and have expired, in words. */
  readonly expired: readonly string[]
}
