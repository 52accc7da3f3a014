import { isOwn, type LineMark, type MarkedLine, type MarkedTrace } from '../marked-trace.js'
import type { Random } from '../random.js'

/** One stated change that makes another event of a trace. `undefined` where the change means nothing for the trace. */
export interface Change {
  readonly name: string
  /** Whether the event is still the same bug. */
  readonly same: boolean
  readonly tier?: 'policy'
  readonly apply: (trace: MarkedTrace, random: Random) => MarkedTrace | undefined
}

export type Part = 'function' | 'file' | 'line' | 'column'

const spanOf: Readonly<Record<'function' | 'file', RegExp>> = { function: /‹([^›]*)›/g, file: /«([^»]*)»/g }

/** Marks of the frames whose spans change. A line without a mark belongs to the frame above it. */
export type Whose = (mark: LineMark) => boolean
export const ownFrames: Whose = isOwn
export const culpritFrame: Whose = (mark) => mark === '*' || mark === '!'
export const libraryFrames: Whose = (mark) => mark === '-'
export const everyFrame: Whose = (mark) => mark !== ' '

/** Edits one part of some frames. */
export function editPart(
  trace: MarkedTrace,
  whose: Whose,
  part: Part,
  edit: (value: string) => string
): MarkedTrace {
  let current: LineMark = ' '
  return withLines(
    trace,
    trace.lines.map((line) => {
      if (line.mark !== ' ') current = line.mark
      return whose(current) ? { ...line, text: editLine(line.text, part, edit) } : line
    })
  )
}

function editLine(text: string, part: Part, edit: (value: string) => string): string {
  if (part === 'function' || part === 'file') {
    const [open, close] = part === 'function' ? ['‹', '›'] : ['«', '»']
    return text.replace(spanOf[part], (_, value: string) => open + edit(value) + close)
  }
  let seen = 0
  return text.replace(/⟨(\d+)⟩/g, (span, value: string) => {
    seen += 1
    return (seen === 1) === (part === 'line') ? `⟨${edit(value)}⟩` : span
  })
}

/** Edits every line, spans and marks included. */
export function editText(trace: MarkedTrace, edit: (text: string) => string): MarkedTrace {
  return withLines(
    trace,
    trace.lines.map((line) => ({ ...line, text: edit(line.text) }))
  )
}

export function withLines(trace: MarkedTrace, lines: readonly MarkedLine[]): MarkedTrace {
  return { ...trace, lines }
}

/** The trace, unless nothing of it changed. */
export function ifChanged(before: MarkedTrace, after: MarkedTrace): MarkedTrace | undefined {
  const textOf = (trace: MarkedTrace): string =>
    JSON.stringify([trace.type, trace.message, trace.lines.map(({ text }) => text)])
  return textOf(before) === textOf(after) ? undefined : after
}

/** Families of languages that print alike. */
export function familyOf(trace: MarkedTrace): string {
  if (trace.language.startsWith('javascript')) return 'javascript'
  return ['java', 'kotlin', 'scala'].includes(trace.language) ? 'jvm' : trace.language
}
