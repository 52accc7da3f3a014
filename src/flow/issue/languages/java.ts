import { readJavaFrame } from './java-frame.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, noHead, readHead } from './reader.js'

/**
 * Java, Kotlin, Scala, Groovy and Clojure. Causes stand after `Caused by:`; errors that closing a resource suppressed after
 * `Suppressed:`, indented further, with causes of their own. Logback and Dropwizard can print the root cause first. A thread
 * dump has no error: its first thread counts as the reported one.
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Throwable.html
 */
export const javaReader: LanguageReader = { language: 'java', read: readJava }

const uncaught = '^(?:Exception in thread "[^"]{0,200}" )?'
const qualifiedName = '(?:[A-Za-z_$][\\w$]{0,100}\\.){1,20}[A-Za-z_$][\\w$]{0,100}'
/** Likelier first: logs print the name of the logger above the trace, which is a class too. */
const typeHeads: readonly RegExp[] = [
  new RegExp(`${uncaught}(${qualifiedName}(?<=Exception|Error|Throwable|Failure|Interrupt))(?::|$)`),
  new RegExp(`${uncaught}(${qualifiedName})(?::|$)`),
  /^([A-Za-z_$][\w$]{0,100}(?:Exception|Error|Throwable))(?::|$)/
]
const suppressed = /^Suppressed: /
const circular = /^(?:Caused by: )?\[CIRCULAR REFERENCE/
const caused = /^(?:Caused|Wrapped) by:|^Causing:/
/** Logback and Dropwizard, which print what was caused after its cause. */
const rootFirstMark = /^(?:Wrapped by|Causing):/
const thread = /^"[^"]{1,300}"(?::$| .{0,80}?(?:#\d|prio=|tid=|daemon\b))/
const nextTrace = /^(?:Exception in thread "|(?:FATAL )?EXCEPTION: )/
/** Dropwizard and sbt mark every line. */
const lineMark = /^(?:! ?|\[(?:error|warn|info)\] )/

interface Section {
  readonly kind: 'chain' | 'suppressed' | 'thread'
  readonly head: string[]
  readonly frames: ReadFrame[]
}

function readJava(lines: readonly string[]): readonly ReadError[] {
  const sections: Section[] = [newSection('chain', [])]
  // Of the last suppressed error's head; -1 outside of one.
  let suppressedIndent = -1
  let rootFirst = false
  for (const line of lines) {
    const plain = line.replace(lineMark, '')
    const text = plain.trim()
    const indent = plain.length - plain.trimStart().length
    const current = sections[sections.length - 1]
    if (current === undefined || (nextTrace.test(text) && current.frames.length > 0)) break
    if (circular.test(text)) continue
    if (suppressed.test(text)) {
      suppressedIndent = indent
      sections.push(newSection('suppressed', [text.replace(suppressed, '')]))
    } else if (caused.test(text)) {
      // The causes of a suppressed error stand where it stands.
      const isTheirs = suppressedIndent > 0 && indent >= suppressedIndent
      if (!isTheirs) suppressedIndent = -1
      rootFirst ||= rootFirstMark.test(text)
      sections.push(newSection(isTheirs ? 'suppressed' : 'chain', [text.slice(text.indexOf(':') + 1)]))
    } else if (thread.test(text)) {
      suppressedIndent = -1
      sections.push(newSection('thread', []))
    } else readInside(current, line, readJavaFrame(text))
  }
  return inOrder(sections, rootFirst)
}

function newSection(kind: Section['kind'], head: string[]): Section {
  return { kind, head, frames: [] }
}

function readInside(section: Section, line: string, frame: ReadFrame | undefined): void {
  if (frame !== undefined) section.frames.push(frame)
  else if (section.frames.length === 0) section.head.push(line.replace(lineMark, ''))
}

function inOrder(sections: readonly Section[], rootFirst: boolean): readonly ReadError[] {
  const printed = sections.filter(({ kind }) => kind === 'chain')
  const chain = rootFirst ? [...printed].reverse() : printed
  const errors = [
    ...chain.map((section, position) => errorOf(section, chainRelation(position))),
    ...sections.filter(({ kind }) => kind === 'suppressed').map((section) => errorOf(section, 'suppressed'))
  ]
  const threads = sections
    .filter(({ kind, frames }) => kind === 'thread' && frames.length > 0)
    .map(({ frames }): ReadError => ({ relation: 'thread', ...noHead, frames }))
  const [first, ...others] = threads
  if (first === undefined || errors.some(({ frames }) => frames.length > 0)) return [...errors, ...threads]
  return [{ ...first, relation: 'reported' }, ...others]
}

function errorOf(section: Section, relation: ReadError['relation']): ReadError {
  return { relation, ...headOf(section.head), frames: section.frames }
}

function headOf(lines: readonly string[]): ErrorHead {
  const named = typeHeads.find((pattern) => lines.some((line) => pattern.test(line.trim())))
  return readHead(lines, named ?? /^(?!)/)
}
