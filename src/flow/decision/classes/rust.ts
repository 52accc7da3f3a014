import type { ClassRule } from '../class-rule.js'

const panics = ['', 'panic', 'Panic', 'panicked', 'PanicException']

/** Panics of the standard library, whose words changed in 1.73 and 1.80. `expect` has words of its own, and is meant. */
export const rustClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: panics,
    message: /^called `Option::unwrap\(\)` on a `None` value$/,
    thrownBy: 'app-or-runtime',
    says: 'unwraps None'
  },
  {
    fixClass: 'missing-field-default',
    types: panics,
    message: /^no entry found for key$/,
    thrownBy: 'app-or-runtime',
    says: 'reads a key that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: panics,
    message:
      /^(?:index out of bounds: the len is \d{1,20} but the index is \d{1,20}|range (?:start|end) index \d{1,20} out of range for slice of length \d{1,20}|slice index starts at \d{1,20} but ends at \d{1,20}|(?:start |end )?byte index \d{1,20} is (?:out of bounds of|not a char boundary)|(?:removal|swap_remove|insertion) index \(is \d{1,20}\) should be <=? len \(is \d{1,20}\)|Out of bounds access$)/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a slice'
  },
  {
    fixClass: 'parse-guard',
    types: panics,
    message:
      /^called `Result::unwrap\(\)` on an `Err` value: (?:ParseIntError \{|ParseFloatError \{|ParseBoolError\b|(?:Parse)?CharError|CharTryFromError|AddrParseError\(|ParseError\((?:Invalid|NotEnough|TooShort|TooLong|OutOfRange|BadFormat|Impossible)\)|Error\(".{1,300}", line: \d{1,12}, column: \d{1,12}\)|Utf8Error \{)/,
    thrownBy: 'app-or-runtime',
    says: 'unwraps a text of another format'
  }
]
