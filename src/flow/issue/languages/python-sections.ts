import { readArrow, readPythonFrame, type PythonStyle } from './python-frame.js'
import type { ErrorHead, ReadFrame } from './reader.js'
import { noHead, readHead } from './reader.js'

/** The trace of one error, as printed. */
export interface PythonSection {
  readonly frames: ReadFrame[]
  readonly head: string[]
  readonly style: PythonStyle
  readonly hasHeader: boolean
  readonly isNewestFirst: boolean
  readonly isOtherThread: boolean
  /** A member of an exception group. */
  readonly isMember: boolean
  /** Led to the error that is printed next. */
  isCause: boolean
  state: 'frames' | 'head' | 'over'
  /** What stood above the first frame: faulthandler, AWS Lambda and trackers tell the error there. */
  above: string | undefined
  /** Indentation of the last frame's line. */
  indent: number
  /** Lines below the last frame's. */
  below: number
  hasSource: boolean
}

const name = '(?:[A-Za-z_]\\w{0,100}|<locals>)'
const typeHead = new RegExp(
  `^(${name}(?:\\.${name}){0,20}(?:\\([\\w.]{1,100}\\))?|Fatal Python error)(?::\\s|:$|$)`
)
const likelyType = new RegExp(
  `^(?:${name}\\.){0,20}[A-Za-z_]\\w{0,100}?(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Group|Fault|Timeout|DoesNotExist|NotFound)(?:\\([\\w.]{1,100}\\))?(?::\\s|:$|$)|^Fatal Python error: `
)
/** A class by its capital letter. Source lines may look like it, but only right below the frame. */
const namedLikeType = new RegExp(`^(?:${name}\\.){0,20}_{0,2}[A-Z]\\w{0,100}(?::\\s|:$|$)`)

const oldestFirst = /(?:^|\s)(?:Traceback|Stack) \((?:most recent call|innermost) last\)(?::?$|:? [─-])/
const newestFirst = /\(most recent call first\):?$/
const ipython = /^([\w.]{1,200}) {2,200}Traceback \(most recent call last\)$/
const cellFrame = /^(?:Cell )?In ?\[\d{1,9}\], line \d{1,9}$/
const chained =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):?$/
const memberEnd = /^-{20,60}$/
const member = /^-?\+?-{3,40} (?:\d{1,5}|\.\.\.|end) -{3,40}$/

/** The traces of the text that have frames, in the order in which they are printed. */
export function readPythonSections(lines: readonly string[]): readonly PythonSection[] {
  const sections: PythonSection[] = []
  let nextIsMember = false
  let endsInFrame = false
  let fatal: string | undefined
  let current = newSection('', false, undefined)
  const open = (header: string): void => {
    const isEmpty = current.frames.length === 0
    if (!isEmpty) sections.push(current)
    // A member's number stands above its own "Traceback" line.
    const isMember = nextIsMember || (isEmpty && current.isMember)
    const above = newestFirst.test(header) ? fatal : isEmpty ? current.above : undefined
    current = newSection(header, isMember, above)
    nextIsMember = false
  }
  for (const line of lines) {
    // Exception groups draw a box with `|` and `+` around their members, Rich one around the frames.
    const inner = line.replace(/^[\s|+│╭╰]{0,200}/, '')
    const text = inner.replace(/[\s│]{1,200}$/, '')
    const isLink = chained.test(text)
    if (text.startsWith('Fatal Python error: ')) fatal = text
    if (isLink) {
      const last = current.frames.length > 0 ? current : sections[sections.length - 1]
      if (last !== undefined) last.isCause = true
    }
    if (isLink || oldestFirst.test(text) || newestFirst.test(text) || memberEnd.test(text)) open(text)
    else if (member.test(text)) {
      nextIsMember = true
      open(text)
    } else if (text !== '') endsInFrame = readLine(current, text, line.length - inner.length)
    else if (current.state === 'head') current.state = 'over'
  }
  open('')
  if (endsInFrame) dropCutFrame(sections)
  return sections.filter((section) => section.frames.length > 0)
}

function newSection(header: string, isMember: boolean, above: string | undefined): PythonSection {
  const type = ipython.exec(header)?.[1]
  return {
    frames: [],
    head: [],
    style: type !== undefined ? 'ipython' : /[─-]/.test(header.slice(-5)) ? 'rich' : 'plain',
    hasHeader: header !== '',
    isNewestFirst: newestFirst.test(header),
    isOtherThread: /^Thread /.test(header),
    isMember,
    isCause: false,
    state: 'frames',
    above: type === undefined ? above : `${type}:`,
    indent: 0,
    below: 0,
    hasSource: false
  }
}

/** Whether the line is a frame. */
function readLine(section: PythonSection, text: string, indent: number): boolean {
  const frame = section.state === 'over' ? undefined : readPythonFrame(text, section.style)
  if (frame !== undefined) {
    section.frames.push(frame)
    section.head.length = 0
    section.state = 'frames'
    section.indent = indent
    section.below = 0
    return true
  }
  if (section.frames.length === 0) section.above = text
  else if (section.state === 'head') section.head.push(text)
  else if (section.state === 'frames' && startsHead(section, text, indent)) {
    section.head.push(text)
    section.state = 'head'
  } else readSource(section, text)
  return false
}

/** The error's own line stands left of its frames; where the indentation is lost, its type has to look like one. */
function startsHead(section: PythonSection, text: string, indent: number): boolean {
  if (indent < section.indent) return typeHead.test(text)
  return section.indent === 0 && (likelyType.test(text) || (section.below > 0 && namedLikeType.test(text)))
}

function readSource(section: PythonSection, text: string): void {
  section.below += 1
  section.hasSource = section.hasSource || !text.startsWith('[Previous line repeated ')
  const last = section.frames[section.frames.length - 1]
  const line = last?.line === undefined ? readArrow(text) : undefined
  if (last !== undefined && line !== undefined) section.frames.splice(-1, 1, { ...last, line })
}

/** A trace that ends in a frame's line was cut there, maybe within the line number or the function. */
function dropCutFrame(sections: readonly PythonSection[]): void {
  const section = sections[sections.length - 1]
  const last = section?.frames[section.frames.length - 1]
  if (section === undefined || last === undefined) return
  const isWhole = / in (?:[^\s<]|<.{1,200}>)/.test(last.text) || cellFrame.test(last.text)
  const isOnly = !section.hasHeader && sections.length === 1 && section.frames.length === 1
  if (!isOnly && (!isWhole || sections.some(({ hasSource }) => hasSource))) section.frames.pop()
}

/** Type and message of the error: below its frames, or above them where nothing is below. */
export function pythonHead(section: PythonSection): ErrorHead {
  // Errors of worker processes come with their traceback as text in quotes.
  const head = section.head.filter((line) => line !== '"""')
  if (head.length > 0) return readHead(head, typeHead)
  return section.above !== undefined && likelyType.test(section.above)
    ? readHead([section.above], typeHead)
    : noHead
}
