import type { ReadFrame } from './reader.js'
import { splitLocation } from './reader.js'

/** Where a file starts after the `@`: an address, an absolute path, a drive or the engine. */
const fileStart = /@(?=[a-z][a-z0-9+.-]{1,40}:\/\/|\/|\\\\|[A-Za-z]:\\|\[(?:native|wasm) code\])/

const engineCode = new Set(['[native code]', '[wasm code]'])

const scriptFile =
  /^(?:[^\s@]*\/)?[^\s@/]+\.(?:[cm]?[jt]sx?|bundle|jsbundle|hbc|vue|svelte|coffee|cljs|html?)$/

/** `resource://`, `capacitor://`, `https://host/`: a port alone is not a line. */
const address = /^[a-z][a-z0-9+.-]{1,40}:\/\/[^/]*\//i

/**
 * One line of a Firefox or Safari trace (and of React Native on JavaScriptCore), trimmed: `f@file:1:2`, `@file:1:2`,
 * `f@[native code]`, `https://host/a.js:1:2`, `f@file line 26 > eval:1:30`.
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Error/stack
 */
export function readGeckoFrame(text: string): ReadFrame | undefined {
  if (text === '' || text.startsWith('at ')) return undefined
  if (text === '[native code]') return build('', text, undefined, undefined, text)
  const split = splitName(text)
  if (split === undefined) return undefined
  if (engineCode.has(split.file)) return build(split.name, split.file, undefined, undefined, text)
  if (split.file.includes(':wasm-function[')) return build(split.name, split.file, undefined, undefined, text)
  return evalFrame(split.name, split.file, text) ?? plainFrame(split.name, split.file, text)
}

function splitName(text: string): { name: string; file: string } | undefined {
  const sure = text.search(fileStart)
  const at = sure >= 0 ? sure : text.lastIndexOf('@')
  const name = at < 0 ? '' : text.slice(0, at)
  // Function names have no spaces, but for `global code`, `eval code`, and the arguments old browsers print.
  if (name.includes(' ') && !name.includes('(') && !name.endsWith(' code')) return undefined
  return { name, file: text.slice(at + 1) }
}

/** `file line 26 > eval line 2 > eval:1:30`: the file's own line is where `eval` was called. */
function evalFrame(name: string, location: string, text: string): ReadFrame | undefined {
  const at = location.indexOf(' line ')
  if (at < 0 || !location.includes(' > ', at)) return undefined
  const line = Number.parseInt(location.slice(at + 6, at + 16), 10)
  return Number.isNaN(line) ? undefined : build(name || 'eval', location.slice(0, at), line, undefined, text)
}

function plainFrame(name: string, location: string, text: string): ReadFrame | undefined {
  const place = splitLocation(location.endsWith(':') ? location.slice(0, -1) : location)
  if (place.line === undefined && place.column === undefined && !/:0(?::\d+)?$/.test(location))
    return undefined
  const named = text.length > location.length
  const absolute = /^(?:\/|\\\\|[A-Za-z]:\\)/.test(place.file)
  const isFile =
    address.test(place.file) ||
    // Node.js names a file that does not compile on a line of its own: that is not a frame of this format.
    ((named || (!absolute && place.column !== undefined)) && isScript(place.file)) ||
    (named && (absolute || (place.column !== undefined && /^[\w.-]+\/[^\s@]*$/.test(place.file))))
  return isFile ? build(name, place.file, place.line, place.column, text) : undefined
}

function isScript(file: string): boolean {
  return !/\s/.test(file) && scriptFile.test(file.replaceAll('\\', '/'))
}

function build(
  name: string,
  file: string,
  line: number | undefined,
  column: number | undefined,
  text: string
): ReadFrame {
  const open = name.indexOf('(')
  const plain = open >= 0 && name.endsWith(')') ? name.slice(0, open) : name
  return { function: plain === '' ? undefined : plain, file, module: undefined, line, column, text }
}
