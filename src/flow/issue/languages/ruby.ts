import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, noHead, readHead } from './reader.js'
import { readRubyLine, type RubyLine } from './ruby-frame.js'

/**
 * Ruby, JRuby and TruffleRuby: `cart.rb:12:in 'Cart#total'`, the innermost call first; Ruby 2.5 to 2.7 print the outermost first
 * on a terminal, and causes before what they led to.
 * https://docs.ruby-lang.org/en/master/Exception.html#method-i-full_message
 */
export const rubyReader: LanguageReader = { language: 'ruby', read: readRuby }

/** `message (Type)` on the line of the innermost frame. */
const typedMessage = /^(.{0,1900}?)(?: \(([A-Z][\w:]{1,200})\))?$/
const typeHead = /^((?:[A-Z]\w{0,100}::){0,10}[A-Z]\w{0,100})(?::(?!:)|$)/
/** Rails' log: `KeyError (key not found):`. */
const railsHead = /^((?:[A-Z]\w{0,100}::){0,10}[A-Z]\w{0,100}) \((.{0,1900})\):?$/
/** JRuby's own exception names Ruby's in brackets. */
const jrubyHead = /^org\.jruby\.exceptions\.\w{1,100}: \(([A-Z][\w:]{0,200})\) (.{0,1900})$/
/** Ruby's `Logger`: `key not found (KeyError)`, behind its own words. */
const loggerHead =
  /^(?:[DIWEFA], \[[^\]]{1,60}\]\s{1,4}[A-Z]{3,7} -- [^:]{0,60}: )?(.{0,1900}) \(([A-Z][\w:]{1,200})\)$/
const loggerStart = /^[DIWEFA], \[[^\]]{1,60}\]\s{1,4}[A-Z]{3,7} -- [^:]{0,60}: /
const causeHead = /^(?:# )?(?:--- )?(?:Caused by|Causes?):?(?: ---)?(?:\s+(.{1,1900}))?$/i
const likelyHead =
  /^(?:[A-Z]\w{0,100}::){0,10}[A-Z]\w{0,100}(?:Error|Exception|Invalid|NotFound|Timeout|Interrupt)(?:: | \()/

interface Section {
  readonly above: string[]
  readonly frames: ReadFrame[]
  /** Of the innermost frame's line, with the lines of the message that follow it. */
  readonly message: string[]
  isNumbered: boolean
  /** Lines of the message may follow. */
  isMessage: boolean
}

function readRuby(lines: readonly string[]): readonly ReadError[] {
  const read = lines.map(readRubyLine)
  const isCertain = read.some((line) => line?.isCertain === true) || readsAsJRuby(read)
  if (!isCertain) return []
  const sections: Section[] = [newSection()]
  lines.forEach((line, at) => {
    const found = read[at]
    if (found === undefined) readText(sections, line.trim())
    else readFrame(sections, found)
  })
  return inOrder(sections.filter((section) => section.frames.length > 0))
}

/** `total at cart.rb:12` once may be prose. */
function readsAsJRuby(read: readonly (RubyLine | undefined)[]): boolean {
  const named = read.filter((line) => line?.frame.function !== undefined && line.frame.file?.endsWith('.rb'))
  return named.length > 1
}

function newSection(above: string[] = []): Section {
  return { above, frames: [], message: [], isNumbered: false, isMessage: false }
}

function open(sections: Section[], above: string[] = []): Section {
  const section = newSection(above)
  sections.push(section)
  return section
}

function readFrame(sections: Section[], line: RubyLine): void {
  const last = sections[sections.length - 1] ?? open(sections)
  const isOver = last.message.length > 0 && (last.isNumbered || line.message !== undefined)
  const startsHead = line.message !== undefined && last.frames.length > 0 && !last.isNumbered
  const section = isOver || startsHead ? open(sections) : last
  section.frames.push(line.frame)
  section.isNumbered ||= line.isNumbered
  section.isMessage = line.message !== undefined
  if (line.message !== undefined) section.message.push(line.message)
}

function readText(sections: Section[], text: string): void {
  const last = sections[sections.length - 1] ?? open(sections)
  const cause = causeHead.exec(text)
  if (last.frames.length === 0) {
    last.above.push(cause?.[1] ?? text.replace(/^#\s{1,8}/, ''))
  } else if (cause !== null || (last.message.length === 0 && likelyHead.test(text))) {
    open(sections, [cause === null ? text : (cause[1] ?? '')])
  } else if (last.isMessage && text !== '') {
    last.message.push(text)
  } else {
    // What follows an empty line is the source and the suggestions of Ruby's own extensions.
    last.isMessage = false
  }
}

function inOrder(sections: readonly Section[]): readonly ReadError[] {
  const ordered = sections.some((section) => section.isNumbered) ? [...sections].reverse() : sections
  const seen = new Set<string>()
  const own = ordered.filter((section) => {
    // A thread that dies prints its error, and the thread that waits for it prints it again.
    const key = JSON.stringify([section.frames[0]?.text, section.message])
    const isNew = section.message.length === 0 || !seen.has(key)
    seen.add(key)
    return isNew
  })
  return own.map((section, position) => ({
    relation: chainRelation(position),
    ...headOf(section),
    frames: section.isNumbered ? [...section.frames].reverse() : section.frames
  }))
}

function headOf(section: Section): ErrorHead {
  const [first, ...more] = section.message
  if (first === undefined) return headAbove(section.above)
  const [, message = '', type] = typedMessage.exec(first) ?? []
  const text = [message, ...more].join('\n').trim()
  return { type, message: text === '' ? undefined : text }
}

function headAbove(lines: readonly string[]): ErrorHead {
  const filled = lines.filter((line) => line !== '')
  if (filled.length === 0) return noHead
  const rails = filled
    .map((line) => railsHead.exec(line) ?? jrubyHead.exec(line))
    .find((match) => match !== null)
  if (rails !== undefined) return { type: rails[1], message: rails[2] }
  const last = loggerHead.exec(filled[filled.length - 1] ?? '')
  if (last !== null && !filled.some((line) => typeHead.test(line))) {
    const message = [...filled.slice(0, -1), last[1] ?? ''].join('\n').replace(loggerStart, '')
    return { type: last[2], message }
  }
  return readHead(lines, typeHead)
}
