import type { DependencyBump } from './dependencies/dependency.js'

/**
 * Error classes that a machine may try to fix. The list is closed: everything else is for people.
 */
export const fixClasses = [
  'null-safety-guard',
  'missing-field-default',
  'bounds-guard',
  'parse-guard',
  'dependency-bump'
] as const
export type FixClass = (typeof fixClasses)[number]

/** What speaks against a class although type and wording fit. A closed set. */
export const refutations = [
  'one-of-several-errors',
  'one-of-several-bugs',
  'rethrown-on-purpose',
  'thrown-by-guard',
  'thrown-by-library',
  'culprit-not-the-caller',
  'too-deep-in-runtime',
  'concurrency',
  'outside-value',
  'missing-configuration',
  'wording-of-another-engine',
  'not-a-source-file',
  'thrown-on-purpose'
] as const
export type Refutation = (typeof refutations)[number]

/** What code, not a model, says about the kind of error. */
export type Classification =
  | {
      readonly kind: 'class'
      readonly fixClass: FixClass
      readonly evidence: string
      /** Which package to which version; only of the class `dependency-bump`. */
      readonly bump?: DependencyBump
    }
  /** It looks like a class, and a deny rule forbids it: deny rules always win. */
  | {
      readonly kind: 'denied'
      readonly fixClass: FixClass | undefined
      readonly rule: string
      readonly evidence: string
    }
  | {
      readonly kind: 'none'
      readonly evidence: string
      /** The class that type and wording pointed to, and what refuted it. */
      readonly refuted?: { readonly fixClass: FixClass; readonly by: Refutation }
    }
