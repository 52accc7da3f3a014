import { braceHandlers } from './brace-handlers.js'
import type { ErrorHandler } from './error-handler.js'
import { indentedHandlers } from './indented-handlers.js'
import type { LanguageName } from './language.js'
import { countOf, take } from './line-changes.js'
import type { LineChanges } from './line-changes.js'
import { silenceOf } from './silence.js'
import type { SourceText } from './source-text.js'
import { swallowingPhrases } from './swallowing-phrases.js'

export interface Trouble {
  /** From 0. */
  readonly line: number
  readonly evidence: string
}

/**
 * Places that swallow an error and did not before. A handler that swallowed already may be edited or moved: the error
 * was gone before the change. `before` is `undefined` for a new file.
 */
export function findSwallowedErrors(
  before: SourceText | undefined,
  after: SourceText,
  changes: LineChanges
): readonly Trouble[] {
  const old = before === undefined ? [] : silentHandlers(before)
  const oldLines = new Set(old.map(({ handler }) => handler.line))
  const fresh = silentHandlers(after).filter(({ handler }) => {
    const origin = changes.cameFrom.get(handler.line)
    return origin === undefined || !oldLines.has(origin)
  })
  const texts = countOf(old.map(({ handler }) => shape(handler)))
  return [
    ...fresh
      .filter(({ handler }) => !take(texts, shape(handler)))
      .map(({ handler, silence }) => ({ line: handler.line, evidence: silence })),
    ...swallowingPhrases(after, changes.added)
  ]
}

function silentHandlers(
  source: SourceText
): readonly { readonly handler: ErrorHandler; readonly silence: string }[] {
  const handlers = indented.has(source.language) ? indentedHandlers(source) : braceHandlers(source)
  return handlers.flatMap((handler) => {
    const silence = silenceOf(handler, source.language)
    return silence === undefined ? [] : [{ handler, silence }]
  })
}

const indented: ReadonlySet<LanguageName> = new Set(['python', 'ruby', 'elixir'])

function shape({ head, body }: ErrorHandler): string {
  return `${head}|${body}`.replace(/\s+/g, ' ')
}
