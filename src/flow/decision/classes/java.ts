import { withPackage, type ClassRule } from '../class-rule.js'

/** Wordings of OpenJDK 8 to 24, Android, Kotlin and Scala. */
export const javaClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: [...withPackage('java.lang', ['NullPointerException']), 'kotlin.KotlinNullPointerException'],
    // Own words mean that somebody threw it. https://openjdk.org/jeps/358
    message:
      /^(?:null)?$|^Cannot (?:invoke|read field|assign field|load from|store to|read the array length|enter synchronized block|throw exception)\b.{0,600}|^Attempt to (?:invoke (?:virtual|interface|direct) method|read from field|write to field|get length of null array|read from null array|write to null array)\b.{0,600}/,
    thrownBy: 'app-or-runtime',
    says: 'uses null'
  },
  {
    fixClass: 'null-safety-guard',
    types: withPackage('java.util', ['NoSuchElementException']),
    message: /^(?:No value present|None\.get)$/,
    thrownBy: 'runtime',
    says: 'takes the value of an empty Optional'
  },
  {
    fixClass: 'missing-field-default',
    types: [
      ...withPackage('java.util', ['NoSuchElementException']),
      'org.json.JSONException',
      'kotlinx.serialization.MissingFieldException',
      'com.fasterxml.jackson.module.kotlin.MissingKotlinParameterException'
    ],
    message:
      /^(?:No value for [\w.-]{1,200}$|JSONObject\["[^"]{1,200}"\] not found\.?$|Key .{1,200} is missing in the map\.$|key not found: [\w.-]{1,200}$|Fields? .{1,300} (?:is|are) required for type with serial name|Instantiation of .{1,500} value failed for JSON property )/,
    thrownBy: 'runtime',
    through: /^(?:org\.json|kotlinx\.serialization|com\.fasterxml\.jackson)\./,
    says: 'reads a field that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: withPackage('java.lang', ['ArrayIndexOutOfBoundsException']),
    message:
      /^(?:-?\d{1,10}|Index -?\d{1,10} out[ -]of[ -]bounds for length \d{1,10}|length=\d{1,10}; index=-?\d{1,10}|Array index out of range: -?\d{1,10})$/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of an array'
  },
  {
    fixClass: 'bounds-guard',
    types: withPackage('java.lang', ['IndexOutOfBoundsException', 'StringIndexOutOfBoundsException']),
    message:
      /^(?:Index:? ?-?\d{1,10},? (?:Size|Length):? ?\d{1,10}|Index:? ?-?\d{1,10},? out[ -]of[ -]bounds for length \d{1,10}|(?:String )?index out of range: -?\d{1,10}|begin -?\d{1,10}, end -?\d{1,10}, length \d{1,10}|index:? ?-?\d{1,10}, ?length:? ?\d{1,10}|(?:to|from)Index ?= ?-?\d{1,10}|Range \[-?\d{1,10}, -?\d{1,10}\) out of bounds for length \d{1,10}|Empty list doesn't contain element at index -?\d{1,10}\.|Invalid index -?\d{1,10}, size is \d{1,10}|-?\d{1,10} is out of bounds \(min 0, max -?\d{1,10}\)|-?\d{1,10}|length=\d{1,10}; (?:index|regionStart)=-?\d{1,10}.{0,60})$/i,
    thrownBy: 'runtime',
    says: 'goes past the ends of a list or text'
  },
  {
    fixClass: 'bounds-guard',
    types: [
      ...withPackage('java.util', ['NoSuchElementException', 'EmptyStackException']),
      ...withPackage('java.lang', ['UnsupportedOperationException'])
    ],
    message:
      /^(?:(?:List|Collection|Array|Sequence|Char sequence|ArrayDeque) is empty\.?|(?:next on )?empty[. ](?:head|last|max|min|reduceLeft|reduce|iterator|list|collection)|head of empty (?:list|stream|collection)|last of empty \w{1,20}|)$/,
    thrownBy: 'runtime',
    thrownIn: /^(?:java\.util\.(?!Scanner|StringTokenizer)|kotlin\.|scala\.)/,
    says: 'takes an element of an empty list'
  },
  {
    fixClass: 'parse-guard',
    types: [
      ...withPackage('java.lang', ['NumberFormatException']),
      'java.time.format.DateTimeParseException',
      'java.text.ParseException',
      'com.google.gson.JsonSyntaxException',
      'com.google.gson.stream.MalformedJsonException',
      'com.fasterxml.jackson.core.JsonParseException',
      'com.fasterxml.jackson.core.io.JsonEOFException',
      'kotlinx.serialization.json.internal.JsonDecodingException'
    ],
    message: /^/,
    thrownBy: 'runtime',
    through:
      /^(?:com\.google\.gson|com\.fasterxml\.jackson\.(?:core|databind)|kotlinx\.serialization\.json)\./,
    says: 'parses a text of another format'
  },
  {
    fixClass: 'parse-guard',
    types: withPackage('java.lang', ['IllegalArgumentException']),
    message:
      /^(?:Invalid UUID string: |UUID string too large|Illegal character in \w{1,30} at index \d{1,9}: |Illegal base64 character |Input byte(?:\[\]| array) )/,
    thrownBy: 'runtime',
    says: 'parses a text of another format'
  }
]
