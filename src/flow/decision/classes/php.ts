import type { ClassRule } from '../class-rule.js'

/** Warnings become errors in the error handlers of the frameworks, of which a frame then stands on top. */
const warnings = ['ErrorException', 'Warning', 'Notice', 'E_WARNING', 'E_NOTICE', 'PHP Warning', 'PHP Notice']
const handlers =
  /(?:^|[\\/])(?:Illuminate[\\/]Foundation[\\/]Bootstrap[\\/]HandleExceptions|Symfony[\\/]Component[\\/]ErrorHandler|symfony\/error-handler|laravel\/framework\/src\/Illuminate\/Foundation\/Bootstrap\/HandleExceptions)/

/** Wordings of PHP 7.4 to 8.4. */
export const phpClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: ['Error'],
    message: /^Call to a member function \w{1,200}\(\) on null$/,
    thrownBy: 'app',
    says: 'calls a method of null'
  },
  {
    fixClass: 'null-safety-guard',
    types: warnings,
    message:
      /^(?:(?:Warning|Notice): )?(?:Attempt to read property "[^"]{1,200}" on null|Trying to access array offset on (?:value of type )?null|foreach\(\) argument must be of type array\|object, null given)$/,
    thrownBy: 'app',
    through: handlers,
    says: 'reads from null'
  },
  {
    fixClass: 'null-safety-guard',
    types: ['TypeError'],
    // The runtime adds ", called in" where a function of PHP code was called.
    message:
      /^[a-z]\w{1,60}\(\): Argument #\d{1,2} \(\$\w{1,60}\) must be of type [\w|?\\]{1,80}, null given$/,
    thrownBy: 'app-or-runtime',
    says: 'passes null to a function of PHP'
  },
  {
    fixClass: 'missing-field-default',
    types: warnings,
    message:
      /^(?:(?:Warning|Notice): )?(?:Undefined array key "[\w.:@/-]{1,200}"|Undefined index: [\w.:@/-]{1,200}|Undefined property: stdClass::\$\w{1,200})$/,
    thrownBy: 'app',
    through: handlers,
    says: 'reads a key that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: warnings,
    message:
      /^(?:(?:Warning|Notice): )?(?:Undefined array key -?\d{1,20}|Undefined offset: -?\d{1,20}|Uninitialized string offset:? -?\d{1,20})$/,
    thrownBy: 'app',
    through: handlers,
    says: 'goes past the ends of a list'
  },
  {
    fixClass: 'bounds-guard',
    types: ['ValueError'],
    message:
      /^(?:max|min|array_rand|array_pop)\(\): Argument #1 \(\$\w{1,40}\) (?:must contain at least one element|cannot be empty)$/,
    thrownBy: 'app-or-runtime',
    says: 'takes an element of an empty list'
  },
  {
    fixClass: 'parse-guard',
    types: [
      'JsonException',
      'Exception',
      'DateMalformedStringException',
      'DateMalformedIntervalStringException'
    ],
    message:
      /^(?:Syntax error|Malformed UTF-8 characters, possibly incorrectly encoded|Control character error, possibly incorrectly encoded|(?:DateTime|DateTimeImmutable)::__construct\(\): Failed to parse time string |Failed to parse time string |DateInterval::__construct\(\): Unknown or bad format |Unknown or bad format )/,
    thrownBy: 'app-or-runtime',
    thrownIn: /json_decode$|Date(?:Time|TimeImmutable|Interval)->__construct$/,
    says: 'parses a text of another format'
  }
]
