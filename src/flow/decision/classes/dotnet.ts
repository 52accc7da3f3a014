import { withPackage, type ClassRule } from '../class-rule.js'

/** Wordings of .NET Framework 4.8 and .NET 5 to 9, in English alone: the runtime translates them with its language pack. */
export const dotnetClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: withPackage('System', ['NullReferenceException']),
    message: /^Object reference not set to an instance of an object\.?$/,
    thrownBy: 'app',
    says: 'uses null'
  },
  {
    fixClass: 'null-safety-guard',
    types: withPackage('System', ['InvalidOperationException']),
    message: /^Nullable object must have a value\.$/,
    thrownBy: 'runtime',
    says: 'takes the value of an empty Nullable'
  },
  {
    fixClass: 'missing-field-default',
    types: withPackage('System.Collections.Generic', ['KeyNotFoundException']),
    message: /^The given key (?:'[^']{1,200}' )?was not present in the dictionary\.$/,
    thrownBy: 'runtime',
    says: 'reads a key that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: withPackage('System', ['IndexOutOfRangeException']),
    message: /^Index was outside the bounds of the array\.$/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of an array'
  },
  {
    fixClass: 'bounds-guard',
    types: withPackage('System', ['ArgumentOutOfRangeException', 'InvalidOperationException']),
    message:
      /^(?:Index was out of range\. Must be non-negative and less than the size of the collection\.|Index and length must refer to a location within the string\.|startIndex cannot be larger than length of string\.|Length cannot be less than zero\.|Sequence contains no (?:matching )?elements?|(?:Stack|Queue) empty\.)/,
    thrownBy: 'runtime',
    says: 'goes past the ends of a list'
  },
  {
    fixClass: 'parse-guard',
    types: withPackage('System', ['FormatException', 'UriFormatException']),
    message:
      /^(?:The input string '.{0,300}' was not in a correct format\.|Input string was not in a correct format\.|String '.{0,300}' was not recognized as a valid |Guid should contain 32 digits|Unrecognized Guid format\.|The input is not a valid Base-64 string|Invalid URI: )/,
    thrownBy: 'runtime',
    says: 'parses a text of another format'
  },
  {
    fixClass: 'parse-guard',
    types: [
      'System.Text.Json.JsonException',
      'System.Text.Json.JsonReaderException',
      'Newtonsoft.Json.JsonReaderException'
    ],
    message: /(?:LineNumber: \d{1,9} \| BytePositionInLine: \d{1,9}\.|line \d{1,9}, position \d{1,9}\.)$/,
    thrownBy: 'runtime',
    through: /^Newtonsoft\.Json\./,
    says: 'parses a text that is not JSON'
  }
]
