import { isAbsolute, isAddress, isForeign, isScript, isWasm, scriptOf } from './javascript-source.js'
import { operaName } from './javascript-opera.js'
import type { Location, ReadFrame } from './reader.js'
import { splitLocation } from './reader.js'

/** Where a file starts after the `@`: an address, an absolute path, a drive or the engine. */
const fileStart =
  /@(?=[a-z][a-z0-9+.-]{1,40}:\/\/|blob:|data:|about:|javascript:|\/|\\\\|[A-Za-z]:\\|\[(?:native|wasm) code\]|debugger eval code:|self-hosted:|user-script:)/

/** Code that is not of a file. */
const namedCode =
  /^(?:self-hosted|debugger eval code|about:\w{1,40}|javascript:.{0,300}|user-script:\d{1,9})$/

/** Function names have no spaces, but for these, for what started an asynchronous call, and for computed names. */
const spacedName =
  /^(?:async |get |set |new )|(?: code)$|\*|^[\w$./<>]{0,200}(?:\[["'\d]|\(|<anonymous function)/

/**
 * One line of a Firefox or Safari trace (and of React Native on JavaScriptCore), trimmed: `f@file:1:2`, `@file:1:2`,
 * `f@[native code]`, `https://host/a.js:1:2`, `f@file line 26 > eval:1:30`.
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Error/stack
 */
export function readGeckoFrame(text: string): ReadFrame | undefined {
  if (text === '' || text.startsWith('at ')) return undefined
  if (text === '[native code]') return build('', placeOf(text), text)
  const split = splitName(text)
  if (split === undefined) return undefined
  const { name, file } = split
  if (file === '[native code]' || file === '[wasm code]') return build(name, placeOf(file), text)
  if (split.isNamed && isWasm(file)) return build(name, placeOf(file), text)
  return evalFrame(name, file, text) ?? plainFrame(split, text)
}

interface Split {
  readonly name: string
  readonly file: string
  readonly isNamed: boolean
}

function splitName(text: string): Split | undefined {
  const sure = text.search(fileStart)
  const at = sure >= 0 ? sure : text.lastIndexOf('@')
  const name = at < 0 ? '' : text.slice(0, at)
  if (name.includes(' ') && !spacedName.test(name)) return undefined
  return { name, file: text.slice(at + 1), isNamed: at >= 0 }
}

/** `file line 26 > eval line 2 > eval:1:30`: the file's own line is where `eval` was called. */
function evalFrame(name: string, location: string, text: string): ReadFrame | undefined {
  const at = location.indexOf(' line ')
  if (at < 0 || !location.includes(' > ', at)) return undefined
  const line = Number.parseInt(location.slice(at + 6, at + 16), 10)
  if (Number.isNaN(line)) return undefined
  return build(
    name || 'eval',
    { file: location.slice(0, at), line: line || undefined, column: undefined },
    text
  )
}

function plainFrame({ name, file: location, isNamed }: Split, text: string): ReadFrame | undefined {
  const place = splitPlace(loadedFile(location))
  if (place === undefined) return undefined
  const { file, column } = place
  // An address has no blanks: this is a line of something else.
  if (isAddress(file) && /\s/.test(file)) return undefined
  const isFile =
    namedCode.test(file) ||
    // Node.js names a file that does not compile on a line of its own: that is not a frame of this format.
    (isAddress(file) && (isNamed || column !== undefined || (isScript(file) && !file.startsWith('file:')))) ||
    ((isNamed || (!isAbsolute(file) && column !== undefined)) && isPlainScript(file)) ||
    (isNamed && !isForeign(file) && (isAbsolute(file) || isRelative(place)))
  return isFile ? build(name, place, text) : undefined
}

/** A line 0 says that the line is not known; no number at all says that this is not a frame. */
function splitPlace(location: string): Location | undefined {
  const numbered = location.endsWith(':') ? location.slice(0, -1) : location
  const place = splitLocation(numbered)
  if (place.file.length === numbered.length) return undefined
  // `file::11` has no line but a column.
  return place.file.endsWith(':') && place.column === undefined
    ? { file: place.file.slice(0, -1), line: undefined, column: place.line }
    : place
}

/** Firefox names the loader first: `resource://loader.js -> resource://add-on/cart.js`. */
function loadedFile(location: string): string {
  const at = location.lastIndexOf(' -> ')
  return at < 0 ? location : location.slice(at + 4)
}

function isPlainScript(file: string): boolean {
  const isWord = isAbsolute(file) ? !/\s/.test(file) : !/[\s:]/.test(file)
  return isWord && isScript(file)
}

function isRelative(place: Location): boolean {
  return place.column !== undefined && /^[\w.-]+\/[^\s@:]*$/.test(place.file)
}

function placeOf(file: string): Location {
  return { file, line: undefined, column: undefined }
}

/**
 * dart2js names functions with a leading dot, and Firefox what stands inside of them by slashes: `.total/<` and `.total/.sum` are
 * functions within `total`.
 */
function dartName(name: string | undefined): string | undefined {
  if (name?.startsWith('.') !== true) return name
  const [outer = '', ...inner] = name
    .slice(1)
    .replace(/\(.{0,300}\)(?=\/)/, '')
    .split('/')
  return outer + '.<fn>'.repeat(inner.length)
}

const anonymousFunctions = new Set(['', '<unknown>', '?', 'anonymous', '<anonymous>'])

function build(name: string, place: Location, text: string): ReadFrame {
  const open = name.indexOf('(')
  // Old browsers print the arguments.
  const plain = open > 0 && name.endsWith(')') ? name.slice(0, open) : name
  const known = anonymousFunctions.has(plain) ? undefined : dartName(operaName(plain))
  return { ...scriptOf(place), function: known, module: undefined, text }
}
