import { expect } from '@jest/globals'
import { findCulprit, type CulpritRules } from '../../../../src/flow/issue/culprit.js'
import { indexRepository } from '../../../../src/flow/issue/repository-index.js'
import type {
  StackError,
  StackFrame,
  StackLanguage,
  StackTrace
} from '../../../../src/flow/issue/stack-trace.js'

type Given = Partial<StackFrame>

/** An in-app frame, but for what is given. */
export function frame(given: Given): StackFrame {
  const plain = { function: undefined, file: undefined, module: undefined, line: 7, column: undefined }
  const text = `${given.function ?? ''} ${given.file ?? ''}`
  return { ...plain, inApp: true, inAppReason: 'not a known library or runtime', text, ...given }
}

/** Frames are innermost first; the error is one that code throws on purpose. */
export function traceOf(
  language: StackLanguage,
  frames: readonly Given[],
  error: Partial<StackError> = {}
): StackTrace {
  const reported = { relation: 'reported', type: 'OrderError', message: 'no order', ...error } as const
  return { language, errors: [{ ...reported, frames: frames.map(frame) }] }
}

/** The culprit's path, or why there is none. */
export function pathOf(trace: StackTrace, files: readonly string[], rules?: CulpritRules): string {
  const culprit = findCulprit(trace, indexRepository(files), rules)
  if (!culprit.known) return `no culprit: ${culprit.reason}`
  const { path } = culprit.value
  return path.known ? path.value : `unknown: ${path.reason}`
}

export function reasonOf(trace: StackTrace, files: readonly string[], rules?: CulpritRules): string {
  const culprit = findCulprit(trace, indexRepository(files), rules)
  return culprit.known ? culprit.value.reason : culprit.reason
}

/** A row of a table: what it is about, the frame, the files of the repository, and the one that is meant. */
export type Row = readonly [about: string, given: Given, files: readonly string[], path: string]

export function checkRow(language: StackLanguage): (...row: Row) => void {
  return (_, given, files, path) => expect(pathOf(traceOf(language, [given]), files)).toBe(path)
}
