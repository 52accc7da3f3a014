/** A stretch of text to take out: `[start, end)` in UTF-16 units, and what it is, as the replacement will say. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly kind: string
}

/** Finds in a text what has to go. Never throws, and takes time linear in the text whatever the text says. */
export type SpanFinder = (text: string) => readonly Span[]

/**
 * What one pattern finds. Where it has a group `secret`, that is what goes, and it ends the match. A group `before`, in a
 * look-behind, goes too: the search is for a rare sign in the middle, and what is left of it is read only where the sign
 * was found. A look-behind in front of the sign would be tried at every character, for quadratic time.
 */
export interface PatternRule {
  readonly kind: string
  /** Has the flag `g`. Every repetition is bounded or ends at a character that no other start of the pattern crosses. */
  readonly pattern: RegExp
  /** Looks closer: a check digit, the words before. Absent: every match counts. */
  readonly accept?: (secret: string, text: string, start: number) => boolean
}

/** The finder that applies a table of patterns. */
export function findByPatterns(rules: readonly PatternRule[], text: string): Span[] {
  return rules.flatMap((rule) => findByPattern(rule, text))
}

function findByPattern({ kind, pattern, accept }: PatternRule, text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length
    const secret = match.groups?.['secret'] ?? match[0]
    const start = end - secret.length - (match.groups?.['before']?.length ?? 0)
    if (accept === undefined || accept(secret, text, start)) spans.push({ start, end, kind })
  }
  return spans
}

/**
 * Spans in order and apart: those that overlap become one, named after the longest of them, at a tie after the kind that
 * comes first in the alphabet; in whatever order the spans come.
 */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  let longest: Span | undefined
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last === undefined || longest === undefined || span.start >= last.end) {
      merged.push(span)
      longest = span
    } else {
      longest = namesBetter(span, longest) ? span : longest
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind: longest.kind }
    }
  }
  return merged
}

function namesBetter(span: Span, other: Span): boolean {
  const more = span.end - span.start - (other.end - other.start)
  return more > 0 || (more === 0 && span.kind < other.kind)
}
