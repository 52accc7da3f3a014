import type { ReadFrame } from './reader.js'

export interface PhpLine {
  readonly frame: ReadFrame | undefined
  /** A call whose place stands on the next line, as Symfony prints it. */
  readonly call: string | undefined
  /** Xdebug counts from the outermost call. */
  readonly isOutermostFirst: boolean
}

const nothing: PhpLine = { frame: undefined, call: undefined, isOutermostFirst: false }

/** `Ns\Class->method`, `{closure:Ns\f():12}`: everything before the arguments. */
const call = /^((?:[^\s({}]|\{[^}]{0,500}\}|(?<=class@anonymous)[^(]{1,500}(?=(?:->|::)))+) ?\(/
/** Generated code is named after the place that made it: `x.php(12) : eval()'d code(3)`. */
const numbered =
  /^#\d{1,5} {1,4}(\S.*?)\((\d{1,9})\)(?: : (?:eval\(\)'d code|runtime-created function|assert code|regexp code)(?:\(\d{1,9}\))?){0,5}: (.+)$/
const internal = /^#\d{1,5} {1,4}\[internal function\]: (.+)$/
const calledAt = / called at \[?(\S.{0,1000}?)(?::(\d{1,9})\]| \((\d{1,9}|\?)\))$/
const calledStart = /^(?:#\d{1,5} {1,4}|in )/
const xdebug = /^(?:PHP {1,4})?(?:\d{1,9}\.\d{1,9} {1,12}\d{1,15} {1,6})?\d{1,4}\. (\S.*\)) (\S.*):(\d{1,9})$/
const symfony = /^at (\S.*\))$/
const symfonyPlace = /^\((\S.*):(\d{1,9})\)$/
const consoleFrame = /^(\S.*\)) at (\S.*\.php):(\d{1,9})$/

/** One line of a trace. `pending` is the call that the line above left without a place. */
export function readPhpFrame(text: string, pending: string | undefined): PhpLine {
  const place = pending === undefined ? null : symfonyPlace.exec(text)
  if (place !== null) return frameOf(pending, place[1], place[2], text)
  if (text.startsWith('#')) return readNumbered(text)
  if (text.startsWith('in ')) return readCalled(text)
  return readTable(text)
}

function readNumbered(text: string): PhpLine {
  const inside = internal.exec(text)
  if (inside !== null) return frameOf(functionOf(inside[1] ?? ''), undefined, undefined, text)
  const match = numbered.exec(text)
  if (match !== null) return frameOf(functionOf(match[3] ?? ''), match[1], match[2], text)
  return readCalled(text)
}

/** `in Ns\C::method called at /app/c.php (12)`, `#1  f('x') called at [/app/c.php:12]`. */
function readCalled(text: string): PhpLine {
  const at = text.lastIndexOf(' called at ')
  const printed = at < 0 ? null : calledAt.exec(text.slice(at))
  if (printed === null) return nothing
  const name = functionOf(`${text.slice(0, at).replace(calledStart, '')}(`)
  return frameOf(name, printed[1], printed[2] ?? printed[3], text)
}

function readTable(text: string): PhpLine {
  const row = xdebug.exec(text)
  if (row !== null) {
    const { frame } = frameOf(functionOf(row[1] ?? ''), row[2], row[3], text)
    return { frame, call: undefined, isOutermostFirst: true }
  }
  const printed = consoleFrame.exec(text)
  if (printed !== null) return frameOf(functionOf(printed[1] ?? ''), printed[2], printed[3], text)
  const waiting = symfony.exec(text)
  return waiting === null ? nothing : { ...nothing, call: functionOf(waiting[1] ?? '') }
}

/** `{main}` is the script itself, which no one called. */
function functionOf(printed: string): string | undefined {
  const name = call.exec(printed)?.[1]
  return name === '{main}' ? undefined : name
}

function frameOf(
  name: string | undefined,
  file: string | undefined,
  line: string | undefined,
  text: string
): PhpLine {
  if (name === undefined) return nothing
  const frame: ReadFrame = {
    // In JSON every backslash is doubled; no name or path of PHP has two.
    function: name.replaceAll(doubled, '\\'),
    file: file?.replaceAll(doubled, '\\'),
    module: namespaceOf(name.replaceAll(doubled, '\\')),
    line: Number(line) || undefined,
    column: undefined,
    text
  }
  return { ...nothing, frame }
}

const doubled = '\\\\'

function namespaceOf(name: string): string | undefined {
  const owner = name.split(/->|::|\{|@/)[0] ?? ''
  const end = owner.lastIndexOf('\\')
  return end <= 0 ? undefined : owner.slice(0, end).replace(/^\\/, '')
}
