import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { openingBracket, readHead, splitLocation } from './reader.js'

/**
 * Dart and Flutter: the VM's `#0      f (package:shop/cart.dart:1:2)` and the terse `package:shop/cart.dart 1:2  f` of
 * package:stack_trace, whose function may be missing. Gaps between asynchronous calls are not frames. Symbol addresses of an obfuscated build give none.
 * https://dart.dev/libraries/dart-core#exceptions
 */
export const dartReader: LanguageReader = { language: 'dart', read: readDart }

const numbered = /^#\d{1,5}\s{1,20}(.+)$/
const dartFile = /^(?:dart:|package:|packages\/|file:|https?:|org-dartlang-)|\.dart$/
const terse = /^(\S{1,1000})(?: {1,40}(\d{1,9}(?::\d{1,9})?))? {2,200}(\S.*)$/
/** Only where nothing but Dart prints it so. */
const placeAlone = /^((?:package|dart):\S{1,1000}) {1,40}(\d{1,9}):(\d{1,9})$/
const gap = /={3,} asynchronous gap ={3,}|<asynchronous suspension>/
const thrown = /^(?:═|=){0,100}[^A-Za-z]{0,10}The following (\S{1,200}?)(?: object)? was thrown\b.*$/
/** The virtual machine's, and the one that Flutter's engine puts before it. */
const banner = /^\s{0,40}(?:\[ERROR:[^\]]{1,200}\] )?(?:Unhandled exception:?|#)(?:\s{1,5}|$)/i
const typeHead = /^(_?[A-Z][\w$]{0,100}(?:<[\w, ?]{1,60}>)?)(?: \([^)]{0,200}\))?:/

function readDart(lines: readonly string[]): readonly ReadError[] {
  const head: string[] = []
  const frames: ReadFrame[] = []
  let afterGap = false
  for (const line of lines) {
    const text = line.trim()
    const frame = readNumbered(text) ?? readTerse(text)
    if (frame === undefined) {
      if (frames.length === 0 && !gap.test(text)) head.push(line)
    } else if (!afterGap && text.startsWith('#0 ') && frames[0]?.text.startsWith('#0 ')) {
      // Frames are numbered through, up to a gap: another #0 starts a trace of something else.
      break
    } else {
      frames.push(frame)
    }
    afterGap = /^={3}/.test(text) || (afterGap && text === '')
  }
  return [{ relation: 'reported', ...headOf(head), frames }]
}

function headOf(lines: readonly string[]): ErrorHead {
  const plain = lines
    .map((line) => line.replace(banner, ''))
    .filter((line) => !/^[\s#]*$/.test(line) || line === '')
  const caught = plain.findIndex((line) => thrown.test(line.trim()))
  if (caught >= 0) {
    const rest = plain.slice(caught + 1)
    const end = rest.findIndex((line) => line.trim() === '')
    const message = (end < 0 ? rest : rest.slice(0, end)).map((line) => line.trim()).join('\n')
    return { type: thrown.exec((plain[caught] ?? '').trim())?.[1], message: message || undefined }
  }
  return readHead(plain, typeHead)
}

function readNumbered(text: string): ReadFrame | undefined {
  const body = numbered.exec(text)?.[1]?.trimEnd()
  if (body === undefined || !body.endsWith(')')) return undefined
  const open = openingBracket(body)
  const place = splitLocation(body.slice(open + 1, -1))
  if (open <= 0 || !dartFile.test(place.file)) return undefined
  return build(body.slice(0, open).trim(), place.file, place.line, place.column, text)
}

function readTerse(text: string): ReadFrame | undefined {
  const place = placeAlone.exec(text)
  if (place !== null) return build('', place[1] ?? '', Number(place[2]), Number(place[3]), text)
  const match = text.includes(' ') ? terse.exec(text) : null
  const file = match?.[1]
  if (match === null || file === undefined || !isTerseFile(file)) return undefined
  const [line, column] = (match[2] ?? '').split(':')
  const name = (match[3] ?? '').replace(gap, '').trim()
  return build(name, file, Number(line) || undefined, Number(column) || undefined, text)
}

function isTerseFile(file: string): boolean {
  return /^(?:dart:\w|package:\w)/.test(file) || /\.dart(?:\.js)?$/.test(file)
}

function build(
  name: string,
  file: string,
  line: number | undefined,
  column: number | undefined,
  text: string
): ReadFrame {
  return { function: name === '' ? undefined : name, file, module: undefined, line, column, text }
}
