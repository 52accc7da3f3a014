import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, readHead } from './reader.js'
import { readGeckoFrame } from './javascript-gecko.js'
import { readV8Frame } from './javascript-v8.js'

/**
 * JavaScript and TypeScript: V8 and Hermes (`at f (file:1:2)`), Firefox and Safari (`f@file:1:2`). Causes as Node prints
 * them (`[cause]: …`, `[errors]: [ … ]`) and as trackers join them (`Caused by: …`).
 */
export const javascriptReader: LanguageReader = { language: 'javascript', read: readJavascript }

const errorHead =
  /^(?:Uncaught |Unhandled |\(in promise\) |\[?Unhandled promise rejection:? ){0,3}((?:[A-Za-z_$][\w$.]{0,80} )?[A-Za-z_$][\w$.]{0,100}?(?:Error|Exception|Violation|Warning|Fault|Duplicated|Rejection)|Error)(?: \[[\w-]{1,60}\])?(?::|$)/
const anyHead = /^([A-Za-z_$][\w$.]{0,100})(?::\s|$)/
const causeMark = /^(?:\[cause\]:|Caused by:|\[errors\]: \[)/

interface Section {
  readonly head: string[]
  readonly frames: ReadFrame[]
}

function readJavascript(lines: readonly string[]): readonly ReadError[] {
  const sections: Section[] = [{ head: [], frames: [] }]
  for (const line of lines) {
    const section = sections[sections.length - 1]
    if (section === undefined) break
    const text = line.trim()
    const frame = readV8Frame(text) ?? readGeckoFrame(text)
    if (frame !== undefined) {
      section.frames.push(frame)
    } else if (causeMark.test(text)) {
      sections.push({ head: [text.replace(causeMark, '')], frames: [] })
    } else if (section.frames.length === 0) {
      section.head.push(line)
    } else if (sections.length > 1 && errorHead.test(text)) {
      // The next of an AggregateError's errors.
      sections.push({ head: [text], frames: [] })
    }
  }
  return sections.map((section, position): ReadError => {
    const head = headOf(section.head)
    return { relation: chainRelation(position), ...head, frames: withBrokenFile(section, head) }
  })
}

function headOf(lines: readonly string[]): ErrorHead {
  const strict = readHead(lines, errorHead)
  return strict.type === undefined ? readHead(lines, anyHead) : strict
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
    function: undefined,
    file: match[1],
    module: undefined,
    line: Number(match[2]) || undefined,
    column: match[3] === undefined ? undefined : Number(match[3]) || undefined,
    text: place
  }
  return [frame, ...section.frames]
}
