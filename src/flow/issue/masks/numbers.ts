import { digits, endsWith, other, rank, thenOf, type MaskRule, type Place } from './mask-rule.js'
import { maskPart } from './identifiers.js'

const plain = '\\d{1,400}(?:_\\d{3}){0,20}'
const numeric = `${plain}(?:[.,]\\d+){0,40}(?:[eE][-+]?\\d{1,4})?`

export const numberRules: readonly MaskRule[] = [
  {
    name: 'code',
    starts: `${digits}-`,
    rank: rank.code,
    pattern: /(?<![\w.])-?\d{1,10}(?!\w|[.,:]\d|-\d)/y,
    opening: { atMost: 10, then: { letters: '', both: '', sign: digits } },
    replace: (match, place) => (isCode(match, place) ? match : undefined)
  },
  {
    name: 'status with its words',
    starts: '12345',
    rank: rank.code,
    pattern:
      /(?<![\w.])[1-5]\d\d:? (?:OK|Created|Accepted|No Content|Moved Permanently|Found|Not Modified|Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Not Acceptable|Request Timeout|Conflict|Gone|Length Required|Precondition Failed|Payload Too Large|Request Entity Too Large|URI Too Long|Unsupported Media Type|Unprocessable (?:Entity|Content)|Too Many Requests|Internal Server Error|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Client Error|Server Error)(?!\w)/iy,
    opening: { atLeast: 3, atMost: 3, then: thenOf('digits', ': ') },
    replace: (match) => match
  },
  {
    name: 'standard',
    starts: '8',
    rank: rank.code,
    pattern: /(?<![\w.])802\.\d{1,2}[a-z]{0,2}(?!\w)/y,
    opening: { atLeast: 3, atMost: 3, then: thenOf('digits', '.') },
    replace: (match) => match
  },
  {
    name: 'size',
    starts: `${digits}<`,
    rank: rank.number,
    pattern: new RegExp(
      `(?<![\\w.>])<?${numeric} ?(?:bytes?|octets?|[kKMGTPE]i?[Bb]|[kmgt]i?b|[kKMGT]i?Bytes|[KMGT]i|B)(?!\\w)(?: \\(${numeric} ?(?:bytes?|[kKMGTPE]i?B)\\))?`,
      'y'
    ),
    opening: { then: { digits: ' .,', sign: digits } },
    replace: () => '<size>'
  },
  {
    name: 'number',
    starts: `${digits}+-`,
    rank: rank.number,
    pattern: new RegExp(
      `(?<![\\w.])[-+]?${numeric}(?:(?:\\.\\.\\.?|[-:x/×])[-+]?${numeric}){0,40}(?:%|(?:st|nd|rd|th)(?!\\w))?(?!\\w|[.,]\\d)`,
      'y'
    ),
    opening: { then: { sign: digits } },
    replace: (match, place) => (/^[-+]/.test(match) && /\d$/.test(place.before) ? undefined : '<num>')
  },
  {
    name: 'word that starts with a digit',
    starts: `${digits}`,
    rank: rank.number,
    pattern: /(?<![\w.])\d\w*(?:[-_]\w*){0,40}/y,
    replace: maskDigitsFirst
  },
  {
    name: 'number after a dot',
    starts: digits,
    rank: rank.word,
    pattern: /(?<=\.)\d[\d.]*(?!\w)/y,
    replace: () => '<num>'
  },
  // https://www.unicode.org/reports/tr44/#Numeric_Type
  {
    name: 'digits of other scripts',
    starts: other,
    rank: rank.number,
    pattern: /\p{Nd}{1,400}/uy,
    replace: () => '<num>'
  },
  {
    name: 'runtime with its version',
    starts: 'PNJRGE',
    rank: rank.code,
    words: ['python', 'node', 'java', 'jdk', 'php', 'ruby', 'go', 'ecmascript', 'es'],
    pattern:
      /(?<!\w)(?:Python|Node(?:\.js)?|Java|JDK|PHP|Ruby|Go|ECMAScript|ES) v?\d{1,2}(?:\.\d{1,2})?(?![\w.])/y,
    opening: { atMost: 10, then: thenOf('letters', ' .') },
    replace: (match) => match
  }
]

/** A word for a code right before a number, and which numbers are codes after it: others (`error 58231`) are values. */
const codesAfter: readonly (readonly [RegExp, (code: number) => boolean])[] = [
  // https://www.rfc-editor.org/rfc/rfc9110#section-15; after a protocol stands the status of an access log.
  [
    /\b(?:http|status(?:[ _-]?code)?|response(?:[ _-]?code)|(?:answered|responded|replied)(?: with)?|http\/\d(?:\.\d)?"?)$/i,
    (code) => code >= 100 && code < 600
  ],
  // https://man7.org/linux/man-pages/man3/errno.3.html
  [/\b(?:errno|oserror)$/i, (code) => Math.abs(code) < 1000],
  // https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes
  [/\bwinerror$/i, (code) => code < 16_000],
  // https://man7.org/linux/man-pages/man7/signal.7.html
  [/\b(?:signal|sig)$/i, (code) => code > 0 && code <= 64],
  // An exit status is a byte on POSIX, and 32 bits on Windows (0xC0000005).
  [
    /\bexit(?:ed)?(?: with)?(?:[ _-]?(?:code|status))?$/i,
    (code) => (code >= -1 && code < 256) || code > 3e9 || code < -1e9
  ],
  // https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors
  [/^(?:.*\W)?Msg$/, (code) => code < 50_000],
  [
    /\b(?:error|err|fault|fehler|error[ _-]?code|errorcode|code|sqlcode|vendor code|rc|retcode|return code|result code)$/i,
    isErrorCode
  ]
]

/**
 * MySQL's errors are below 5000 (https://dev.mysql.com/doc/mysql-errors/8.4/en/), Winsock's and MongoDB's between 10000 and
 * 12000, JSON-RPC's from -32768 (https://www.jsonrpc.org/specification#error_object).
 */
function isErrorCode(code: number): boolean {
  if (code < 0) return code > -1000 || (code >= -32_768 && code <= -32_000)
  return code < 5000 || (code >= 10_000 && code < 12_000)
}

/** Ends what can stand before a code: saves most numbers the closer look. */
const endsCodeWords =
  /(?<=http|status|code|errno|oserror|winerror|signal|sig|exit|exited|with|msg|error|err|fault|fehler|rc|\d|\))$/iy
const separators = ' :=#(["\''

function isCode(number: string, place: Place): boolean {
  const { before } = place
  let end = before.length
  while (end > 0 && separators.includes(before[end - 1] ?? '')) end -= 1
  const eight = before.slice(Math.max(0, end - 8), end)
  const last = /[sf]$/.test(eight) ? eight.replace(/ (?:is|was|of)$/, '') : eight
  if (!endsWith(endsCodeWords, last) && !before.endsWith('(')) return false
  // Error: 3 carts are gone.
  if (/\berror: $/i.test(before) && /^ [a-z]/.test(place.text.slice(place.end, place.end + 2))) return false
  const words = /^(.*?)["']?(?:\s?(?:[:=#([]|is|was|of) {0,2}| )["']?$/.exec(before)?.[1]
  if (words === undefined) return false
  const known = codesAfter.find(([word]) => word.test(words))
  if (known !== undefined) return known[1](Number(number))
  // ERROR 1062 (23000), and nginx: (111: Connection refused).
  if (/\berror \d{4}$/i.test(words)) return /^\d{5}$/.test(number)
  return (
    /\($/.test(before) && /^: [A-Z]/.test(place.text.slice(place.end, place.end + 3)) && number.length <= 3
  )
}

function maskDigitsFirst(match: string): string {
  if (/^\d[\d_]*$/.test(match)) return '<num>'
  const unit = /^\d+([A-Za-z]{1,4})$/.exec(match)?.[1]
  if (
    unit !== undefined &&
    /^(?:px|em|rem|pt|dpi|[kMG]?Hz|fps|rpm|[kKMG]?bps|bit|bits|kW|[kKMG]|x|th)$/.test(unit)
  )
    return `<num>${unit}`
  return match
    .split(/([-_])/)
    .map((part) => (/^[-_]?$/.test(part) ? part : maskPart(part)))
    .join('')
    .replace(/(<(?:num|hex|id)>)(?:[-_]\1)+/g, '$1')
}
