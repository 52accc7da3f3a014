import type { FrameOrigin } from '../issue/library-rule.js'
import type { ReadLanguage } from '../issue/library-rules.js'
import type { FixClass } from './fix-class.js'

/** Code that may have thrown an error of a class: a mend in our code cannot help where another's code is at fault. */
export type Thrower = 'app' | 'app-or-runtime' | 'anyone'

/** Recognises a class by the error's type and message. Both have to fit. */
export interface ClassRule {
  readonly language: ReadLanguage
  readonly fixClass: FixClass
  /** Tested on the type without its package. */
  readonly type: RegExp
  readonly message?: RegExp
  readonly thrownBy: Thrower
  /** Functions that throw such an error on purpose: someone decided that this value is not acceptable. */
  readonly notThrownIn?: RegExp
  /** Evidence, in words for the ticket. */
  readonly says: string
}

const throwers: Readonly<Record<Thrower, readonly FrameOrigin[]>> = {
  app: ['app'],
  'app-or-runtime': ['app', 'runtime', 'generated'],
  anyone: ['app', 'runtime', 'generated', 'library', 'none']
}

export function mayThrow(thrower: Thrower, origin: FrameOrigin): boolean {
  return throwers[thrower].includes(origin)
}
