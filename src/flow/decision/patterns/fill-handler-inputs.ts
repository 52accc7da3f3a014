import { sanitiseLine } from '../../../text/sanitise.js'
import type { HandlerInput, PatternHandler } from './pattern.js'

/** What a handler may be told of the issue, redacted; `undefined`: not known. */
export type HandlerValues = Readonly<Record<HandlerInput, string | undefined>>

/** Longer values are left out: cut, they might be the name of another service. */
export const MAXIMUM_INPUT_CHARS = 200

/**
 * Inputs for the dispatch of a handler's workflow: of the fixed list and of the configuration alone, each one line of at most 200
 * characters. What is not known is left out, so that the workflow's own default holds. The values come from applications and stay
 * data: a workflow takes them through its environment, never by an expression inside a script.
 * https://docs.github.com/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#understanding-the-risk-of-script-injections
 */
export function fillHandlerInputs(
  { inputs }: Pick<PatternHandler, 'inputs'>,
  values: HandlerValues
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, source]) => {
      const value = 'text' in source ? source.text : values[source.fact]
      const line = value === undefined ? '' : sanitiseLine(value)
      return line === '' || line.length > MAXIMUM_INPUT_CHARS ? [] : [[name, line]]
    })
  )
}
