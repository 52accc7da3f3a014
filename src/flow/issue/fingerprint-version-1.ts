import { frameIdentity } from './frame-identity.js'
import { normaliseMessage } from './normalise.js'
import { causeChain, type StackError, type StackTrace } from './stack-trace.js'

const mostFrames = 30
const mostLibraryFrames = 5

/**
 * What version 1 of the fingerprint was made of: type, template and up to 30 in-app frames of the reported error first, each
 * trusted alike. Its labels stand on tickets of that time. Not to be changed: a ticket's label does not change either.
 */
export function materialOfVersion1(
  error: { readonly errorType: string; readonly errorMessage: string; readonly trace: StackTrace },
  outline: readonly string[]
): readonly string[] {
  const { trace } = error
  const reported: StackError | undefined = trace.errors[0]
  const type = (error.errorType.trim() === '' ? (reported?.type ?? '') : error.errorType.trim()).replace(
    /^(?:Uncaught|Unhandled) /,
    ''
  )
  const frames = causeChain(trace).flatMap(({ frames: own }) => own)
  const inApp = frames.filter((frame) => frame.inApp)
  const keys = (inApp.length > 0 ? inApp : frames).flatMap(
    (frame) => frameIdentity(trace.language, frame) ?? []
  )
  const places = [...new Set(keys)].slice(0, inApp.length > 0 ? mostFrames : mostLibraryFrames)
  return [
    'computed',
    normaliseMessage(type),
    normaliseMessage(error.errorMessage),
    ...(places.length > 0 ? places : outline)
  ]
}
