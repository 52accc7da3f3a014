import type { LanguageReader, ReadError, ReadFrame } from './reader.js'
import { splitLocation } from './reader.js'
import { readDebugBacktrace, readRustFrame } from './rust-frame.js'

/**
 * Rust: panics, and the errors of anyhow, eyre and color-eyre, with the standard library's backtrace. The place of a panic is a
 * frame without a function where no frame of the backtrace has it.
 * https://doc.rust-lang.org/std/backtrace/, https://docs.rs/anyhow/latest/anyhow/struct.Error.html#display-representations
 */
export const rustReader: LanguageReader = { language: 'rust', read: readRust }

const panic = /^(?:thread (?:'([^']{0,200})'|\S{1,100}) (?:\(\d{1,19}\) )?)?panicked at (\S.{0,1900})$/
const numbered = /^\d{1,4}: (.{1,1900})$/
/** Before Rust 1.73 the message stood in front of the place, in quotes. */
const oldPlace = /^(.{0,1900})', ([^\s'][^']{0,1000}\.rs:\d{1,9}(?::\d{1,9})?)$/
const newPlace = /^([^'\s][^']{0,1000}\.rs:\d{1,9}(?::\d{1,9})?):?$/

/** Longer messages are cut: a message is for people, not for the record. */
const maxMessageLength = 10_000

type Mode = 'other' | 'message' | 'old message' | 'place' | 'causes' | 'backtrace' | 'spans'

interface Section {
  readonly type: string | undefined
  readonly thread: string | undefined
  readonly message: string[]
  readonly causes: string[]
  /** Where it panicked or was created, as `file:line:column`. */
  place: string | undefined
  readonly frames: ReadFrame[]
}

interface Reading {
  readonly sections: Section[]
  current: Section
  mode: Mode
}

function readRust(lines: readonly string[]): readonly ReadError[] {
  const first = newSection(undefined, undefined)
  const reading: Reading = { sections: [first], current: first, mode: 'other' }
  for (let at = 0; at < lines.length; at += 1) {
    const text = (lines[at] ?? '').trim()
    const next = (lines[at + 1] ?? '').trim()
    const isSpan = reading.mode === 'spans'
    const frame = isSpan ? undefined : readRustFrame(text, next, reading.mode === 'backtrace')
    if (frame !== undefined) {
      reading.current.frames.push(frame.frame)
      reading.mode = 'backtrace'
      at += frame.lines - 1
    } else if (text.includes('{ fn: "')) {
      reading.current.frames.push(...readDebugBacktrace(text))
    } else {
      readLine(reading, text)
    }
  }
  const found = reading.sections.filter(({ frames, place }) => frames.length > 0 || place !== undefined)
  return found.flatMap((section, position) => errorsOf(section, position, found[0]))
}

function newSection(type: string | undefined, thread: string | undefined): Section {
  return { type, thread, message: [], causes: [], place: undefined, frames: [] }
}

function open(reading: Reading, section: Section): void {
  reading.sections.push(section)
  reading.current = section
}

function readLine(reading: Reading, text: string): void {
  const panicked = panic.exec(text)
  const head = headOf(text)
  if (panicked !== null) startPanic(reading, panicked[1], panicked[2] ?? '')
  else if (head === undefined) readText(reading, text)
  else {
    // color-eyre prints a panic's message on a line of its own.
    if (head.mode === 'error' && text.startsWith('The ')) open(reading, newSection('panic', undefined))
    else if (head.mode === 'error' && !isMessageOf(reading.current, text))
      open(reading, newSection(undefined, undefined))
    reading.mode = head.mode === 'error' ? 'message' : head.mode
    if (head.rest !== '') readText(reading, head.rest)
    // It also numbers the error and its causes.
    else if (head.mode === 'error') reading.mode = 'causes'
  }
}

const heads: readonly { readonly mode: Mode | 'error'; readonly pattern: RegExp }[] = [
  { mode: 'error', pattern: /^(?:Error:|The application panicked \(crashed\)\.|Message:)(?=\s|$)/ },
  { mode: 'place', pattern: /^Location:(?=\s|$)/ },
  { mode: 'causes', pattern: /^Caused by:(?=\s|$)/ },
  { mode: 'backtrace', pattern: /^(?:stack )?backtrace:$|^━{2,100} BACKTRACE ━{2,100}$/i },
  // Spans of tracing are not calls, though they look the same.
  { mode: 'spans', pattern: /^━{2,100} SPANTRACE ━{2,100}$/ },
  { mode: 'other', pattern: /^(?:note: |━{2,100} \w{1,40} ━{2,100}$|Backtrace omitted)/ }
]

function headOf(text: string): { readonly mode: Mode | 'error'; readonly rest: string } | undefined {
  for (const { mode, pattern } of heads) {
    const length = pattern.exec(text)?.[0].length ?? 0
    if (length > 0) return { mode, rest: text.slice(length).trim() }
  }
  return undefined
}

function isMessageOf(section: Section, text: string): boolean {
  return text.startsWith('Message:') && section.type === 'panic' && section.message.length === 0
}

function startPanic(reading: Reading, thread: string | undefined, text: string): void {
  open(reading, newSection('panic', thread))
  const place = newPlace.exec(text)?.[1]
  reading.mode = place === undefined ? 'old message' : 'message'
  if (place !== undefined) reading.current.place = place
  else readText(reading, text.replace(/^'/, ''))
}

function readText(reading: Reading, text: string): void {
  const { current, mode } = reading
  if (mode === 'message') current.message.push(text)
  else if (mode === 'old message') {
    const end = oldPlace.exec(text)
    current.message.push(end?.[1] ?? text)
    if (end === null) return
    current.place = end[2]
    reading.mode = 'other'
  } else if (mode === 'place') {
    current.place ??= newPlace.exec(text)?.[1]
    reading.mode = 'other'
  } else if (mode === 'causes') {
    if (text === '') reading.mode = 'other'
    else readCause(current, numbered.exec(text)?.[1], text)
  }
}

function readCause(section: Section, item: string | undefined, text: string): void {
  if (section.message.length === 0) section.message.push(item ?? text)
  else if (item !== undefined || section.causes.length === 0) section.causes.push(item ?? text)
  else section.causes[section.causes.length - 1] += `\n${text}`
}

/** The backtrace is where the error was created; what it was created from has none. */
function errorsOf(section: Section, position: number, first: Section | undefined): readonly ReadError[] {
  const message = section.message.join('\n').trim().slice(0, maxMessageLength)
  const head = { type: section.type, message: message === '' ? undefined : message }
  const frames = withPlace(section)
  if (position > 0) {
    // A panic while another one unwinds is of the same thread.
    return [{ relation: section.thread === first?.thread ? 'suppressed' : 'thread', ...head, frames }]
  }
  const causes = section.causes.map((cause): ReadError => ({
    relation: 'cause',
    type: undefined,
    message: cause,
    frames: []
  }))
  return [{ relation: 'reported', ...head, frames }, ...causes]
}

function withPlace(section: Section): readonly ReadFrame[] {
  if (section.place === undefined) return section.frames
  const place = splitLocation(section.place)
  const isThere = section.frames.some(
    (frame) => frame.line === place.line && nameOf(frame.file ?? '') === nameOf(place.file)
  )
  if (isThere) return section.frames
  return [{ function: undefined, ...place, module: undefined, text: section.place }, ...section.frames]
}

function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
}
