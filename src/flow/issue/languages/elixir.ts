import { readElixirLine, readTerms } from './elixir-frame.js'
import type { ErrorRelation } from '../stack-trace.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, noHead } from './reader.js'

/**
 * Elixir and Erlang: `(shop 0.1.0) lib/cart.ex:12: Shop.Cart.total/1`, the innermost call first; crash reports and stack traces
 * printed as terms. An exit prints the error it came from indented below its own line.
 * https://hexdocs.pm/elixir/Exception.html#format/3, https://www.erlang.org/doc/system/errors.html
 */
export const elixirReader: LanguageReader = { language: 'elixir', read: readElixir }

const errorHead =
  /^(?:\*\* )?\(((?:[A-Z]\w{0,100}\.){0,20}[A-Z]\w{0,100}|exit|throw|stop|EXIT(?: from [^)]{1,60})?)\) (\S.{0,1900})$/
const erlangHead = /^(?:\d{1,6}> )?(?:\*\* )?exception (error|exit|throw): (\S.{0,1900})$/
/** Says only that an error follows. */
const announcement = /^an exception was raised:?$/
/** What `Exception.blame` explains below the message. */
const blame = /^(?:The following arguments were given to |Attempted function clauses )/
/** A server that dies prints the stack of who was waiting for it too. */
const otherProcess = /^Client (?:#PID<|:|\S{1,200} \(#PID).{0,200} is alive$/
const processReport =
  /^(?:Last message|State|Function|Args|Initial Call|Ancestors|Message Queue|Start Call):? ?/

interface Section {
  readonly head: ErrorHead
  readonly indent: number
  readonly message: string[]
  readonly frames: ReadFrame[]
  /** Printed below a whole report: another report, or the stack of another process. */
  readonly isThread: boolean
  hasCause: boolean
}

interface Reading {
  readonly sections: Section[]
  /** The errors that the next line may belong to, the outermost first. */
  readonly open: Section[]
  isMessage: boolean
}

function readElixir(lines: readonly string[]): readonly ReadError[] {
  const reading: Reading = { sections: [], open: [], isMessage: false }
  for (const line of lines) {
    const text = line.trim()
    const indent = line.length - line.trimStart().length
    const head = headOf(text)
    if (head !== undefined) openSection(reading, head, indent)
    else if (otherProcess.test(text)) openSection(reading, noHead, -1)
    else {
      const read = readElixirLine(text)
      const isFrame = read !== undefined && (read.isCertain || reading.open.length > 0)
      if (isFrame) addFrame(reading, read.frame, indent)
      else readMessage(reading, text)
    }
  }
  const hasFile = reading.sections.some(({ frames }) => frames.some((frame) => frame.file !== undefined))
  const hasHead = reading.sections.some(({ head, frames }) => head !== noHead && frames.length > 0)
  return hasFile || hasHead ? inOrder(reading.sections) : readTermTrace(lines.join('\n'))
}

function headOf(text: string): ErrorHead | undefined {
  const [, type, message] = errorHead.exec(text) ?? erlangHead.exec(text) ?? []
  return type === undefined ? undefined : { type, message }
}

/** Indentation tells whose cause an error is; where it is lost, an error is its own report. */
function openSection(reading: Reading, head: ErrorHead, indent: number): void {
  closeTo(reading, indent, 0)
  const parent = reading.open[reading.open.length - 1]
  const isReport = parent === undefined && reading.sections.some(({ frames }) => frames.length > 0)
  const section: Section = {
    head,
    indent,
    message: head.message === undefined ? [] : [head.message],
    frames: [],
    isThread: isReport || parent?.isThread === true,
    hasCause: false
  }
  if (parent !== undefined) parent.hasCause = true
  reading.sections.push(section)
  reading.open.push(section)
  reading.isMessage = head !== noHead
}

function closeTo(reading: Reading, indent: number, least: number): void {
  while (reading.open.length > least && (reading.open[reading.open.length - 1]?.indent ?? 0) >= indent) {
    reading.open.pop()
  }
}

function addFrame(reading: Reading, frame: ReadFrame, indent: number): void {
  if (reading.open.length === 0) openSection(reading, noHead, -1)
  closeTo(reading, indent, 1)
  reading.open[reading.open.length - 1]?.frames.push(frame)
  reading.isMessage = false
}

function readMessage(reading: Reading, text: string): void {
  if (blame.test(text) || processReport.test(text)) reading.isMessage = false
  if (reading.isMessage) reading.open[reading.open.length - 1]?.message.push(text)
}

function inOrder(sections: readonly Section[]): readonly ReadError[] {
  const said = sections.filter(
    ({ frames, hasCause, head }) => frames.length > 0 || (hasCause && !announcement.test(head.message ?? ''))
  )
  const chain = said.filter((section) => !section.isThread)
  const threads = said.filter((section) => section.isThread)
  return [
    ...chain.map((section, position) => errorOf(section, chainRelation(position))),
    ...threads.map((section) => errorOf(section, 'thread'))
  ]
}

function errorOf(section: Section, relation: ErrorRelation): ReadError {
  const message = section.message.join('\n').trim()
  return {
    relation,
    type: section.head.type,
    message: message === '' ? undefined : message,
    frames: section.frames
  }
}

/** The reason stands in front of the stack: `{badarith,[{shop,total,1,…`. */
const reason = /\{\{?([a-z]\w{0,60})(?:,[^[\]{}]{0,300})?\}?,\s{0,80}\[\{/

function readTermTrace(text: string): readonly ReadError[] {
  const frames = readTerms(text)
  if (frames.length === 0) return []
  return [{ relation: 'reported', type: reason.exec(text)?.[1], message: undefined, frames }]
}
