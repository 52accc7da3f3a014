import type { ClassRule } from '../class-rule.js'

/** Wordings of CPython 3.6 to 3.14. */
export const pythonClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: ['AttributeError', 'TypeError'],
    message:
      /^(?:'NoneType' object (?:has no attribute '(?!__)[^']{1,200}'|is not (?:subscriptable|iterable)$|does not support item assignment$)|object of type 'NoneType' has no len\(\)|argument of type 'NoneType' is not (?:iterable|a container)|cannot unpack non-iterable NoneType object|.{1,300} argument after \*{1,2} must be (?:an iterable|a mapping), not NoneType|unsupported operand type\(s\) for .{1,12}: (?:'NoneType' and '[\w.]{1,100}'|'[\w.]{1,100}' and 'NoneType')|'[<>=]{1,2}' not supported between instances of (?:'NoneType' and '[\w.]{1,100}'|'[\w.]{1,100}' and 'NoneType')|can only concatenate \w{1,40} \(not "NoneType"\) to \w{1,40}|(?:int|float)\(\) argument must be .{1,80} not 'NoneType'|the JSON object must be str, bytes or bytearray, not NoneType)/,
    thrownBy: 'app-or-runtime',
    says: 'uses None'
  },
  {
    fixClass: 'bounds-guard',
    types: ['KeyError'],
    message: /^'(?:pop from an empty set|popitem\(\): dictionary is empty)'$/,
    thrownBy: 'app-or-runtime',
    says: 'takes an element of an empty collection'
  },
  {
    fixClass: 'missing-field-default',
    types: ['KeyError'],
    message: /^(?:'[\w.:@/-]{1,200}'|"[\w.:@/-]{1,200}")$/,
    thrownBy: 'app',
    says: 'reads a key that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: ['IndexError'],
    message:
      /^(?:(?:list|string|tuple|deque|bytearray|array|range object) index out of range|(?:list assignment )?index out of range|pop from (?:an )?empty (?:list|deque|bytearray|array)|Cannot choose from an empty sequence)$/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    fixClass: 'bounds-guard',
    types: ['ValueError', 'statistics.StatisticsError', 'StatisticsError'],
    message:
      /^(?:(?:max|min)\(\) (?:arg is an empty sequence|iterable argument is empty)|not enough values to unpack \(expected (?:at least )?\d{1,9}, got \d{1,9}\)|\w{1,20} requires at least one data point|no median for empty data)$/,
    thrownBy: 'app-or-runtime',
    says: 'takes an element of an empty list'
  },
  {
    fixClass: 'parse-guard',
    types: ['json.decoder.JSONDecodeError', 'json.JSONDecodeError', 'JSONDecodeError'],
    message: /: line \d{1,12} column \d{1,12} \(char \d{1,12}\)$/,
    thrownBy: 'runtime',
    thrownIn: /^(?:JSONDecoder\.)?(?:raw_decode|decode|loads|py_scanstring|scan_once|JSONObject)$/,
    says: 'parses a text that is not JSON'
  },
  {
    fixClass: 'parse-guard',
    types: ['ValueError', 'decimal.InvalidOperation', 'InvalidOperation', 'binascii.Error'],
    message:
      /^(?:invalid literal for int\(\) with base \d{1,2}: |could not convert string to float: |time data .{0,500} does not match format |unconverted data remains: |Invalid isoformat string: |badly formed hexadecimal UUID string$|\[<class 'decimal\.ConversionSyntax'>\]$|Invalid literal for Fraction: |.{0,200} does not appear to be an IPv[46]|non-hexadecimal number found in fromhex\(\)|Incorrect padding$|Invalid base64-encoded string: )/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  }
]
