import type { ClassRule } from '../class-rule.js'

/** Wordings of Elixir 1.12 to 1.18. */
export const elixirClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: ['KeyError', 'BadMapError', 'UndefinedFunctionError', 'Protocol.UndefinedError'],
    message:
      /^(?:key :\w{1,200}[?!]? not found in: nil\b|expected a map, got: nil\b|expected a map, got:\s{1,20}nil\b|function nil\.\w{1,200}[?!]?\/\d{1,3} is undefined|protocol (?:Enumerable|String\.Chars|Collectable|List\.Chars) not implemented for nil of type Atom|protocol (?:Enumerable|String\.Chars|Collectable|List\.Chars) not implemented for type Atom\..{0,500}Got value:\s{1,20}nil\b)/,
    thrownBy: 'app-or-runtime',
    says: 'uses nil'
  },
  {
    fixClass: 'missing-field-default',
    types: ['KeyError'],
    message: /^key (?::\w{1,200}[?!]?|"[\w.:@/-]{1,200}") not found in:\s{1,20}[%[]/,
    thrownBy: 'app-or-runtime',
    says: 'reads a key that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: ['Enum.EmptyError', 'Enum.OutOfBoundsError'],
    message: /^(?:empty error|out of bounds error\b.{0,300})$/,
    thrownBy: 'runtime',
    says: 'takes an element of an empty list'
  },
  {
    fixClass: 'bounds-guard',
    types: ['ArgumentError'],
    message: /^(?:argument error|errors were found at the given arguments:.{0,500})$/,
    thrownBy: 'runtime',
    thrownIn: /^:?erlang\.(?:hd|tl|element)\b/,
    says: 'takes an element of an empty list'
  },
  {
    fixClass: 'parse-guard',
    types: ['ArgumentError'],
    message: /^(?:argument error|errors were found at the given arguments:.{0,500})$/,
    thrownBy: 'runtime',
    thrownIn: /^:?erlang\.binary_to_(?:integer|float)\b/,
    says: 'parses a text that is no number'
  },
  {
    fixClass: 'parse-guard',
    types: ['ArgumentError', 'Jason.DecodeError'],
    message:
      /^(?:cannot parse ".{0,300}" as (?:date|time|datetime|naive datetime|duration), reason: |unexpected (?:byte|end of input) at position \d{1,12}|incorrect padding$|non-alphabet (?:digit|character) found: )/,
    thrownBy: 'runtime',
    through: /(?:^|\/|\()jason\b|^Jason\./,
    says: 'parses a text of another format'
  }
]
