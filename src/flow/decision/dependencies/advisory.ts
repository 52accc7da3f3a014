import type { FixClass } from '../fix-class.js'
import type { Dependency, DependencyFix } from './dependency.js'

/** What an advisory of GitHub's database says of one package. */
export interface Advisory extends Dependency {
  /** Page for people. */
  readonly url: string
  /** `CWE-476` … https://cwe.mitre.org */
  readonly cwes: readonly string[]
  /** Summary and description. */
  readonly text: string
  readonly affected: string
  /** First version without the flaw; `undefined` when there is none. */
  readonly fixed: string | undefined
}

/** Weaknesses that show as an error that nobody caught. */
const uncaught = ['CWE-248', 'CWE-703', 'CWE-754', 'CWE-755']

/** Weaknesses that show as an error of the class. */
const weaknesses: Readonly<Record<FixClass, readonly string[]>> = {
  'null-safety-guard': ['CWE-476', 'CWE-690', 'CWE-824', ...uncaught],
  'missing-field-default': ['CWE-476', 'CWE-230', ...uncaught],
  'bounds-guard': ['CWE-125', 'CWE-129', 'CWE-131', 'CWE-193', 'CWE-787', 'CWE-788', ...uncaught],
  'parse-guard': ['CWE-1286', 'CWE-1287', 'CWE-241', ...uncaught],
  'dependency-bump': []
}

/** What failed, for finding it in an advisory's text. */
export interface Crash {
  readonly fixClass: FixClass
  readonly type: string
  /** Innermost function of the package. */
  readonly function: string | undefined
}

/**
 * Advisories are about security, and most flaws of a version have nothing to do with an error that it threw. Those count whose
 * weakness is this kind of error and whose text names the error's type or the function that threw.
 */
export function fixesOf(advisories: readonly Advisory[], crash: Crash): readonly DependencyFix[] {
  return advisories.flatMap(({ ecosystem, name, affected, fixed, url, cwes, text }) =>
    fixed !== undefined && cwes.some((cwe) => weaknesses[crash.fixClass].includes(cwe)) && names(text, crash)
      ? [{ ecosystem, name, affected, fixed, source: url, error: undefined }]
      : []
  )
}

function names(text: string, { type, function: thrower }: Crash): boolean {
  const words = new Set(text.split(/[^\w$]+/))
  const shortType = type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf(':')) + 1)
  const shortName = (thrower ?? '').split(/[.:#>/\\]/).findLast((part) => /^[\w$]{4,}$/.test(part))
  return [shortType, shortName].some((word) => word !== undefined && word.length >= 4 && words.has(word))
}
