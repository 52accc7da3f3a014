import type { ReadFrame } from './reader.js'
import { openingBracket, splitLocation } from './reader.js'

/** Number, binary, address, and what is known of the place: `3   Shop   0x0000000104a1 Cart.total() + 12 (Cart.swift:34)`. */
const imageLine =
  /^(\d{1,4}) {1,8}(\S{0,100}[A-Za-z?]\S{0,100}|\S.{0,120}?(?=\s{2}|\t))\s{1,60}(0x[0-9a-fA-F]{1,16})(?: (\S.*))?$/
/** Swift's own: `3 [ra] 0x0000000104a1 total() + 12 in Shop at /app/Cart.swift:34:5`. */
const swiftLine =
  /^(\d{1,4})((?: {1,8}\[(?:ra|async|inlined|system|thunk)\]){0,4}) {1,24}(?:(0x[0-9a-fA-F]{4,16}) )?(\S.*?) in (\S{1,200})(?: at (\S.*))?$/
/** `frame #3: 0x0000000104a1 Shop`Cart.total(self=0x0) at Cart.swift:34:5` */
const debuggerLine =
  /^(?:\* )?frame #(\d{1,5}): 0x[0-9a-fA-F]{4,16} ([^\s`][^`]{0,200})`(.+?)(?: at (\S.*?:\d{1,9}(?::\d{1,9})?))?(?: \[(?:opt|inlined|artificial)\]){0,3}$/
/** The debugger prints the arguments' values. */
const values = /\([\w$]{1,100}=.*\)$/
const offset = / \+ (?:0x[0-9a-fA-F]{1,16}|\d{1,12})$/
/** No symbol: the start of a Dart build's code, which stands for all of its functions, is none either. */
const address =
  /^(?:0x[0-9a-fA-F]{1,16}|\?{2,3}|<unavailable>|\(Missing .{0,200}\)|\(null\)|_kDart(?:Isolate|Vm)SnapshotInstructions)$/
const sourceName = /^(?:[^()]{0,500}\.(?:swift|mm?|cc?|cpp|cxx|hh?|hpp|inc)|[^()]{0,20}<compiler-generated>)$/
const inBinary = / \(in [^()]{1,200}\)$/

interface Symbol {
  readonly name: string | undefined
  readonly file: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
}

export interface AppleLine {
  /** As printed: frames are counted from 0. */
  readonly number: number
  readonly frame: ReadFrame
}

/** One frame of a crash report, of `NSThread.callStackSymbols`, of the Swift runtime or of the debugger. */
export function readAppleFrame(text: string): AppleLine | undefined {
  const swift = swiftLine.exec(text)
  if (swift !== null && (swift[3] !== undefined || isSwiftPlace(swift[6]))) {
    const symbol = { ...symbolOf(swift[4] ?? '', swift[5] ?? ''), ...placeOf(swift[6]) }
    return { number: Number(swift[1]), frame: frameOf(swift[5] ?? '', symbol, text) }
  }
  const debug = debuggerLine.exec(text)
  if (debug !== null) {
    const symbol = { ...symbolOf((debug[3] ?? '').replace(values, ''), debug[2] ?? ''), ...placeOf(debug[4]) }
    return { number: Number(debug[1]), frame: frameOf(debug[2] ?? '', symbol, text) }
  }
  const image = imageLine.exec(text)
  if (image === null) return undefined
  const binary = image[2] ?? ''
  return { number: Number(image[1]), frame: frameOf(binary, symbolOf(image[4] ?? '', binary), text) }
}

function isSwiftPlace(place: string | undefined): boolean {
  return /\.swift:\d/.test(place ?? '')
}

function placeOf(place: string | undefined): Partial<Symbol> {
  if (place === undefined) return {}
  const { file, line, column } = splitLocation(place)
  return isSource(file) ? { file, line, column } : {}
}

function isSource(file: string): boolean {
  return sourceName.test(file) && !file.endsWith('<compiler-generated>')
}

/** `name + 12`, `name (Cart.swift:34)`, `name (in Shop) (Cart.swift:34)`, `0x104a0000 + 1234 (name + 12)`, `Shop + 1234`. */
function symbolOf(printed: string, binary: string): Symbol {
  const text = printed.trim()
  const open = text.endsWith(')') ? openingBracket(text) : -1
  const inside = open <= 0 || text[open - 1] !== ' ' ? undefined : text.slice(open + 1, -1)
  const outside = inside === undefined ? text : text.slice(0, open).trimEnd()
  if (inside !== undefined) {
    const { file, line, column } = splitLocation(inside)
    if (sourceName.test(file)) {
      const place = isSource(file) ? { file, line, column } : noPlace
      return { name: nameOf(outside, binary), ...place }
    }
    // Partly symbolicated reports print the symbol after the load address.
    if (offset.test(inside) && address.test(outside.replace(offset, ''))) {
      return { name: nameOf(inside, binary), ...noPlace }
    }
  }
  const alone = splitLocation(text)
  if (alone.line !== undefined && placeAlone.test(text)) return { name: undefined, ...alone }
  return { name: nameOf(text, binary), ...noPlace }
}

/** `Cart.swift:34`: the line without the function. */
const placeAlone = /^[\w+./-]{1,500}\.(?:swift|mm?):\d{1,9}(?::\d{1,9})?$/

const noPlace = { file: undefined, line: undefined, column: undefined }

/** Without offsets, which change with the build; `undefined` where only the binary and an address are known. */
function nameOf(text: string, binary: string): string | undefined {
  const name = text.replace(offset, '').replace(inBinary, '').replace(offset, '').trim()
  return name === '' || name === binary || address.test(name) ? undefined : name
}

function frameOf(binary: string, symbol: Symbol, text: string): ReadFrame {
  return {
    function: symbol.name,
    // Without debug information the binary is all that is known of the place.
    file: symbol.file ?? binary,
    module: binary,
    line: symbol.line,
    column: symbol.column,
    text
  }
}
