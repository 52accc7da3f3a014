import type { FixClass } from './fix-class.js'

/** Whose code may have thrown an error of a class, `runtime` standing for the language's own library. */
export type Thrower = 'app' | 'runtime' | 'app-or-runtime'

/** Recognises a class by the runtime's own type and wording. All that is given has to fit. */
export interface ClassRule {
  readonly fixClass: FixClass
  /** As printed, package included: a type of our own with the same last name is another one. `''` is a trace without a type. */
  readonly types: readonly string[]
  /** Tested on the first line, which the runtime writes and nobody else would. */
  readonly message: RegExp
  readonly thrownBy: Thrower
  /** Function that has to be the innermost one, where the wording says too little. */
  readonly thrownIn?: RegExp
  /** Parsers by package or folder that count as the runtime here. A library that is not one of them refutes the class. */
  readonly through?: RegExp
  /** Evidence, in words for the ticket. */
  readonly says: string
}

/** Both ways in which a type of the language's own library is printed. */
export function withPackage(name: string, types: readonly string[]): readonly string[] {
  return types.flatMap((type) => [`${name}.${type}`, type])
}
