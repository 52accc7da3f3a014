import type { ClassRule } from '../class-rule.js'

/** Wordings of V8, Hermes, SpiderMonkey (Firefox), JavaScriptCore (Safari, Bun) and Chakra, which have no word in common. */
export const javascriptClasses: readonly ClassRule[] = [
  {
    fixClass: 'missing-field-default',
    types: ['TypeError'],
    message:
      /^Cannot destructure property ['`](?!Symbol\()[^'`]{1,200}['`] of (?:'.{0,300}' as it is (?:undefined|null)|'undefined' or 'null')\.$/,
    thrownBy: 'app',
    says: 'destructures a field of nothing'
  },
  {
    fixClass: 'null-safety-guard',
    types: ['TypeError'],
    message:
      /^(?:Cannot read properties of (?:undefined|null) \(reading '.{0,300}'\)|Cannot read property '.{0,300}' of (?:undefined|null)|can't access property .{1,200}, .{1,300} is (?:undefined|null)|(?:undefined|null) is not an object \(evaluating '(?!.{0,300} = ).{1,500}'\)|Unable to get property '.{0,200}' of undefined or null reference|Cannot use 'in' operator to search for '.{0,200}' in (?:undefined|null))$/,
    thrownBy: 'app',
    says: 'reads a property of nothing'
  },
  {
    fixClass: 'null-safety-guard',
    types: ['TypeError'],
    message:
      /^(?:Cannot convert undefined or null to object|Cannot convert (?:undefined|null) value to object|can't convert (?:undefined|null) to object|(?:undefined|null|object null) is not iterable(?: \(cannot read property .{1,100}\))?)$/,
    thrownBy: 'app-or-runtime',
    says: 'takes nothing for an object or a list'
  },
  {
    fixClass: 'null-safety-guard',
    types: ['TypeError'],
    message: /^[\w$.[\]"'()]{1,200} is (?:undefined|null)$/,
    thrownBy: 'app',
    says: 'reads a property of nothing'
  },
  {
    fixClass: 'bounds-guard',
    types: ['TypeError', 'RangeError'],
    message:
      /^(?:reduce of empty array with no initial value|Invalid count value: -\d{1,20}|Invalid index ?: -?\d{1,20}|The value of "offset" is out of range\..{0,200}|Attempt to access memory outside buffer bounds|Offset is outside the bounds of the DataView)$/i,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    fixClass: 'parse-guard',
    types: ['SyntaxError'],
    message:
      /(?:\bin JSON at position \d{1,12}(?: \(line \d{1,9} column \d{1,9}\))?$|\bafter JSON at position \d{1,12}|\bis not valid JSON$|^Unexpected end of JSON input$|^JSON\.parse: |^JSON Parse error: )/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text that is not JSON'
  },
  {
    fixClass: 'parse-guard',
    types: ['TypeError', 'RangeError', 'URIError', 'SyntaxError'],
    message:
      /^(?:Invalid URL(?:: .{0,500})?|Failed to construct 'URL': Invalid URL|URL constructor: .{0,500} is not a valid URL\.|.{0,500} cannot be parsed as a URL\.?|Invalid time value|Invalid Date|invalid date|URI malformed|malformed URI sequence|Cannot convert .{0,100} to a BigInt|invalid BigInt syntax)$/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  }
]
