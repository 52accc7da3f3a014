import type { ErrorRelation } from '../stack-trace.js'
import { readGeckoFrame } from './javascript-gecko.js'
import { javascriptHead, startsError } from './javascript-head.js'
import { readOperaFrame } from './javascript-opera.js'
import { readV8Frame } from './javascript-v8.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { reportedFirst, splitLocation } from './reader.js'

/**
 * JavaScript and TypeScript: V8 and Hermes (`at f (file:1:2)`), Firefox and Safari (`f@file:1:2`). Causes and members of a group
 * as Node prints them (`[cause]: …`, `[errors]: [ … ]`, `parent: Error: …`) and as trackers join them (`Caused by: …`). Another
 * error that follows without a mark is not known to have to do with the first: it counts as of another thread.
 */
export const javascriptReader: LanguageReader = { language: 'javascript', read: readJavascript }

interface Mark {
  readonly pattern: RegExp
  readonly relation: ErrorRelation
  /** Errors that follow without a mark relate in the same way. */
  readonly isList?: true
}

/** What stands in front of an error that has to do with the one above it. */
const marks: readonly Mark[] = [
  { pattern: /^(?:\[cause\]:|[Cc]aused [Bb]y:?(?=\s|$))/, relation: 'cause' },
  { pattern: /^\[errors\]: \[/, relation: 'member', isList: true },
  { pattern: /^\[suppressed\]:/, relation: 'suppressed' },
  // React tells the components that were rendering; nothing was thrown there.
  {
    pattern: /^(?:The above error occurred in |Component Stack:|React component stack:)/,
    relation: 'thread'
  },
  // A property of the error object that holds another error.
  {
    pattern:
      /^\[?[A-Za-z_$][\w$]{0,60}\]?:(?=\s{0,3}(?:\{ |\[)?(?:[A-Z][\w$.]{0,100})?(?:Error|Exception)\b)/,
    relation: 'cause'
  },
  { pattern: /^\[?[a-z_$][\w$]{0,60}\]?:$/, relation: 'cause' }
]

interface Section {
  readonly relation: ErrorRelation
  readonly head: string[]
  readonly frames: ReadFrame[]
}

function readJavascript(lines: readonly string[]): readonly ReadError[] {
  const texts = lines.map((line) => line.trim())
  const frames = readFrames(texts)
  const sections: Section[] = [{ relation: 'reported', head: [], frames: [] }]
  let unmarked: ErrorRelation = 'thread'
  texts.forEach((text, at) => {
    const section = sections[sections.length - 1]
    const frame = frames[at]
    if (section === undefined) return
    if (frame !== undefined) {
      section.frames.push(frame)
      return
    }
    const mark = isOpen(section) ? undefined : marks.find(({ pattern }) => pattern.test(text))
    if (mark !== undefined) {
      if (mark.isList) unmarked = mark.relation
      sections.push({ relation: mark.relation, head: [text.replace(mark.pattern, '')], frames: [] })
    } else if (section.frames.length === 0) {
      section.head.push(lines[at] ?? '')
    } else if (startsError(text, frames[at + 1] !== undefined)) {
      sections.push({ relation: unmarked, head: [text], frames: [] })
    }
  })
  return reportedFirst(sections.map(toError).filter((error, position) => position === 0 || isError(error)))
}

/** Above the first frame everything is the message, whatever it looks like. */
function isOpen(section: Section): boolean {
  return section.relation === 'reported' && section.frames.length === 0
}

function isError(error: ReadError): boolean {
  return error.frames.length > 0 || (error.type !== undefined && error.relation !== 'thread')
}

function toError(section: Section): ReadError {
  // Below an error without frames stand the other properties of the one above it.
  const isWhole = section.relation === 'reported' || section.frames.length > 0
  const head = javascriptHead(isWhole ? section.head : section.head.filter(hasText).slice(0, 1))
  return { relation: section.relation, ...head, frames: withBrokenFile(section, head) }
}

function hasText(line: string): boolean {
  return line.trim() !== ''
}

/** `f@1:234`, as React Native hands it to Android in a release build; only below `…, stack:`. */
const nativeFrame = /^([^@\s]{0,300})@(\d{1,9}):(\d{1,9})$/

function readFrames(texts: readonly string[]): readonly (ReadFrame | undefined)[] {
  let isNative = false
  const frames = texts.map((text): ReadFrame | undefined => {
    isNative = isNative || text.endsWith(', stack:')
    const native = isNative ? nativeFrame.exec(text) : null
    if (native === null) return readV8Frame(text) ?? readGeckoFrame(text) ?? readOperaFrame(text)
    return {
      ...bareFrame(text),
      function: native[1] || undefined,
      line: Number(native[2]) || undefined,
      column: Number(native[3]) || undefined
    }
  })
  for (let at = 0; at < texts.length; at += 1) {
    if (texts[at] === 'eval code' && frames[at + 1] !== undefined) addEvaluated(texts, frames, at)
  }
  dropCut(texts, frames)
  return frames
}

/** The last line of a text that was cut may end within the line number: so it does where only the others have columns. */
function dropCut(texts: readonly string[], frames: (ReadFrame | undefined)[]): void {
  const last = texts.findLastIndex((text) => text !== '')
  const isCut = frames[last]?.line !== undefined && !(texts[last] ?? '').endsWith(')')
  if (!isCut || splitLocation(texts[last] ?? '').column !== undefined) return
  const others = frames.filter((frame, at) => at !== last && frame && /:\d{1,9}\)?$/.test(texts[at] ?? ''))
  if (others.length > 0 && others.every((frame) => frame?.column !== undefined)) frames[last] = undefined
}

/** Safari names the functions of evaluated code alone, one a line, above `eval code`, which names none. */
function addEvaluated(texts: readonly string[], frames: (ReadFrame | undefined)[], evalAt: number): void {
  for (let at = evalAt - 1; at >= 0; at -= 1) {
    const text = texts[at] ?? ''
    if (frames[at] !== undefined || !/^[A-Za-z_$][\w$.]{0,100}$/.test(text) || startsError(text, false))
      return
    frames[at] = { ...bareFrame(text), function: text }
  }
}

function bareFrame(text: string): ReadFrame {
  return { function: undefined, file: undefined, module: undefined, line: undefined, column: undefined, text }
}

const brokenFile =
  /^((?:file:\/\/|\/|[A-Za-z]:\\|\.{0,2}[\w@-])[^:]{0,1000}\.[cm]?[jt]sx?):(\d{1,9})(?::(\d{1,9}))?$/

/**
 * A file that does not compile is not on the stack: Node names it above the error instead (`/app/cart.cjs:15`), and so it is
 * the innermost frame.
 */
function withBrokenFile(section: Section, head: ErrorHead): readonly ReadFrame[] {
  const place = section.head.find((line) => line.trim() !== '')?.trim()
  const match = place === undefined || head.type !== 'SyntaxError' ? null : brokenFile.exec(place)
  if (place === undefined || match === null) return section.frames
  const frame: ReadFrame = {
    ...bareFrame(place),
    file: match[1],
    line: Number(match[2]) || undefined,
    column: match[3] === undefined ? undefined : Number(match[3]) || undefined
  }
  return [frame, ...section.frames]
}
