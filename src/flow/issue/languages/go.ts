import { readGoFrame } from './go-frame.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, readHead } from './reader.js'

/**
 * Go: panics and dumps of goroutines, reports of the race detector, and errors that print their stack (`%+v`), the root error
 * first.
 * https://pkg.go.dev/runtime/debug#Stack, https://pkg.go.dev/github.com/pkg/errors#hdr-Formatted_printing_of_errors
 */
export const goReader: LanguageReader = { language: 'go', read: readGo }

/** Some programs print the header behind the message, and in JSON a quote stands before it. */
const goroutineHeader =
  /(?:^|[\s"])goroutine \d{1,19}(?: gp=\S{1,20}| m=\S{1,20}| mp=\S{1,20}){0,3} \[[^\]]{1,200}\]:$/
/** Stacks of the scheduler, of what started a goroutine, and of the other side of a data race. */
const otherHeader =
  /^(?:runtime stack|\[originating from goroutine \d{1,19}\]|Previous [a-z ]{1,30} at 0x.{1,60}|Goroutine \d{1,19} \(\w{1,20}\) created at):$/
const failure =
  /^(?:http: )?(panic|fatal error|unexpected fault address|SIG[A-Z]{2,8})(?:: | serving \S{1,100}: )|^(?:WARNING: )?(DATA RACE)$/
const typeHead = /^(\*[\w./-]{1,200}\.\w{1,100})(?::|\s|$)/
const outerFirst = /^(?:Wraps|Caused by|Cause):/
/** What the runtime prints below the message: addresses that are never the same. */
const signalLine = /^\[signal |^goroutine running on other thread/
const recovered = / \[recovered(?:, repanicked)?\]$/
const betweenFrames =
  /^(?:$|\.\.\.|exit status \d|-- stack trace:$|\[\.\.\.repeated|\(\d{1,3}\) attached stack)/

interface Section {
  readonly kind: 'error' | 'goroutine' | 'other'
  readonly head: readonly string[]
  readonly frames: ReadFrame[]
}

function readGo(lines: readonly string[]): readonly ReadError[] {
  // cockroachdb/errors draws a line left of its stacks.
  const sections = splitSections(lines.map((line) => line.replace(/^\s{0,40}\| ?/, '').trim()))
  const frames = sections.flatMap((section) => section.frames)
  const first = sections.find((section) => section.kind !== 'other') ?? sections[0]
  // Functions and lines of C alone are not a trace of Go.
  if (first === undefined || !frames.some((frame) => frame.file?.endsWith('.go'))) return []
  const chain = first.kind === 'error' ? errorChain(first, sections) : [first]
  const threads = sections.filter((section) => !chain.includes(section))
  return [
    ...(first.kind === 'error' ? chain.map(readError) : readPanic(first, sections[0]?.head ?? [])),
    ...threads.map((section): ReadError => ({ ...readError(section, 0), relation: 'thread' }))
  ]
}

function splitSections(texts: readonly string[]): readonly Section[] {
  const sections: Section[] = []
  let current: Section | undefined
  let above: string[] = []
  const open = (kind: Section['kind']): Section => {
    const section = { kind, head: above, frames: [] }
    sections.push(section)
    above = []
    return section
  }
  for (let at = 0; at < texts.length; at += 1) {
    const text = texts[at] ?? ''
    const isGoroutine = goroutineHeader.test(text)
    if (isGoroutine || otherHeader.test(text)) {
      above.push(isGoroutine ? text.replace(goroutineHeader, '') : '')
      current = open(isGoroutine ? 'goroutine' : 'other')
      continue
    }
    const read = readGoFrame(text, texts[at + 1] ?? '')
    if (read === undefined) {
      above.push(text)
      continue
    }
    if (current === undefined || startsError(current, above)) current = open('error')
    above = []
    current.frames.push(read.frame)
    at += read.lines - 1
  }
  return sections.filter((section) => section.frames.length > 0)
}

/** Whether the text between two frames tells of another error. */
function startsError(current: Section, above: readonly string[]): boolean {
  if (above.some((text) => failure.test(text))) return true
  return current.kind === 'error' && above.some((text) => !betweenFrames.test(text))
}

/** Outermost first. A second panic in the same text is not a cause of the first. */
function errorChain(first: Section, sections: readonly Section[]): readonly Section[] {
  const chain = sections.filter(
    ({ kind, head }) => kind === 'error' && (head === first.head || !head.some((text) => failure.test(text)))
  )
  if (first.head.some((text) => failure.test(text))) return [first]
  return chain.some(({ head }) => head.some((text) => outerFirst.test(text))) ? chain : chain.reverse()
}

function readError(section: Section, position: number): ReadError {
  const [head] = readHeads(section.head)
  return { relation: chainRelation(position), ...head, frames: section.frames }
}

/** A panic that a deferred function answered with another one caused that one; only the last one has a stack. */
function readPanic(section: Section, textAbove: readonly string[]): readonly ReadError[] {
  const head = section.head.some((text) => failure.test(text)) ? section.head : textAbove
  return readHeads(head).map((found, position) => ({
    relation: chainRelation(position),
    ...found,
    frames: position === 0 ? section.frames : []
  }))
}

/** The last one first. Never empty. */
function readHeads(lines: readonly string[]): readonly [ErrorHead, ...ErrorHead[]] {
  const start = lines.findIndex((line) => failure.test(line))
  if (start < 0) return [readHead(lines, typeHead)]
  const heads: ErrorHead[] = []
  let message: string[] = []
  for (const line of [...lines.slice(start).filter((text) => !signalLine.test(text)), 'panic: ']) {
    if (message.length > 0 && line.startsWith('panic: ')) {
      heads.unshift(headOf(message))
      message = []
    }
    message.push(line.replace(recovered, ''))
  }
  // `panic(err)` of a recovered error is the same panic once more.
  const [last, ...earlier] = heads
  if (last === undefined) return [headOf(message)]
  return [last, ...earlier.filter((head) => head.message !== last.message)]
}

function headOf(lines: readonly string[]): ErrorHead {
  const match = failure.exec(lines[0] ?? '')
  const rest = (lines[0] ?? '').slice(match?.[0].length ?? 0)
  const message = [rest, ...lines.slice(1)].join('\n').trim()
  return { type: match?.[1] ?? match?.[2], message: message === '' ? undefined : message }
}
