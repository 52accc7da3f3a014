import type { Location, ReadFrame } from './reader.js'

const scriptName =
  /\.(?:js|jsx|mjs|cjs|ts|tsx|mts|cts|es6?|vue|svelte|astro|coffee|cljs|bundle|jsbundle|hbc|html?|wasm)$/i

/** Traces of other languages have lines like `at f (x.cs:1)` too: their files are never ours, unless a web server sent them. */
const otherLanguages =
  /\.(?:rs|go|cs|vb|fs|java|kts?|scala|groovy|clj|py|rb|erb|php|swift|mm?|cc?|cpp|cxx|hpp|hh?|exs?|erl|lua|p[lm]|hs|mli?|cr|nim|zig|jl|r|d|dart|cshtml|razor|aspx)$/i

const webAddress = /^(?:https?|capacitor|ionic|blob):/i

/** Whether the file is of a language that is not JavaScript. */
export function isForeign(file: string): boolean {
  return otherLanguages.test(file) && !webAddress.test(file)
}

/** Whether the name of the file says that it is a script or a page. */
export function isScript(file: string): boolean {
  return scriptName.test(file.split(/[?#]/, 1)[0] ?? '')
}

/** A scheme and a path: `https://host/a`, `webpack:///./a`. A port alone is not a line, so a host alone is not a file. */
const address = /^[a-z][a-z0-9+.-]{1,40}:\/\/[^/]*\/|^blob:[a-z]/i

export function isAddress(file: string): boolean {
  return address.test(file)
}

/** Schemes without a host. */
const namedModule =
  /^(?:node|bun|deno|ext|npm|jsr|native|internal|about|javascript|data|rsc|webpack|webpack-internal|turbopack|app|file|extensions:|chrome|user-script):/

/** Code that engines, debuggers and test drivers name without a file. */
const namedCode =
  /^(?:<anonymous>|native|anonymous|repl|REPL\d{1,9}|VM\d{1,9}|evalmachine\.<anonymous>|\[eval\]|\[eval\d{1,6}\](?:-wrapper)?|\[stdin\](?:-wrapper)?|\[worker eval\]|eval code|debugger eval code|self-hosted|__\w{1,40}_evaluation_script__|pptr:\S{1,300})$/

export function isAbsolute(file: string): boolean {
  return /^(?:\/|\\\\|[A-Za-z]:[\\/])/.test(file)
}

/**
 * Whether a place is surely one of JavaScript: a script, a name that only engines give; with a column also an address or a path.
 */
export function isKnownSource(place: Location): boolean {
  const { file, column } = place
  if (isForeign(file)) return false
  const isOneWord = !/\s/.test(file)
  if (isScript(file) && (column !== undefined || isOneWord || isAbsolute(file))) return true
  if (namedCode.test(file)) return true
  if (column === undefined) return false
  if (isAddress(file) || namedModule.test(file) || isAbsolute(file)) return file.length > 1
  return isOneWord ? /^[^:]*[\\/]/.test(file) : /^webpack\//.test(file)
}

/** The whole source stands in the address of an inline script: only its kind is kept, and lines mean nothing. */
const inlineScript = /^(data:[\w./+-]{0,80})[,;]/

const wasmPlace = /(?:^|[^\s(])wasm-function\[[^\]]{1,300}\](?::(?:0x[0-9a-f]{1,16}|\d{1,12}))?$/i

/** Whether a place is in a WebAssembly module: it has an offset, and no line. */
export function isWasm(file: string): boolean {
  return wasmPlace.test(file) && !/[\s(]/.test(file)
}

/** File and line as a frame should name them: without the text of an inline script. */
export function scriptOf(place: Location): Pick<ReadFrame, 'file' | 'line' | 'column'> {
  const inline = inlineScript.exec(place.file)?.[1]
  if (inline !== undefined) return { file: `<${inline}>`, line: undefined, column: undefined }
  return { ...place, file: place.file === '' ? undefined : place.file }
}
