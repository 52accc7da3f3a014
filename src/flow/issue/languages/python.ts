import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, noHead, readHead } from './reader.js'

/**
 * Python: `File "x.py", line 1, in f`, the outermost call first. Chained exceptions are printed before the one they led to;
 * the members of an exception group after it, as its causes.
 * https://docs.python.org/3/library/traceback.html
 */
export const pythonReader: LanguageReader = { language: 'python', read: readPython }

const frameLine = /^File "([^"]{1,1000})", line (\d{1,9})(?:,? in (.{1,500}))?$/
const typeHead = /^([A-Za-z_][\w.]{0,200}?)(?::\s|:$|$)/
const likelyType =
  /^(?:[A-Za-z_]\w{0,100}\.){0,10}[A-Za-z_]\w{0,100}?(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Group|Fault|Timeout|DoesNotExist|NotFound)(?::\s|:$|$)/
const traceback = /^(?:Exception Group )?Traceback \(most recent call last\):$/
const newestFirst = /\(most recent call first\):?$/
const chained =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/
const memberEnd = /^-{20,60}$/
const member = /^-?\+?-{3,40} (?:\d{1,5}|\.\.\.|end) -{3,40}$/

interface Section {
  frames: ReadFrame[]
  head: string[]
  state: 'frames' | 'head' | 'over'
  newestFirst: boolean
  /** A member of an exception group. */
  readonly isMember: boolean
  /** Indentation of the last frame's line. */
  indent: number
}

function readPython(lines: readonly string[]): readonly ReadError[] {
  const sections: Section[] = []
  let nextIsMember = false
  let current = newSection(false)
  const open = (): void => {
    const isEmpty = current.frames.length === 0
    if (!isEmpty) sections.push(current)
    // A member's number stands above its own "Traceback" line.
    current = newSection(nextIsMember || (isEmpty && current.isMember))
    nextIsMember = false
  }
  for (const line of lines) {
    // Exception groups draw a box with `|` and `+` around their members.
    const inner = line.replace(/^[\s|+]{0,200}/, '')
    const indent = line.length - inner.length
    const text = inner.trimEnd()
    if (traceback.test(text) || chained.test(text) || newestFirst.test(text)) {
      open()
      current.newestFirst = newestFirst.test(text)
    } else if (memberEnd.test(text)) {
      open()
    } else if (member.test(text)) {
      nextIsMember = true
      open()
    } else {
      readLine(current, text, indent)
    }
  }
  open()
  return inOrder(sections)
}

function newSection(isMember: boolean): Section {
  return { frames: [], head: [], state: 'frames', newestFirst: false, isMember, indent: 0 }
}

function readLine(section: Section, text: string, indent: number): void {
  const match = section.state === 'over' ? null : frameLine.exec(text)
  if (match !== null) {
    section.frames.push(frameOf(match, text))
    section.state = 'frames'
    section.head = []
    section.indent = indent
  } else if (section.frames.length > 0 && section.state === 'frames') {
    if (startsHead(section, text, indent)) {
      section.head.push(text)
      section.state = 'head'
    }
  } else if (section.state === 'head') {
    if (text === '') section.state = 'over'
    else section.head.push(text)
  }
}

/** The error's own line stands left of its frames; where the indentation is lost, its type has to look like one. */
function startsHead(section: Section, text: string, indent: number): boolean {
  if (text === '') return false
  return indent < section.indent ? typeHead.test(text) : section.indent === 0 && likelyType.test(text)
}

function frameOf(match: RegExpExecArray, text: string): ReadFrame {
  return {
    // A file that does not compile is named without a function: it is the module that failed.
    function: match[3]?.trim() ?? '<module>',
    file: match[1],
    module: undefined,
    line: Number(match[2]) || undefined,
    column: undefined,
    text
  }
}

function inOrder(sections: readonly Section[]): readonly ReadError[] {
  const chain = sections.filter((section) => !section.isMember).reverse()
  const members = sections.filter((section) => section.isMember)
  return [...chain, ...members].map((section, position): ReadError => {
    const frames = section.newestFirst ? section.frames : [...section.frames].reverse()
    const relation = section.isMember ? 'member' : chainRelation(position)
    return { relation, ...headOf(section.head), frames }
  })
}

function headOf(lines: readonly string[]): ErrorHead {
  return lines.length === 0 ? noHead : readHead(lines, typeHead)
}
