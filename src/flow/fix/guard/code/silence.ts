import type { ErrorHandler } from './error-handler.js'
import type { LanguageName } from './language.js'

/**
 * Where the line is drawn:
 * - a handler with nothing in it swallows, whatever it takes;
 * - a handler of one named error that does anything, even to give a default, handles it;
 * - a handler of everything, or of the errors that bugs throw (null dereference, missing attribute), swallows when it
 *   calls nothing but loggers, throws nothing, and does not hand the error on;
 * - where the language cannot name an error, a block that does little but parse is narrow by what it tries.
 *
 * Gives what was seen; `undefined`: it does not swallow.
 */
export function silenceOf(handler: ErrorHandler, language: LanguageName): string | undefined {
  const body = handler.body.replace(/\s+/g, ' ').trim()
  const said = `${handler.head.trim()} { ${body} }`.replace(/\s+/g, ' ').slice(0, 100)
  if (isEmpty(body)) return `an error is taken and nothing is done: ${said}`
  if (!isBroad(handler, language) || (untyped.has(language) && parsesOnly(handler.tried))) return undefined
  const silent = handler.style === 'words' ? saysNothing(handler.body) : callsNothing(handler)
  return silent ? `every error is taken, and nobody learns of it: ${said}` : undefined
}

const untyped: ReadonlySet<LanguageName> = new Set(['javascript', 'typescript', 'swift', 'go'])

function isEmpty(body: string): boolean {
  return /^(?:pass|\.\.\.|\(\)|unit|Unit|[;\s])*$/.test(body.slice(0, 80)) && body.length < 80
}

const ofEverything: ReadonlySet<string> = new Set([
  'Exception',
  'Throwable',
  'Error',
  'Object',
  'BaseException',
  'RuntimeException',
  'StandardError',
  'SystemException',
  'NSError'
])
const ofBugs: ReadonlySet<string> = new Set([
  'NullPointerException',
  'NullReferenceException',
  'IndexOutOfBoundsException',
  'ArrayIndexOutOfBoundsException',
  'StringIndexOutOfBoundsException',
  'IndexOutOfRangeException',
  'ClassCastException',
  'InvalidCastException',
  'AttributeError',
  'NameError',
  'UnboundLocalError',
  'NoMethodError',
  'NoSuchMethodError'
])

function isBroad({ head, style }: ErrorHandler, language: LanguageName): boolean {
  if (style === 'go') return true
  if (/\b(?:when|where)\b/.test(head)) return false
  const types = head.match(/[A-Z]\w{0,100}/g) ?? []
  const last = (head.match(/[\w.:\\]{1,200}/g) ?? []).flatMap(
    (name) => name.match(/[A-Z]\w{0,100}$/)?.[0] ?? []
  )
  const named = last.length > 0 ? last : types
  if (named.length === 0) return !/\bcode\b/.test(head)
  if (language === 'php' && named.includes('TypeError')) return true
  return named.some((name) => ofEverything.has(name) || ofBugs.has(name))
}

const parser =
  /\bJSON\.parse\b|\.json\(|\bnew (?:URL|RegExp|Intl\.\w{1,30})\b|\bdecodeURI(?:Component)?\(|\b(?:BigInt|atob)\(|\b[pP]arse\w{0,40}\(|\bdecode\w{0,30}\(|\bstrconv\.|\bUnmarshal\w{0,20}\(|\.Decode\w{0,20}\(|\bJSONSerialization\b/

function parsesOnly(tried: string): boolean {
  const statements = tried.split(/[;\n]/).filter((line) => /\w/.test(line))
  return statements.length <= 3 && parser.test(tried)
}

const log =
  /\b(?:(?:Rails|this|self|app|log|slog)(?:\.|->|::))?(?:(?:console|[lL]og(?:ger|ging)?|LOG(?:GER)?|_log(?:ger)?|slog|Timber|Debug|Console|debugPrint|traceback)(?:(?:\.|->|::)\w{1,30}){0,3}|System\.(?:out|err)\.\w{1,20}|fmt\.(?:Print|Fprint)\w{0,3}|IO\.(?:puts|inspect)|(?:Sentry\.)?capture(?:Exception|Message)|print(?:ln|f|_r|StackTrace)?|e?print(?:ln)?|error_log|NSLog|os_log|puts|warn)!?\s?\(/g

/** Calls to loggers, with what is handed to them. */
function withoutLogs(body: string): string {
  let rest = ''
  let from = 0
  for (const match of body.matchAll(log)) {
    if (match.index < from) continue
    rest += body.slice(from, match.index)
    from = callEnd(body, match.index + match[0].length)
  }
  return rest + body.slice(from)
}

function callEnd(body: string, start: number): number {
  let depth = 1
  let at = start
  for (; at < body.length && depth > 0; at++) {
    if (body[at] === '(') depth++
    if (body[at] === ')') depth--
  }
  return at
}

const handsOn =
  /\b(?:throws?|raise|rethrow|panic|fatalError|reject|exit|abort|yield|retry|goto)\b|\b(?:ok|error|errors|err|failed|failure|success|valid|isValid)\b\s?[:=](?!=)|=\s?true\b|<[A-Z]/
const keywords = /\b(?:if|return|switch|while|for|elif|else|and|or|not|in|await|case)\s?\(/g
const nothing =
  /\bnew\s\w{1,40}(?:<[^<>()]{0,60}>)?\(\s?\)|\b(?:Optional|OptionalInt|Collections|List|Map|Set|Stream|Arrays|Array|Enumerable|Promise|ImmutableList|ImmutableMap|Task|Object)\.\w{1,30}(?:<[^<>()]{0,60}>)?\([^()]{0,40}\)|\b(?:empty(?:List|Map|Set)|listOf|mapOf|setOf|list|dict|set|tuple|array|str|int|float|Map|Set|Dictionary)(?:<[^<>()]{0,60}>)?\(\s?\)/g

function callsNothing({ body, head, style }: ErrorHandler): boolean {
  const rest = withoutLogs(body)
  if (handsOn.test(rest)) return false
  if (style === 'go' && /\breturn\b.{0,80}\bfalse\b/.test(rest)) return false
  const names = style === 'go' ? (head.match(/\w{0,40}[eE]rr\w{0,40}/g) ?? []) : namesIn(head)
  const words = new Set(rest.match(/[\w$]{1,100}/g))
  if (names.some((name) => words.has(name))) return false
  return !/[\w$\])>?!]\s?\(/.test(rest.replace(keywords, ' ').replace(nothing, ' '))
}

const notNames: ReadonlySet<string> = new Set([
  'catch',
  'on',
  'let',
  'var',
  'val',
  'final',
  'as',
  'is',
  'function',
  '_'
])

/** What the error may be called in the body; Swift gives it a name by itself. */
function namesIn(head: string): readonly string[] {
  const names = (head.match(/[a-z_$][\w$]{0,60}/g) ?? []).filter((name) => !notNames.has(name))
  return [...names, 'error']
}

const quietLine =
  /^(?:(?:return|next|break)\b\s?)?(?:@?\w{1,60}\s?\|?\|?=\s?)?(?:nil|null|false|true|:ok|-?\d[\d._]{0,20}|"\s*"|'\s*'|\[\s*\]|%?\{\s*\}|\{:ok, ?(?:nil|%\{\}|\[\])\})?$/

/** In languages that call without parentheses: each line gives a plain value, or logs. */
function saysNothing(body: string): boolean {
  return body
    .split('\n')
    .map((line) => line.trim().slice(0, 200))
    .filter((line) => line !== 'end')
    .every((line) => quietLine.test(line) || quietCall.test(line))
}

const quietCall =
  /^(?:(?:Rails\.|self\.|@)?log(?:ger)?[\s.]|Logger\.|puts\b|warn\b|p\s|IO\.(?:puts|inspect)|Sentry\.|Bugsnag\.)/
