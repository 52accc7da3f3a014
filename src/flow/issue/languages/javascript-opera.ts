import { isAddress, isScript } from './javascript-source.js'
import type { ReadFrame } from './reader.js'

/** Opera 7 to 9: `Line 44 of linked script file://host/a.js: In function total`. */
const linkedLine =
  /^Line (\d{1,9}) of (?:linked|inline#\d{1,5}|unknown|eval)? ?script(?: in)? (\S{1,1500}?)(?:: In function (\S{1,300}))?$/

/** Opera 11 and 12: `called from line 27, column 8 in <anonymous function: run>(ex) in http://host/a.js:`. */
const calledLine =
  /^(?:Error (?:thrown|created|initially occurred) at|called from) line (\d{1,9}), column (\d{1,9}) in (.{1,1800}):$/

const anonymousFunction = /^<anonymous function(?:: ([\w$.]{1,200}))?>$/

/** One line of a trace of Opera before version 15, trimmed. Later ones are Chrome's. */
export function readOperaFrame(text: string): ReadFrame | undefined {
  const linked = text.startsWith('Line ') ? linkedLine.exec(text) : null
  if (linked !== null) {
    const [, line, file = '', name] = linked
    const isWhole = isAddress(file) && (isScript(file) || file.endsWith('/'))
    return isWhole ? build(name, file, Number(line), undefined, text) : undefined
  }
  const called = text.endsWith(':') ? calledLine.exec(text) : null
  const place = called?.[3] ?? ''
  const at = place.lastIndexOf(' in ')
  const file = at < 0 ? place : place.slice(at + 4)
  if (called === null || !/^[a-z]{2,20}:\/\/\S{1,1500}$/.test(file)) return undefined
  const name = at < 0 ? undefined : place.slice(0, at).replace(/\(.{0,1000}\)$/, '')
  return build(name, file, Number(called[1]), Number(called[2]), text)
}

/** The function's own name in Opera's `<anonymous function: total>`; `undefined` where there is none. */
export function operaName(name: string): string | undefined {
  const match = anonymousFunction.exec(name)
  return match === null ? name : match[1]
}

function build(
  name: string | undefined,
  file: string | undefined,
  line: number,
  column: number | undefined,
  text: string
): ReadFrame {
  const known = name === undefined ? undefined : operaName(name)
  return { function: known, file, module: undefined, line: line || undefined, column, text }
}
