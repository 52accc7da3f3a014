import { readAppleFrame } from './apple-frame.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { noHead } from './reader.js'

/**
 * Swift and Objective-C: Apple's crash reports, `*** First throw call stack:`, the Swift runtime's backtraces and the
 * debugger's. The frames of the exception stand under `Last Exception Backtrace:`, those of the crash under the thread that
 * crashed; every other thread only happened to run.
 * https://developer.apple.com/documentation/xcode/examining-the-fields-in-a-crash-report
 */
export const appleReader: LanguageReader = { language: 'apple', read: readApple }

type Kind = 'exception' | 'crashed' | 'other'

interface Section {
  kind: Kind
  readonly frames: ReadFrame[]
}

const threadLine = /^(?:Thread \d{1,6}\b|\* thread #\d{1,6}\b|thread #\d{1,6}\b)/
const exceptionLine =
  /^(?:Last Exception Backtrace|Application Specific Backtrace \d{1,3}|\*\*\* First throw call stack|First throw call stack)\b/
const crashedLine = /\bcrashed\b|stop reason = |^Crashed:/i
/** The binaries that were loaded; what follows is no stack. */
const imagesLine = /^(?:Binary Images|Thread \d{1,6} crashed with|Images \(\d)/
const raised = /uncaught exception '([^']{1,200})', reason: '(.{0,1900})$/
const fatal = /^(?:\S{0,300}: )?(?:\S{0,300}:\d{1,9}: )?Fatal error: (.{1,1900})$/
const fields: readonly (readonly [RegExp, 'type' | 'message'])[] = [
  [/^Exception Type: {1,10}([A-Z][\w]{1,60})/, 'type'],
  [/^Fatal Exception: {1,10}(\w{1,200})$/, 'type'],
  [/^Exception Subtype: {1,10}(\S.*)$/, 'message'],
  [/^Exception (?:Codes|Message): {1,10}([A-Z][A-Za-z_].*)$/, 'message'],
  [/^Termination Reason: {1,10}(\S.*)$/, 'message']
]

function readApple(lines: readonly string[]): readonly ReadError[] {
  const sections: Section[] = [{ kind: 'other', frames: [] }]
  const head: string[] = []
  for (const line of lines) {
    const text = line.trim().replace(/^\(?\t?(?=\d)/, '')
    const current = sections[sections.length - 1]
    if (current === undefined || (imagesLine.test(text) && sections.some(hasFrames))) break
    const read = readAppleFrame(text)
    if (read !== undefined) {
      // Frames are counted through: another 0 is another stack.
      const isAgain = read.number === 0 && hasFrames(current)
      const section = isAgain ? newSection(sections, 'other') : current
      section.frames.push(read.frame)
    } else if (exceptionLine.test(text)) newSection(sections, 'exception')
    else if (threadLine.test(text) || /^Crashed: /.test(text)) {
      openThread(sections, current, crashedLine.test(text) ? 'crashed' : 'other')
    } else head.push(text)
  }
  return inOrder(sections.filter(hasFrames), headOf(head))
}

function hasFrames(section: Section): boolean {
  return section.frames.length > 0
}

function newSection(sections: Section[], kind: Kind): Section {
  const section: Section = { kind, frames: [] }
  sections.push(section)
  return section
}

/** A thread has up to two such lines above its frames: its name, and that it crashed. */
function openThread(sections: Section[], current: Section, kind: Kind): void {
  if (hasFrames(current)) newSection(sections, kind)
  else if (current.kind === 'other') current.kind = kind
}

function inOrder(sections: readonly Section[], head: ErrorHead): readonly ReadError[] {
  const reported =
    sections.find(({ kind }) => kind === 'exception') ??
    sections.find(({ kind }) => kind === 'crashed') ??
    sections[0]
  if (reported === undefined) return [{ relation: 'reported', ...head, frames: [] }]
  const others = sections.filter((section) => section !== reported)
  return [
    { relation: 'reported', ...head, frames: reported.frames },
    ...others.map(({ frames }): ReadError => ({ relation: 'thread', ...noHead, frames }))
  ]
}

function headOf(lines: readonly string[]): ErrorHead {
  for (const line of lines) {
    const match = raised.exec(line)
    if (match !== null) return { type: match[1], message: match[2]?.replace(/'[^']{0,40}$/, '') }
  }
  const stopped = lines
    .map((line) => fatal.exec(line)?.[1]?.replace(/: file [^:]{1,500}, line \d{1,9}$/, ''))
    .find((text) => text !== undefined)
  const read = { type: fieldOf(lines, 'type'), message: fieldOf(lines, 'message') }
  return {
    type: read.type ?? (stopped === undefined ? undefined : 'Fatal error'),
    message: stopped ?? read.message
  }
}

function fieldOf(lines: readonly string[], name: 'type' | 'message'): string | undefined {
  for (const [pattern, field] of fields) {
    if (field !== name) continue
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((text) => text !== undefined)
    if (found !== undefined) return found
  }
  return undefined
}
