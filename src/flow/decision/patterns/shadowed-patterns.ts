import { matchesGlob } from '../glob.js'
import { isExpired } from './match-patterns.js'
import type { Pattern, PatternMatch } from './pattern.js'

/** A pattern that is never reached, and the earlier one that fits whatever it fits. */
export interface ShadowedPattern {
  readonly pattern: Pattern
  readonly by: Pattern
}

/**
 * Patterns that an earlier one leaves nothing, as far as their keys tell: globs and lists are compared, regular expressions and
 * globs of paths only where they are the same text. What has expired casts no shadow.
 */
export function findShadowed(patterns: readonly Pattern[], now: number): readonly ShadowedPattern[] {
  return patterns.flatMap((pattern, index) => {
    const by = patterns
      .slice(0, index)
      .find((earlier) => !isExpired(earlier, now) && covers(earlier.match, pattern.match))
    return by === undefined ? [] : [{ pattern, by }]
  })
}

function covers(wide: PatternMatch, narrow: PatternMatch): boolean {
  // A star of the narrow glob has to lie within one of the wide glob, so that reading it as a letter tells the truth.
  const globs = (key: 'services' | 'environments' | 'types'): boolean =>
    coversList(wide[key], narrow[key], matchesGlob)
  const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
  return (
    globs('services') &&
    globs('environments') &&
    globs('types') &&
    (wide.message === undefined || wide.message === narrow.message) &&
    coversList(wide.files, narrow.files, isSame) &&
    coversList(wide.platforms, narrow.platforms, isSame) &&
    coversList(wide.fingerprints, narrow.fingerprints, isSame)
  )
}

/** An empty list of the wide one asks for nothing; an empty list of the narrow one fits everything. */
function coversList(
  wide: readonly string[],
  narrow: readonly string[],
  fits: (one: string, other: string) => boolean
): boolean {
  if (wide.length === 0) return true
  return narrow.length > 0 && narrow.every((entry) => wide.some((each) => fits(each, entry)))
}
