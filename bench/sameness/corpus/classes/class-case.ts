import type { FixClass } from '../../../../src/flow/decision/fix-class.js'
import type { Platform } from '../../../../src/flow/issue/issue.js'
import type { ReadLanguage } from '../../../../src/flow/issue/library-rules.js'

/** What has to come out: the class, or that a machine must not touch it. */
export type Expected = FixClass | 'none' | 'denied'

/** One error as a tracker reports it, and what a careful engineer would say of it. Made up; the wordings are those of the runtimes. */
export interface ClassCase {
  readonly language: ReadLanguage
  readonly type: string
  readonly message: string
  readonly stack: string
  /** Files of the repository. */
  readonly files: readonly string[]
  readonly platform: Platform
  readonly expected: Expected
  readonly why: string
}

/** Expected, why, type, message, frames as printed (innermost first); more of the text after the frames. */
export type ClassRow = readonly [
  expected: Expected,
  why: string,
  type: string,
  message: string,
  frames: readonly string[],
  after?: string
]

export interface Printing {
  readonly language: ReadLanguage
  readonly files: readonly string[]
  readonly platform?: Platform
  readonly print: (type: string, message: string, frames: readonly string[]) => string
}

export function casesOf(printing: Printing, rows: readonly ClassRow[]): readonly ClassCase[] {
  const { language, files, platform = 'BACKEND', print } = printing
  return rows.map(([expected, why, type, message, frames, after]) => ({
    language,
    type,
    message,
    stack: after === undefined ? print(type, message, frames) : `${print(type, message, frames)}\n${after}`,
    files,
    platform,
    expected,
    why
  }))
}

/** `Type: message`, and each frame with what the language puts in front of it. */
export function headFirst(before: string): Printing['print'] {
  return (type, message, frames) => {
    const head = [type, message].filter((part) => part !== '').join(': ')
    return [head, ...frames.map((frame) => `${before}${frame}`)].join('\n')
  }
}
