import type { StackTrace } from '../../../src/flow/issue/stack-trace.js'

/** Frames as `function @ file:line:column`, the innermost of the reported error first. */
export function framesOf(trace: StackTrace, error = 0): readonly string[] {
  return (trace.errors[error]?.frames ?? []).map((frame) => {
    const place = [frame.file ?? '-', frame.line, frame.column].filter((part) => part !== undefined)
    return `${frame.function ?? '-'} @ ${place.join(':')}`
  })
}

/** `type: message` of every error, the reported one first. */
export function headsOf(trace: StackTrace): readonly string[] {
  return trace.errors.map((error) => `${error.type ?? '-'}: ${error.message ?? '-'}`)
}
