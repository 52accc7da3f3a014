import type { StackLanguage } from '../stack-trace.js'

/** What a frame does that others' errors pass through it, as the reason names it. */
export type GlueKind =
  | 'guard'
  | 'error factory'
  | 'error handler'
  | 'logger'
  | 'retry'
  | 'wrapper'
  | 'middleware'
  | 'interceptor'
  | 'transaction or context'
  | 'generated code'
  | 'test support'
  | 'entry point'

/**
 * When glue is passed over. `always`: the frame is never the place to look at. `unless-fault`: not where the language itself
 * failed in it, because that is a bug of the glue. `thrown`: only where the frame threw on purpose.
 */
export type GlueWhen = 'always' | 'unless-fault' | 'thrown'

/** What glue is recognised by: all tests that a rule has must fit. Names are in snake case, without leading underscores. */
export interface GlueRule {
  readonly kind: GlueKind
  readonly when: GlueWhen
  /** Tested on the function. */
  readonly name?: RegExp
  /** Tested on the class, module or package that the function is a member of. */
  readonly owner?: RegExp
  /** Tested on the file, with `/` for `\`. */
  readonly file?: RegExp
  /** Absent: in all languages. */
  readonly languages?: readonly StackLanguage[]
}
