import type { Location, ReadFrame } from './reader.js'
import { openingBracket, splitLocation } from './reader.js'

/** Traces of other languages have lines like `at f (x.cs:1)` too: their files are never ours. */
const otherLanguages =
  /\.(?:rs|go|cs|vb|fs|java|kt|kts|scala|groovy|clj|py|rb|php|swift|mm?|cc?|cpp|hpp|exs?|erl)$/i

/** Places without a line number that V8 and Hermes print for code of the engine. */
const engineCode = /^(?:native(?: code)?|<anonymous>|index \d{1,9}|unknown location)$/

/** What a frame without brackets has to look like, because prose may start with "at" as well. */
const pathLike = /[/\\.]|^(?:repl|<anonymous>)$/

/**
 * One line of a V8 or Hermes trace, trimmed: `at f (file:1:2)`, `at async file:1:2`, `at new Cart (…)`,
 * `at eval (eval at f (file:1:2), <anonymous>:3:4)`, `at f (native)`, `at f (address at index.bundle:1:2)`.
 * https://v8.dev/docs/stack-trace-api
 */
export function readV8Frame(text: string): ReadFrame | undefined {
  if (!text.startsWith('at ')) return undefined
  const body = stripOpenObject(text.slice(3).trim())
  const evalAt = body.lastIndexOf('(eval at ')
  if (evalAt >= 0) return evalFrame(body, evalAt, text)
  if (body.endsWith(')')) return bracketedFrame(body, openingBracket(body), text)
  const spaced = body.lastIndexOf(' @ ')
  if (spaced > 0) return frameOf(body.slice(0, spaced), body.slice(spaced + 3).trim(), text)
  return bareFrame(body, text) ?? bracketedFrame(`${body})`, body.lastIndexOf(' (') + 1, text)
}

/** Node prints `at f (file:1:2) {` where the error has properties of its own. */
function stripOpenObject(body: string): string {
  return body.endsWith(' {') ? body.slice(0, -2).trimEnd() : body
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
  if (place.line === undefined && place.column === undefined) return undefined
  return pathLike.test(place.file) && !place.file.includes(' (') ? build(undefined, place, text) : undefined
}

function frameOf(name: string, location: string, text: string): ReadFrame | undefined {
  const place = splitLocation(stripWord(stripWord(location, 'address at '), 'async '))
  const hasLine = place.line !== undefined || place.column !== undefined
  const isWasm = place.file.includes(':wasm-function[')
  if (!hasLine && !isWasm && !engineCode.test(place.file)) return undefined
  // An engine has no lines, so `at new Map (<anonymous>)` is told from a `<anonymous>:8:9` by it.
  return build(name, place, text)
}

/** The code that called `eval` is a file; the evaluated text is not. */
function evalFrame(body: string, evalAt: number, text: string): ReadFrame | undefined {
  const name = body.slice(0, body.indexOf('(eval at ')).trim()
  const open = body.indexOf('(', evalAt + 1)
  if (open < 0) return undefined
  const close = closingBracket(body, open)
  const place = splitLocation(body.slice(open + 1, close))
  return build(name === '' ? undefined : name, place, text)
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

/** The whole source stands in the address of an inline script: only its kind is kept, and lines mean nothing. */
const inlineScript = /^(data:[\w./+-]{0,80})[,;]/

const anonymousFunctions = new Set(['<anonymous>', 'anonymous', 'Anonymous function', '?', '<unknown>'])

function build(name: string | undefined, place: Location, text: string): ReadFrame | undefined {
  const file = place.file.trim()
  if (file === '' || otherLanguages.test(file) || file.includes(' in ')) return undefined
  const plain = name === undefined ? '' : stripWord(name, 'async ')
  const script = inlineScript.exec(file)?.[1]
  return {
    function: plain === '' || anonymousFunctions.has(plain) ? undefined : plain,
    file: script === undefined ? file : `<${script}>`,
    module: undefined,
    line: script === undefined ? place.line : undefined,
    column: script === undefined ? place.column : undefined,
    text
  }
}
