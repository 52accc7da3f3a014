import type { ClassRule } from './class-rule.js'

const javascriptClasses: readonly ClassRule[] = [
  {
    language: 'javascript',
    fixClass: 'missing-field-default',
    type: /^TypeError$/,
    message: /^Cannot destructure property .{1,200} (?:of|as) .{0,300}\b(?:undefined|null)\b/,
    thrownBy: 'app',
    says: 'destructures a field of nothing'
  },
  {
    language: 'javascript',
    fixClass: 'null-safety-guard',
    type: /^TypeError$/,
    message:
      /^(?:Cannot read propert(?:y|ies) .{0,300}\b(?:undefined|null)\b|can't access property .{1,200}, .{1,200} is (?:undefined|null)|'?(?:undefined|null)'? is not an object \(evaluating '(?!.{0,200} = )|Unable to get property .{1,200} of undefined or null|Cannot convert undefined or null to object|(?:undefined|null|object null) is not iterable|.{1,200} is (?:undefined|null)$)/,
    thrownBy: 'app-or-runtime',
    says: 'reads a property of nothing'
  },
  {
    language: 'javascript',
    fixClass: 'bounds-guard',
    type: /^(?:TypeError|RangeError)$/,
    message:
      /^(?:Reduce of empty array with no initial value|Invalid array length|Invalid count value|The value of "offset" is out of range|Offset is outside the bounds of the DataView)/i,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    language: 'javascript',
    fixClass: 'parse-guard',
    type: /^SyntaxError$/,
    message:
      /(?:\bin JSON\b|\bis not valid JSON$|^Unexpected end of JSON input|^JSON\.parse:|^JSON Parse error:|^JSON5:)/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text that is not JSON'
  },
  {
    language: 'javascript',
    fixClass: 'parse-guard',
    type: /^(?:TypeError|RangeError|URIError)$/,
    message:
      /^(?:Invalid URL|Invalid time value|Failed to construct 'URL'|URI malformed|Cannot convert .{1,100} to a BigInt)/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  },
  {
    language: 'javascript',
    fixClass: 'dependency-bump',
    type: /^Error$/,
    message:
      /(?:^require\(\) of ES Module .{1,300} not supported|^Package subpath .{1,200} is not defined by "exports")/,
    thrownBy: 'anyone',
    says: 'a dependency no longer fits how it is loaded'
  }
]

const pythonClasses: readonly ClassRule[] = [
  {
    language: 'python',
    fixClass: 'null-safety-guard',
    type: /^(?:AttributeError|TypeError)$/,
    message:
      /^(?:'NoneType' object (?:has no attribute '|is not (?:subscriptable|iterable)|does not support item)|object of type 'NoneType' has no len|argument of type 'NoneType' is not (?:iterable|a container)|cannot unpack non-iterable NoneType)/,
    thrownBy: 'app-or-runtime',
    says: 'uses None'
  },
  {
    language: 'python',
    fixClass: 'missing-field-default',
    type: /^KeyError$/,
    message: /^(?:'[^']{1,200}'|"[^"]{1,200}")$/,
    thrownBy: 'app-or-runtime',
    says: 'reads a key that is not there'
  },
  {
    language: 'python',
    fixClass: 'bounds-guard',
    type: /^IndexError$/,
    message:
      /^(?:(?:list|string|tuple|deque|bytearray|array|range object) index out of range|(?:list assignment )?index out of range|pop from (?:an )?empty |Cannot choose from an empty sequence)/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    language: 'python',
    fixClass: 'bounds-guard',
    type: /^ValueError$/,
    message: /^(?:max|min)\(\) (?:arg is an|iterable argument is) empty|^not enough values to unpack/,
    thrownBy: 'app-or-runtime',
    says: 'takes an element of an empty list'
  },
  {
    language: 'python',
    fixClass: 'parse-guard',
    type: /^(?:JSONDecodeError|InvalidOperation)$/,
    thrownBy: 'anyone',
    says: 'parses a text of another format'
  },
  {
    language: 'python',
    fixClass: 'parse-guard',
    type: /^ValueError$/,
    message:
      /^(?:invalid literal for int\(\)|could not convert string to float|time data .{1,200} does not match format|Invalid isoformat string|unconverted data remains|badly formed hexadecimal UUID string)/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  },
  {
    language: 'python',
    fixClass: 'dependency-bump',
    type: /^ImportError$/,
    message: /^cannot import name '[^']{1,200}' from '[^']{1,200}' \(.{0,500}(?:site|dist)-packages/,
    thrownBy: 'anyone',
    says: 'a dependency no longer has what is imported from it'
  }
]

const javaClasses: readonly ClassRule[] = [
  {
    language: 'java',
    fixClass: 'null-safety-guard',
    type: /^(?:NullPointerException|KotlinNullPointerException)$/,
    thrownBy: 'app-or-runtime',
    notThrownIn: /requireNonNull|checkNotNull|Preconditions\.|Assert\.|Validate\.|Intrinsics\.throw/,
    says: 'uses null'
  },
  {
    language: 'java',
    fixClass: 'null-safety-guard',
    type: /^NoSuchElementException$/,
    message: /^No value present$/,
    thrownBy: 'app-or-runtime',
    says: 'takes the value of an empty Optional'
  },
  {
    language: 'java',
    fixClass: 'missing-field-default',
    type: /^(?:JSONException|NoSuchElementException|MissingFieldException|MissingKotlinParameterException)$/,
    message:
      /^(?:No value for |JSONObject\[.{1,200}\] not found|Key .{1,200} is missing in the map|Field .{1,200} is required|Instantiation of .{1,300} value failed for JSON property)/,
    thrownBy: 'anyone',
    says: 'reads a field that is not there'
  },
  {
    language: 'java',
    fixClass: 'bounds-guard',
    type: /^(?:Array|String)?IndexOutOfBoundsException$/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    language: 'java',
    fixClass: 'bounds-guard',
    type: /^NoSuchElementException$/,
    message: /^(?:(?:List|Collection|Array|Sequence|Char sequence) is empty\.?|)$/,
    thrownBy: 'app-or-runtime',
    says: 'takes an element of an empty list'
  },
  {
    language: 'java',
    fixClass: 'parse-guard',
    type: /^(?:NumberFormatException|DateTimeParseException|JsonParseException|JsonSyntaxException|MalformedJsonException|ParseException)$/,
    thrownBy: 'anyone',
    says: 'parses a text of another format'
  },
  {
    language: 'java',
    fixClass: 'parse-guard',
    type: /^IllegalArgumentException$/,
    message: /^(?:Invalid UUID string:|No enum constant )/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  },
  {
    language: 'java',
    fixClass: 'dependency-bump',
    type: /^(?:NoSuchMethodError|NoSuchFieldError|AbstractMethodError|IncompatibleClassChangeError)$/,
    message: /\b(?:org|com|io|net|jakarta|okhttp3|kotlinx)[./]/,
    thrownBy: 'anyone',
    says: 'two versions of a dependency do not fit together'
  }
]

const dartClasses: readonly ClassRule[] = [
  {
    language: 'dart',
    fixClass: 'null-safety-guard',
    type: /^(?:_?TypeError|_CastError|NoSuchMethodError|String|)$/,
    message:
      /^(?:Null check operator used on a null value|The (?:method|getter|operator) '[^']{1,200}' was called on null|NoSuchMethodError: The (?:method|getter) '[^']{1,200}' was called on null)/,
    thrownBy: 'app-or-runtime',
    says: 'uses null'
  },
  {
    language: 'dart',
    fixClass: 'missing-field-default',
    type: /^(?:_?TypeError|_CastError|String|)$/,
    message: /^type 'Null' is not a subtype of type '/,
    thrownBy: 'app-or-runtime',
    says: 'casts a field that is not there'
  },
  {
    language: 'dart',
    fixClass: 'bounds-guard',
    type: /^(?:RangeError|IndexError|StateError|)$/,
    message:
      /^(?:RangeError \((?:index|end|start)\)|\((?:index|end|start)\): |Invalid value: (?:Not in inclusive range|Valid value range is empty|Only valid value)|Bad state: No element|No element$)/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  },
  {
    language: 'dart',
    fixClass: 'parse-guard',
    type: /^FormatException$/,
    thrownBy: 'app-or-runtime',
    says: 'parses a text of another format'
  }
]

/** Which errors a machine may try to mend, by language. The first rule that fits decides; precision before recall. */
export const classRules: readonly ClassRule[] = [
  ...javascriptClasses,
  ...pythonClasses,
  ...javaClasses,
  ...dartClasses
]
