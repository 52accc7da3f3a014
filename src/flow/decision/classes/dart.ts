import type { ClassRule } from '../class-rule.js'

/** Errors as the VM and its ahead-of-time compiler print them, with and without the type in front. */
export const dartClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: ['_TypeError', 'TypeError', '_CastError', 'NoSuchMethodError', 'String', ''],
    message:
      /^(?:Null check operator used on a null value$|(?:NoSuchMethodError: )?The (?:method|getter|operator) '[^']{1,200}' was called on null)/,
    thrownBy: 'app-or-runtime',
    says: 'uses null'
  },
  {
    fixClass: 'missing-field-default',
    types: ['_TypeError', 'TypeError', '_CastError', 'String', ''],
    message: /^type 'Null' is not a subtype of type '[^']{1,200}'(?: in type cast| of '[^']{1,200}')?$/,
    thrownBy: 'app-or-runtime',
    says: 'casts a field that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: ['RangeError', 'IndexError', 'StateError', ''],
    message:
      /^(?:(?:RangeError )?(?:\((?:index|end|start|length)\): )?(?:Invalid value: (?:Not in inclusive range|Valid value range is empty|Only valid value is)|Index out of range: )|(?:Bad state: )?No element$|no indices are valid)/,
    thrownBy: 'runtime',
    through: /^package:collection\//,
    says: 'goes past the ends of a list'
  },
  {
    fixClass: 'parse-guard',
    types: ['FormatException'],
    message: /^/,
    thrownBy: 'runtime',
    says: 'parses a text of another format'
  }
]
