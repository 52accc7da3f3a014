/** Words right before a number that make it a code: part of what the error is, not one of its values. */
const codeWords =
  /(?:\b(?:status(?: code)?|http(?:\/\d(?:\.\d)?)?|error|err|errno|errorcode|error code|code|exit code|exit status|signal|sqlstate|sqlcode|oserror|winerror)|\[?errno)[\s:=#([]{0,3}$/i
const httpStatus = /^[1-5]\d\d$/
const shortCode = /^-?\d{1,6}$/
const codePrefixes = /^(?:ORA|PLS|TNS|SQLSTATE|SQL|SQLITE|CVE|CWE|RFC|ISO|UTF|SHA|MD|TLS|AADSTS|DPY|NU)-?\d/i

/** What stands before the match, as far as rules look back. */
const lookBehind = 24

/** Where a match stands. */
export interface MaskContext {
  readonly before: string
  readonly after: string
}

/** One kind of variable text. Patterns are bounded, so that a whole message takes linear time. */
export interface MaskRule {
  readonly name: string
  /** Source of a regular expression without capturing groups. */
  readonly pattern: string
  /** What stands in the template for the match; the match itself where it is no variable after all. */
  readonly mask: (match: string, context: MaskContext) => string
}

const placeholders = 'uuid|num|hex|date|ip|url|email|path|str|host|id'

/**
 * In this order: the first rule that matches at a place decides. What the rules leave alone is part of the template.
 */
export const maskRules: readonly MaskRule[] = [
  // A template is its own template.
  { name: 'placeholder', pattern: `<(?:${placeholders})>[^\\s'"\`(){},;]{0,400}`, mask: (match) => match },
  { name: 'quoted', pattern: quotedPattern("'"), mask: maskQuoted },
  { name: 'quoted', pattern: quotedPattern('"'), mask: maskQuoted },
  { name: 'quoted', pattern: quotedPattern('`'), mask: maskQuoted },
  {
    name: 'url',
    pattern: '(?<![\\w.+-])[a-z][a-z0-9+.-]{1,20}://[^\\s\'"`<>(){}|,;\\]\\[]+',
    mask: maskUrl
  },
  {
    name: 'email',
    pattern: '(?<![\\w.+@-])[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6}(?!\\w)',
    mask: () => '<email>'
  },
  {
    name: 'uuid',
    pattern: '(?<![0-9A-Za-z])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9A-Za-z])',
    mask: () => '<uuid>'
  },
  {
    name: 'date',
    pattern:
      '(?<!\\d)(?:\\d{4}[-/]\\d\\d[-/]\\d\\d|\\d\\d[-/]\\d\\d[-/](?:\\d{4}|\\d\\d))(?!\\d)(?:[T ]{1,2}\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))?)?',
    mask: () => '<date>'
  },
  {
    name: 'date in words',
    pattern:
      '(?<!\\w)(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?(?:\\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: {1,2}\\d{1,2},?)?(?: \\d{4})?(?: \\d\\d:\\d\\d:\\d\\d)(?: (?:GMT|UTC)(?:[+-]\\d{4})?| [+-]\\d{4})?(?: \\d{4})?',
    mask: () => '<date>'
  },
  {
    name: 'time',
    pattern: '(?<![\\w:.])\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?Z?(?![\\w:])',
    mask: () => '<date>'
  },
  {
    name: 'ip',
    pattern: '(?<![\\w.])/?\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?::\\d{1,5})?(?![\\w.]\\d)',
    mask: () => '<ip>'
  },
  {
    name: 'ip version 6 and hardware addresses',
    pattern: '(?<![\\w:.])(?:[0-9a-fA-F]{0,4}:){2,15}[0-9a-fA-F]{1,4}(?:%\\w{1,20})?(?![\\w:])',
    mask: (match) => (/[0-9a-fA-F]{1,4}:.*\d|\d.*:/.test(match) ? '<ip>' : match)
  },
  { name: 'hex', pattern: '(?<![\\w])0x[0-9a-fA-F]{1,64}(?!\\w)', mask: () => '<hex>' },
  // Java's identity hash: com.acme.Cart@1b2c3d4f.
  { name: 'hex', pattern: '(?<=[\\w\\]$])@[0-9a-f]{4,16}(?!\\w)', mask: () => '@<hex>' },
  {
    name: 'windows path',
    pattern: '(?<![\\w])(?:[A-Za-z]:[\\\\/]|\\\\\\\\[\\w.-]{1,80}\\\\)[^\\s\'"`<>|*?:;,(){}\\[\\]]+',
    mask: () => '<path>'
  },
  {
    name: 'path',
    pattern:
      '(?<![\\w.>:/*)\\]}-])~?/[\\w.@%+~*$=:&-]+(?:/[\\w.@%+~*$=:&-]*){0,40}(?:\\?[\\w.%&=+-]{0,400})?',
    mask: maskPath
  },
  {
    name: 'host',
    pattern:
      '(?<![\\w./@$-])(?:[A-Za-z0-9-]{1,63}\\.){1,8}[a-z]{2,10}(?::\\d{2,5}(?!\\d))?(?![\\w$(/-]|\\.\\w)',
    mask: maskHost
  },
  // Words with digits, and numbers.
  { name: 'word', pattern: '(?<![\\w$])[A-Za-z_$][A-Za-z_$-]{0,120}\\d[\\w$-]*', mask: maskWord },
  {
    name: 'number',
    pattern: '(?<![\\w.])[-+]?\\d[\\w]*(?:[.,:-]\\d[\\w]*)*%?',
    mask: maskNumber
  }
]

export function contextOf(text: string, start: number, end: number): MaskContext {
  return { before: text.slice(Math.max(0, start - lookBehind), start), after: text.slice(end, end + 1) }
}

function quotedPattern(quote: string): string {
  return `(?<![\\w${quote}])${quote}[^${quote}\\n]{0,300}${quote}(?!\\w)`
}

const identifier = /^[A-Za-z_$@#][\w$.:@#<>[\]-]{0,80}(?:\(\))?$/
const randomLooking = /\d{4}|[0-9a-f]{8}|^[A-Za-z]{0,3}\d/i

/** Messages that quote what was read, not a name of the program. */
const valueContexts =
  /(?:\b(?:duplicate entry|with base \d{1,2}:|(?:in)?to (?:float|int|integer|decimal|number|date):|for (?:type|input) \w{0,20}:|input string:|unexpected token|invalid (?:value|date|number|input|syntax)\w{0,3}:?|user|username|customer|email|value|got|received))[\s:=]{0,2}$/i

/** A quoted name is kept, because it tells bugs apart: property, column, function. A quoted value is not. */
function maskQuoted(match: string, context: MaskContext): string {
  const quote = match.slice(0, 1)
  const inner = match.slice(1, -1)
  if (/^<(?:uuid|num|hex|date|ip|url|email|path|str|host|id)>[^\s]*$/.test(inner)) return match
  if (inner.trim() === '') return match
  if (maskHost(inner) === '<host>') return `${quote}<host>${quote}`
  const isName = identifier.test(inner) && !randomLooking.test(inner) && !valueContexts.test(context.before)
  if (isName) return match
  const kind = kindOf(inner)
  return `${quote}${kind}${quote}`
}

const wholeKinds: readonly (readonly [RegExp, string])[] = [
  [/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, '<uuid>'],
  [/^[-+]?\d[\d.,]{0,40}$/, '<num>'],
  [/^(?:0x)?[0-9a-f]{8,128}$/i, '<hex>'],
  [/^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}$/, '<email>'],
  [/^(?:~?\/|[A-Za-z]:[\\/]).{1,300}$/, '<path>']
]

function kindOf(inner: string): string {
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\/\S{1,300}$/.test(inner)) return maskUrl(inner)
  return wholeKinds.find(([pattern]) => pattern.test(inner))?.[1] ?? '<str>'
}

/** The host and the query are values; the route, with its own values masked, is where the program went. */
function maskUrl(match: string): string {
  const trailing = /[.:!?]{1,3}$/.exec(match)?.[0] ?? ''
  const url = match.slice(0, match.length - trailing.length)
  if (/^(?:file|webpack|webpack-internal|capacitor|app):/.test(url)) return `<path>${trailing}`
  const afterHost = url.slice(url.indexOf('://') + 3)
  const slash = afterHost.search(/[/?#]/)
  const route = slash < 0 ? '' : (afterHost.slice(slash).split(/[?#]/)[0] ?? '')
  return `<url>${templateRoute(route)}${trailing}`
}

const mostSegments = 12

function templateRoute(route: string): string {
  return route.split('/').slice(0, mostSegments).map(templateSegment).join('/')
}

function templateSegment(segment: string): string {
  if (segment === '' || /^v\d{1,2}$/.test(segment) || /^[A-Za-z_.~$*-]{1,40}$/.test(segment)) return segment
  if (/^\d+$/.test(segment)) return '<num>'
  return /^[A-Za-z]{2,20}\d{0,2}$/.test(segment) ? segment : '<id>'
}

const fileRoots =
  /^~?\/(?:tmp|var|home|Users|usr|opt|etc|root|app|mnt|srv|data|dev|udev|proc|sys|private|Volumes|builds|workspace|Library|System|bin|sbin|lib|media|run|code|src|storage|sdcard|task)(?:\/|$)/

/** A file of some machine is a value; a route of an API is a template. */
function maskPath(match: string): string {
  const trailing = /[.:,=&]{1,3}$/.exec(match)?.[0] ?? ''
  const path = match.slice(0, match.length - trailing.length)
  if (fileRoots.test(path) || /\.[A-Za-z]\w{0,5}$/.test(path)) return `<path>${trailing}`
  const route = path.split('?')[0] ?? ''
  const template = templateRoute(route)
  // A route without values stays as it is; one with values keeps its shape.
  return `${template}${trailing}`
}

const topLevel =
  /\.(?:com|org|net|io|dev|co|edu|gov|mil|int|local|internal|lan|cluster|svc|app|cloud|info|biz|me|tv|ai|de|uk|eu|us|fr|nl|es|it|pl|br|jp|cn|hk|in|ru|au|ca|ch|se|no|fi|dk|be|at|tw|kr|mx)(?::\d{2,5})?$/
const reversedName = /^(?:com|org|net|io|java|javax|android|androidx|kotlin|edu|gov|de|uk|fr|dev|app)\./

function maskHost(match: string): string {
  const labels = match.split('.')
  const sure = labels.length > 2 || /:\d{2,5}$|\.(?:com|org|net|edu|gov|local|internal)$/.test(match)
  return sure && topLevel.test(match) && !reversedName.test(match) ? '<host>' : maskWordParts(match)
}

/** Names with digits: what only counts or identifies is masked, `sha256`, `utf8mb4` and `Cart2` stay. */
function maskWord(match: string, context: MaskContext): string {
  if (codePrefixes.test(match)) return match
  const startsMessage = context.before.trim() === '' || /[[(:]\s?$/.test(context.before)
  if (startsMessage && /^[A-Z]{1,6}\d{3,6}$/.test(match)) return match
  return maskWordParts(match)
}

function maskWordParts(word: string): string {
  return word
    .split(/([-_.:$])/)
    .map((part) => (/^[-_.:$]$/.test(part) ? part : maskPart(part)))
    .join('')
    .replace(/(?<=[-_.:])-(?=<num>)/g, '')
}

function maskPart(part: string): string {
  if (!/\d/.test(part)) return part
  if (/^\d+$/.test(part)) return '<num>'
  if (/^[0-9a-f]{7,64}$/i.test(part)) return '<hex>'
  const turns = part.match(/[A-Za-z]+|\d+/g)?.length ?? 0
  if (part.length >= 10 && turns >= 4) return '<id>'
  return part.replace(/\d{3,}/g, (digits) => (keptSizes.has(digits) ? digits : '<num>'))
}

/** Numbers that are part of a name: `sha256`, `int128`, `iso8601`. */
const keptSizes = new Set(['128', '192', '224', '256', '384', '512', '1024', '8601', '8859', '1252', '509'])

function maskNumber(match: string, context: MaskContext): string {
  const digits = match.replace(/[^\d-]/g, '')
  if (match === digits && isCode(match, context.before)) return match
  const unit = /^[-+]?[\d.,]{1,60}([A-Za-z%]{1,4})$/.exec(match)?.[1]
  if (unit !== undefined) return `<num>${unit}`
  if (/^[0-9a-f]{7,64}$/i.test(match) && /[a-f]/i.test(match)) return '<hex>'
  if (/^[-+]?[\d.,:%-]+$/.test(match)) return '<num>'
  return /^[-+]?\d[\d.,]{0,40}e[-+]?\d{1,4}$/i.test(match) ? '<num>' : '<id>'
}

function isCode(number: string, before: string): boolean {
  if (!codeWords.test(before)) return false
  return /(?:status|http)/i.test(before.slice(-16)) ? httpStatus.test(number) : shortCode.test(number)
}
