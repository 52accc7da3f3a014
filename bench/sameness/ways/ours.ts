import { createHash } from 'node:crypto'
import { findCulprit } from '../../../src/flow/issue/culprit.js'
import { fingerprintIssue } from '../../../src/flow/issue/fingerprint.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { normaliseMessage } from '../../../src/flow/issue/normalise.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'
import type { StackError, StackFrame } from '../../../src/flow/issue/stack-trace.js'
import type { CulpritRow, ErrorEvent } from '../rows.js'
import { plainWay, type FoundFrame } from './way.js'

/** Name of our own way in every table. */
export const OURS = 'ours'

export const ourMessages = plainWay(OURS, normaliseMessage)

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

export const ourEvents = plainWay(OURS, ({ type, message, stack }: ErrorEvent) => {
  const facts = {
    errorType: type,
    errorMessage: message,
    trace: readStackTrace(stack),
    stack: known(stack),
    vendorFingerprint: unknown<string>('the event sets none')
  }
  return fingerprintIssue(facts, hash).hash
})

export const ourReader = plainWay(OURS, (stack: string) => {
  const { errors } = readStackTrace(stack)
  // The reader says which error is the reported one, and languages print it first or last.
  const inward = (list: readonly StackError[]): readonly StackFrame[] => list.flatMap(({ frames }) => frames)
  const outward = (list: readonly StackError[]): readonly StackFrame[] =>
    list.flatMap(({ frames }) => [...frames].reverse())
  const backward = [...errors].reverse()
  return [inward(errors), outward(errors), inward(backward), outward(backward)]
})

export const ourCulprit = plainWay(OURS, ({ stack }: ErrorEvent): FoundFrame | undefined => {
  const culprit = findCulprit(readStackTrace(stack), undefined)
  return culprit.known ? culprit.value.frame : undefined
})

/** Whether the file of the culprit is found among the repository's. */
export function findsPath({ event, files, path }: CulpritRow): boolean {
  const culprit = findCulprit(readStackTrace(event.stack), indexRepository(files))
  return culprit.known && culprit.value.path.known && culprit.value.path.value === path
}
