import type { ReadFrame } from './reader.js'

/** "at" as the runtime's translations print it, where it is no common word of another kind of log. */
const frameStart = /^(?:at|bei|à|en|в|w|v|em|in|場所|在|於|위치:) /
/** Words that a sentence may start with too: only where a file follows. */
const commonWord = /^(?:en|в|w|v|em|in) /
const lineEnd = /:(?:(line|Zeile|ligne|línea|riga|linha|строка|wiersz|řádek|行号|行號|行|줄) ?)?(\d{1,9})\.?$/
const inWord = / (?:in|dans|en|в|w|v|na|場所|位置|於|파일) /
const afterArguments = new RegExp(`(?<=[)\\]>])${inWord.source}`)
const unityPlace = /^\(at (.{1,1000}):(\d{1,9})\)$/
const offset = / ?(?:\[0x[0-9A-Fa-f]{1,16}\]|<0x[^<>]{1,80}>|\+ ?0x[0-9A-Fa-f]{1,16}| \+\d{1,9})$/
const wrapper = /^\(wrapper [\w-]{1,60}\) /
const unityOwn = /^Unity(?:Engine|Editor)[.\w+]{0,200}:/

/** `Type name`, `name` as Mono's `System.Int32`, `Closure ` without a name, `ref int n`; not a place such as `x.js:1:2`. */
const argument =
  /^(?:\([^()]{0,500}\)|[\p{L}_$!?][^\s():;/\\"{}=]{0,300})(?: [^\s():;/\\"{}]{1,200}){0,6} ?$/u
/** What other languages print in the brackets. */
const foreignPlace =
  /^(?:native|Native Method|Unknown Source|native code|SourceFile|eval code|see .{0,99}|index \d{1,9}|.{1,300}\.(?:[cm]?[jt]sx?|vue|svelte|java|kts?|scala|groovy|clj[cs]?|dart|php|py|rb|go|rs|swift))$/
const name = /^[\p{L}_<$@~][\p{L}\p{N}_$@.`<>+|[\],&*:=~!?'-]{0,600}$/u

interface Place {
  readonly signature: string
  readonly file: string | undefined
  readonly line: number | undefined
  /** It was printed as .NET does, so that the name alone can do without arguments. */
  readonly isSure: boolean
}

/**
 * `at Ns.Type.Method(Args) in C:\x.cs:line 12` and the forms of Mono, Unity, ASP.NET and Demystifier. Unity's own lines have no
 * "at": `isUnity` says that the trace has some that are surely Unity's.
 */
export function readDotnetFrame(text: string, isUnity: boolean): ReadFrame | undefined {
  const start = frameStart.exec(text)
  const body = (start === null ? text : text.slice(start[0].length)).replace(/ ?<---$/, '').trimEnd()
  // Without the word, only what nothing else prints.
  if (start === null && !/ \+\d{1,9}$|:(?:line )?\d{1,9}\)?$|\)$/.test(body)) return undefined
  const place = placeOf(body)
  if (start === null && !isWithoutWord(body, place, isUnity)) return undefined
  if (start !== null && commonWord.test(text) && place.file === undefined) return undefined
  const method = methodOf(place)
  if (method === undefined) return undefined
  return {
    function: method,
    file: place.file,
    module: namespaceOf(method),
    line: place.line,
    column: undefined,
    text
  }
}

function isWithoutWord(body: string, place: Place, isUnity: boolean): boolean {
  if (isUnityLine(body) || unityOwn.test(body)) return true
  if (isUnity) return /^[\w.+<>`/]{1,300}[:.][\w<>|.]{1,200} ?\(.*\)$/.test(place.signature)
  const isPlaced = / \+\d{1,9}$/.test(body) || /\.(?:cs|vb|fs)$/.test(place.file ?? '')
  return isPlaced && /^[\w`<>+]{1,300}\.[\w.`<>+]{1,300}\(/.test(place.signature)
}

/** Unity's console names the place in brackets: `Cart:Total () (at Assets/Cart.cs:12)`. */
export function isUnityLine(line: string): boolean {
  return unityPlaceOf(line.trimEnd()) !== null
}

function unityPlaceOf(text: string): RegExpExecArray | null {
  return text.endsWith(')') ? unityPlace.exec(text.slice(Math.max(0, text.lastIndexOf('(at ')))) : null
}

function placeOf(body: string): Place {
  const unity = unityPlaceOf(body)
  if (unity !== null) {
    return located(body.slice(0, -unity[0].length).trimEnd(), unity[1] ?? '', Number(unity[2]), true)
  }
  const end = lineEnd.exec(body)
  const before = end === null ? body : body.slice(0, end.index)
  const inside =
    end === null ? null : (afterArguments.exec(before) ?? (end[1] === undefined ? null : inWord.exec(before)))
  if (end === null || inside === null) {
    // Mono and native compilation print where in the method, by address.
    const signature = body.replace(offset, '')
    return { signature, file: undefined, line: undefined, isSure: signature.length < body.length }
  }
  return located(
    before.slice(0, inside.index),
    before.slice(inside.index + inside[0].length),
    Number(end[2]),
    end[1] !== undefined
  )
}

function located(signature: string, file: string, line: number, isSure: boolean): Place {
  // `<filename unknown>`, and the build's hash that Mono prints in its place.
  const isFile = !file.startsWith('<')
  return {
    signature: signature.replace(offset, '').trimEnd(),
    file: isFile ? file : undefined,
    line: isFile && line > 0 ? line : undefined,
    isSure: isSure || !isFile
  }
}

function methodOf(place: Place): string | undefined {
  const signature = withoutAssemblies(place.signature.replace(wrapper, ''))
  const plain = withoutReturnType(signature)
  const open = plain.indexOf('(')
  if (open < 0)
    return place.isSure && place.file !== undefined && isName(plain, place) && plain.includes('.')
      ? plain
      : undefined
  const printed = plain.slice(0, open).trimEnd()
  if (!isName(printed, place) || printed.includes('...') || !isQualified(printed, place)) return undefined
  const close = plain.indexOf(')', open)
  if (close < 0 || !(plain.endsWith(')') || plain.includes(')+'))) return undefined
  const inside = plain.slice(open + 1, plain.endsWith(')') ? -1 : close)
  if (!areArguments(inside)) return undefined
  // `Ns.Type.Method (System.Int32 a)` is Mono's; `shop.test (see below)` is prose.
  const isMono =
    plain[open - 1] === ' ' && !place.isSure && place.file === undefined && signature === place.signature
  return isMono && inside !== '' && !inside.includes('.') ? undefined : printed
}

/** Generic arguments with the assemblies they are of: ``d__17`1[[Shop.Cart, Shop, Version=1.0.0.0]]``. */
function withoutAssemblies(signature: string): string {
  const open = signature.indexOf('[[')
  const close = signature.indexOf(']]', open)
  return open < 0 || close < 0 ? signature : signature.slice(0, open) + signature.slice(close + 2)
}

/** Unity and Mono put a slash between a class and one nested in it. */
function isName(text: string, place: Place): boolean {
  // Names of F# in double backticks are printed without them: `Shop.Tests.adds up`.
  const isSentence = place.file !== undefined && /^[^ ]{1,300}\.[^ ]{1,100} [^.]{1,300}$/.test(text)
  const plain = isSentence ? text.replaceAll(' ', '_') : text
  return name.test(place.isSure ? plain.replaceAll('/', '+') : plain)
}

function isQualified(printed: string, place: Place): boolean {
  return (
    /[.:+]./.test(printed) ||
    place.file !== undefined ||
    printed === 'lambda_method' ||
    /^lambda_method\d{0,9}$/.test(printed)
  )
}

/** Demystifier prints `async Task<int> Ns.Type.Method(int x)` and `new Ns.Type()`; F# names may have spaces of their own. */
function withoutReturnType(signature: string): string {
  const tuple = /^(?:async |static ){0,2}\([^()]{0,300}\)\??(?:\[\])? (?=[\p{L}_<])/u.exec(signature)
  if (tuple !== null) return signature.slice(tuple[0].length)
  const open = signature.indexOf('(')
  const printed = open < 0 ? signature : signature.slice(0, open)
  const words = printed.trimEnd().split(' ')
  const last = words[words.length - 1] ?? ''
  if (words.length < 2 || !last.includes('.')) return signature
  return signature.slice(printed.trimEnd().length - last.length)
}

function areArguments(text: string): boolean {
  if (text.trim() === '') return true
  if (foreignPlace.test(text.trim()) || text.includes('…') || text.includes('...')) return false
  return splitArguments(text).every(
    (part) => argument.test(part.trim()) || /^[\p{L}_][^\s():;/\\"]{0,300} $/u.test(part)
  )
}

/** At the commas that are not inside a type's own brackets. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? ''
    if ('[<('.includes(mark)) depth += 1
    else if (']>)'.includes(mark)) depth -= 1
    else if (mark === ',' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

/** What stands before the type; of a nested or compiler-made type, before the type that holds it. */
function namespaceOf(method: string): string | undefined {
  const plain = method.replace(/\[[^[\]]{0,300}\]$/, '')
  const own = plain.replace(/(?:[.+]?<|[+]|`\d|\.\.c?ctor|:|\[).*$/, '')
  const parts = own.split('.')
  const isWhole = own.length === plain.length
  const end = parts.length - (isWhole ? 2 : 1)
  return end > 0 ? parts.slice(0, end).join('.') : undefined
}
