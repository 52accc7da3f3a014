import { maskHost, maskUrl } from './addresses.js'
import { endsWith, kinds, rank, type MaskRule, type Place } from './mask-rule.js'
import { maskPath } from './paths.js'
import { tellingKeys } from './phrases.js'

/** Quotes of the languages that messages are written in. */
const quotes: readonly (readonly [string, string])[] = [
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  // MySQL and old GNU programs.
  ['`', "'"]
]
const typographic = ['“”', '„“', '„”', '‘’', '«»', '»«', '‹›', '「」', '『』']

export const quotedRules: readonly MaskRule[] = [
  ...quotes.map(([open, close], at) => ({
    name: `quoted ${open}${close}`,
    starts: open,
    rank: rank.phrase + at / 10,
    pattern: new RegExp(`(?<![\\w${open}])${open}[^${open}${close}\\n]{0,300}${close}(?!\\w)`, 'y'),
    replace: (match: string, place: Place) => maskQuoted(match, place)
  })),
  {
    name: 'quoted in other quotes',
    starts: '\u0080',
    rank: rank.phrase,
    pattern: new RegExp(
      typographic.map(([open, close]) => `${open}[^${open}${close}\\n]{0,300}${close}`).join('|'),
      'y'
    ),
    replace: (match, place) => maskQuoted(match, place)
  }
]

/** A quoted name is kept, because it tells bugs apart: property, column, function. A quoted value is not. */
function maskQuoted(match: string, place: Place): string | undefined {
  const inner = match.slice(1, -1)
  const quoted = (text: string): string => `${match.slice(0, 1)}${text}${match.slice(-1)}`
  if (inner.trim() === '' || onlyPlaceholder.test(inner)) return match
  const rest = place.text.slice(place.end, place.end + 2)
  if (isKey(rest, place.before)) return identifier.test(inner) ? match : undefined
  if (
    inner.includes(' ') &&
    (wrapsMessage(rest, place.before) || requestLine.test(inner) || endsWith(messageKey, place.before))
  )
    return undefined
  const value = isValue(match, place.before)
  if (!value && identifier.test(inner) && !randomLooking.test(inner)) return quoted(maskHost(inner) ?? inner)
  if (!value && endsWith(moduleWords, place.before) && moduleName.test(inner)) return match
  if (!value) return quoted(kindOf(inner))
  if (endsWith(hostWord, place.before)) return quoted('<host>')
  return quoted(exactKinds.find(([pattern]) => pattern.test(inner))?.[1] ?? '<str>')
}

const onlyPlaceholder = new RegExp(`^<(?:${kinds})>[^\\s]*$`)
const identifier =
  /^(?:[A-Za-z_$@#]|[^\x00-\x7f\p{P}\p{Z}])(?:[\w$.:@#<>[\]-]|[^\x00-\x7f\p{P}\p{Z}]){0,80}(?:\(.{0,80}\))?$|^(?:void|int|long|boolean|static|public) [\w$.<>[\]]{1,120}\([^)]{0,120}\)$/u
const randomLooking = /\d{4}|[0-9a-f]{8}|^[A-Za-z]{0,3}\d|^(?=.*[A-Z])(?=.*[a-z])(?=.*\d\D+\d)/
const moduleWords =
  /(?<=\b(?:modules?|packages?|crate|gem|import|require|resolve|library|plugin|preset|dependency|from|templates?|view|partial|layout)[\s:=]{1,3})$/iy
const moduleName = /^(?!\/)[\w@.~/-]{1,120}$/

/** Messages that quote what was read, not a name of the program. */
const valueWords =
  /(?:\b(?:duplicate entry|with base (?:\d{1,2}|<num>):|time data|(?:in)?to (?:float|int|integer|decimal|number|date|bool|boolean|timestamp|uuid):?|for (?:type|input|input syntax) [\w ]{0,30}:|input string:|unexpected (?:token|character)|(?:invalid|bad|malformed|illegal|unparseable|incorrect) (?:\w{1,16} )?(?:value|date|number|input|syntax|literal|string|uuid|json)\w{0,3}[^'"`]{0,24}|users?|user ?name|customer|account|e-?mail|login|password|value|got|received|actual|given|was|equals|like|between|text|content|title|host|hostname|address|ip|id)[\s:=]{0,2}|[=<>]=? ?|\b(?:in|values|array) ?\(|[:=] ?\[)$/i
const afterValue = /(?<=>["'`], ?|>["'`]?\), ?\(['"]?)$/y

function isValue(match: string, before: string): boolean {
  if (valueWords.test(before)) return true
  // What stands in a list with a value, or after a key, is one.
  if (endsWith(afterValue, before)) return true
  if (!endsWith(afterJsonKey, before)) return false
  const key = jsonKey.exec(before)
  return key !== null && !(tellingKeys.test(key[1] ?? '') && identifier.test(match.slice(1, -1)))
}

const jsonKey = /(?:[{,] ?['"]|")([\w.-]{0,40})['"] ?: ?$/
const afterJsonKey = /(?<=['"] ?: ?)$/y

/** A name in quotes that a colon follows, inside an object. */
function isKey(rest: string, before: string): boolean {
  return rest.startsWith(':') && /[{,[] ?$/.test(before)
}

const requestLine =
  /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE) \S{1,300}(?: HTTP\/\d(?:\.\d)?)?$/

/** `msg="cart is empty"`: what is said there is the error, so it is read as the rest of the message is. */
const messageKey =
  /(?<=(?:^|[^A-Za-z])(?:err|error|errmsg|error_?message|msg|message|desc|description|reason|cause|caused by|exception|detail|details|error_description|stderr)["']? ?[:=] ?)$/iy

/** Some serialisers quote the whole message; then it is no value. */
function wrapsMessage(rest: string, before: string): boolean {
  return rest === '' && /^(?:[\w.]{0,60}(?:Error|Exception): ?)?$/.test(before)
}

const hostWord = /(?<=host(?:name)?[\s:=]{0,2})$/iy

/** What a value is called even where others of the same place are plain words. */
const exactKinds: readonly (readonly [RegExp, string])[] = [
  [/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, '<uuid>'],
  [/^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}$/, '<email>']
]

const wholeKinds: readonly (readonly [RegExp, string])[] = [
  ...exactKinds,
  [/^[-+]?\d[\d.,]{0,40}$/, '<num>'],
  [/^(?:0x)?[0-9a-f]{8,128}$/i, '<hex>'],
  [/^\d{4}-\d\d-\d\d(?:[T ][\d:.,+Z-]{5,24})?$/, '<date>'],
  [/^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/, '<host>'],
  [/^[A-Za-z]:[\\/].{1,300}$|^\\\\.{1,300}$/, '<path>']
]

function kindOf(inner: string): string {
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\/\S{1,300}$/.test(inner)) return maskUrl(inner)
  if (
    /^(?:~?\/|\.{1,2}\/)[^\s]{1,300}$|^~?\/(?:tmp|var|home|Users|usr|opt|etc|root|app|mnt|srv|data)\//.test(
      inner
    )
  )
    return maskPath(inner)
  return wholeKinds.find(([pattern]) => pattern.test(inner))?.[1] ?? maskHost(inner) ?? '<str>'
}
