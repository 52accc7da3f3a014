import type { ErrorEvent } from '../rows.js'

/** One way to do something: ours, or one that is well known. */
export interface Way<Input, Output> {
  readonly name: string
  /** Gets all inputs first, because some ways learn from the stream; gives the function that answers for one. */
  readonly learn: (inputs: readonly Input[]) => (input: Input) => Output
}

export type MessageWay = Way<string, string>
export type EventWay = Way<ErrorEvent, string>

/** A frame as a reader found it. */
export interface FoundFrame {
  readonly function: string | undefined
  readonly file: string | undefined
  readonly line: number | undefined
  /** Absent where the reader does not tell. */
  readonly inApp?: boolean
}

/** Lists of frames in each order in which the text may have them; the best one counts. */
export type ReaderWay = Way<string, readonly (readonly FoundFrame[])[]>
export type CulpritWay = Way<ErrorEvent, FoundFrame | undefined>

/** A way that needs to learn nothing. */
export function plainWay<Input, Output>(name: string, answer: (input: Input) => Output): Way<Input, Output> {
  return { name, learn: () => answer }
}
