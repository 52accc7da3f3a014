import type { State } from './state.js'
import type { Violation } from './violation.js'

/** No credential in anything that is shown, kept or sent, but for the header that it is for. */
export function judgeCredentials({ texts, secrets }: State): readonly Violation[] {
  return texts.flatMap(({ where, text }) =>
    secrets
      .filter(({ value }) => text.includes(value))
      .map(({ name }) => ({ invariant: 'no credential anywhere', detail: `${where} has ${name}` }))
  )
}
