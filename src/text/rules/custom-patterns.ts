import { RE2JS } from 're2js'
import { ConfigurationError } from '../../errors.js'
import type { Span, SpanFinder } from './span.js'

/** A pattern of the user's own; the name is what the replacement says, in lower-case letters, digits and dashes. */
export interface RedactionPattern {
  readonly name: string
  /** In the syntax of RE2, which has no look-around and no back-references and cannot be made to hang. */
  readonly expression: string
}

/** A finder for the user's patterns. Throws a `ConfigurationError` that names each pattern which does not compile. */
export function createCustomFinder(patterns: readonly RedactionPattern[]): SpanFinder {
  const problems: string[] = []
  const compiled = patterns.flatMap(({ name, expression }) => {
    try {
      return [{ kind: name, pattern: RE2JS.compile(expression) }]
    } catch (cause) {
      problems.push(`redaction pattern "${name}": ${cause instanceof Error ? cause.message : String(cause)}`)
      return []
    }
  })
  if (problems.length > 0) throw new ConfigurationError(problems)
  return (text) => compiled.flatMap(({ kind, pattern }) => findAll(kind, pattern, text))
}

function findAll(kind: string, pattern: RE2JS, text: string): Span[] {
  const spans: Span[] = []
  const matcher = pattern.matcher(text)
  while (matcher.find()) {
    const start = matcher.start()
    const end = matcher.end()
    if (end > start) spans.push({ start, end, kind })
  }
  return spans
}
