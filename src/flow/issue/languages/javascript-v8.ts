import {
  isAbsolute,
  isAddress,
  isForeign,
  isKnownSource,
  isScript,
  isWasm,
  scriptOf
} from './javascript-source.js'
import type { Location, ReadFrame } from './reader.js'
import { openingBracket, splitLocation } from './reader.js'

/** Places without a line number that V8 and Hermes print for code of the engine. */
const engineCode =
  /^(?:\[?native(?: code)?\]?|<anonymous>|index \d{1,9}|unknown (?:location|source)|Unknown (?:script code|source)|<WASM>\[\d{1,9}\]\+\d{1,9})$/

/** A function as V8 names it. Where nothing else tells a frame from prose, the name has to. */
const functionName =
  /^(?:(?:async|new|get|set|static) ){0,2}(?:Anonymous function|Global code|eval code|\(anonymous(?: function)?\)|(?!\d)[\w$#.<>[\]@/|~?-]{1,300})(?: \[as [^\]]{1,200}\])?$/

/**
 * One line of a V8 or Hermes trace, trimmed: `at f (file:1:2)`, `at async file:1:2`, `at new Cart (…)`,
 * `at eval (eval at f (file:1:2), <anonymous>:3:4)`, `at f (native)`, `at f (address at index.bundle:1:2)`. Also what Edge,
 * Internet Explorer, PhantomJS, Bun and Deno print in this form, and Metro's `at file:1:2 in f`.
 * https://v8.dev/docs/stack-trace-api
 */
export function readV8Frame(text: string): ReadFrame | undefined {
  if (!text.startsWith('at ')) return undefined
  const body = stripObjectMarks(text.slice(3).trim())
  const evalAt = body.lastIndexOf('(eval at ')
  if (evalAt >= 0) return evalFrame(body, evalAt, text)
  if (body.endsWith(')')) return bracketedFrame(body, openingBracket(body), text)
  const spaced = body.lastIndexOf(' @ ')
  if (spaced > 0) return frameOf(body.slice(0, spaced), body.slice(spaced + 3).trim(), text)
  return bareFrame(body, text) ?? metroFrame(body, text) ?? cutFrame(body, text)
}

/** Node prints `at f (file:1:2) {` where the error has properties of its own, and `…,` or `…]` in a list of errors. */
function stripObjectMarks(body: string): string {
  const plain = body.replace(/(?: \{|,|\)\]| \}|;)$/, (mark) => (mark === ')]' ? ')' : ''))
  return plain.trimEnd()
}

function bracketedFrame(body: string, open: number, text: string): ReadFrame | undefined {
  if (open <= 0) return undefined
  const name = body.slice(0, open).trim()
  const extension = safariExtension.exec(name)
  if (extension !== null) {
    const place = splitLocation(`${extension[1] ?? ''}${body.slice(open + 1, -1)}`)
    return build(name.slice(0, extension.index), place, text)
  }
  return name === '' ? undefined : frameOf(name, body.slice(open + 1, -1), text)
}

/** Safari prints `at f@safari-extension:(//id/a.js:1:2)`. */
const safariExtension = /@?(safari-(?:web-)?extension:)$/

function bareFrame(body: string, text: string): ReadFrame | undefined {
  const place = splitLocation(stripWord(body, 'async '))
  const isPlace =
    isWasm(place.file) ||
    (hasLine(place) && !place.file.includes(' (') && isWhole(place) && isKnownSource(place))
  return isPlace ? build(undefined, place, text) : undefined
}

/** Prose names places too (`at src/cart.js:7`): without a column the path has to be a full one. */
function isWhole(place: Location): boolean {
  return place.column !== undefined || isAbsolute(place.file) || isAddress(place.file)
}

/** `at src/cart.ts:1:2 in total`, as Metro prints to the terminal. */
function metroFrame(body: string, text: string): ReadFrame | undefined {
  const at = body.lastIndexOf(' in ')
  const place = splitLocation(body.slice(0, Math.max(0, at)))
  if (at < 0 || place.column === undefined || !isScript(place.file)) return undefined
  return build(body.slice(at + 4).trim(), place, text)
}

/** A line that was cut behind its numbers, `at f (file:1:2`: the line is whole, the column may not be. */
function cutFrame(body: string, text: string): ReadFrame | undefined {
  const open = body.lastIndexOf(' (')
  if (open <= 0 || splitLocation(body).column === undefined) return undefined
  return withoutColumn(frameOf(body.slice(0, open), body.slice(open + 2), text))
}

function withoutColumn(frame: ReadFrame | undefined): ReadFrame | undefined {
  return frame === undefined ? undefined : { ...frame, column: undefined }
}

function frameOf(name: string, location: string, text: string): ReadFrame | undefined {
  const place = splitLocation(stripWord(stripWord(location, 'address at '), 'async '))
  const isPlain = place.column !== undefined && /^[\w$.@~<>-]*$/.test(place.file)
  const isPlace =
    isWasm(place.file) ||
    (hasLine(place) && (isKnownSource(place) || isAddress(place.file))) ||
    // Apps Script and other hosts name their scripts without an ending: `at total (Code:12:5)`.
    (isPlain && functionName.test(name)) ||
    (functionName.test(name) && engineCode.test(place.file))
  return isPlace ? build(name, place, text) : undefined
}

function hasLine(place: Location): boolean {
  return place.line !== undefined || place.column !== undefined
}

/** The code that called `eval` is a file; the evaluated text is not. */
function evalFrame(body: string, evalAt: number, text: string): ReadFrame | undefined {
  const name = body.slice(0, body.indexOf('(eval at ')).trim()
  const open = body.indexOf('(', evalAt + 1)
  if (open < 0) return undefined
  const close = closingBracket(body, open)
  const place = splitLocation(body.slice(open + 1, close))
  const frame = build(name === '' ? undefined : name, place, text)
  if (close < body.length) return frame
  return place.column === undefined ? undefined : withoutColumn(frame)
}

function closingBracket(body: string, open: number): number {
  let depth = 0
  for (let at = open; at < body.length; at += 1) {
    if (body[at] === '(') depth += 1
    else if (body[at] === ')') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return body.length
}

function stripWord(text: string, word: string): string {
  return text.startsWith(word) ? text.slice(word.length) : text
}

const anonymousFunctions = new Set([
  '<anonymous>',
  'anonymous',
  'Anonymous function',
  '(anonymous)',
  '(anonymous function)',
  '?',
  '<unknown>'
])

function build(name: string | undefined, place: Location, text: string): ReadFrame | undefined {
  const file = place.file.trim()
  if (isForeign(file)) return undefined
  const plain = name === undefined ? '' : stripWord(name, 'async ')
  const known = plain === '' || anonymousFunctions.has(plain) ? undefined : plain
  const script = scriptOf({ ...place, file })
  if (script.file === undefined && known === undefined) return undefined
  return { ...script, function: known, module: undefined, text }
}
