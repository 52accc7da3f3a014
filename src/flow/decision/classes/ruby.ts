import type { ClassRule } from '../class-rule.js'

/** Wordings of MRI 2.7 to 3.4, which quotes names in another way from 3.4 on and says `nil` for `nil:NilClass` from 3.3 on. */
export const rubyClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: ['NoMethodError'],
    message: /^undefined method [`'][^`'=]{1,200}'(?<!\w=') for nil(?::NilClass)?$/,
    thrownBy: 'app',
    says: 'calls a method of nil'
  },
  {
    fixClass: 'null-safety-guard',
    types: ['TypeError', 'ArgumentError'],
    message:
      /^(?:nil can't be coerced into \w{1,40}|no implicit conversion (?:of nil into|from nil to) \w{1,40}|can't convert nil into \w{1,40}|comparison of \w{1,60} with nil failed|comparison of NilClass with .{1,60} failed)$/i,
    thrownBy: 'app-or-runtime',
    through: /\/gems\/json-/,
    says: 'computes with nil'
  },
  {
    fixClass: 'missing-field-default',
    types: ['KeyError'],
    message: /^key not found: (?::\w{1,200}[?!]?|:?"[\w.:@/-]{1,200}")$/,
    thrownBy: 'app-or-runtime',
    thrownIn: /\b(?:fetch|fetch_values|dig)$/,
    says: 'reads a key that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: ['IndexError'],
    message:
      /^(?:index -?\d{1,20} outside of array bounds: -?\d{1,20}\.\.\.-?\d{1,20}|index -?\d{1,20} too small for array; minimum: -?\d{1,20}|index -?\d{1,20} out of string|offset -?\d{1,20} too (?:large|small) for struct\(size:\s?\d{1,20}\))$/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    fixClass: 'parse-guard',
    types: ['JSON::ParserError', 'URI::InvalidURIError', 'Date::Error'],
    message:
      /(?:unexpected (?:token|character|end of input|EOF|keyword)|^bad URI ?\(|^URI must be ascii only|^invalid date$|expected .{1,60} at line \d)/,
    thrownBy: 'app-or-runtime',
    through: /\/gems\/(?:json|uri|date)-/,
    says: 'parses a text of another format'
  },
  {
    fixClass: 'parse-guard',
    types: ['ArgumentError'],
    message:
      /^(?:invalid value for (?:Integer|Float|Rational|Complex|BigDecimal|convert)\(\): |invalid date$|no time information in |invalid (?:xmlschema|strptime) format|invalid date or strptime format)/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  }
]
