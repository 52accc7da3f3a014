import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, readHead, splitLocation } from './reader.js'

/**
 * Java, Kotlin and other languages of the JVM: `at [loader/module@version/]package.Class.method(File.java:12)`, causes after
 * `Caused by:`. Suppressed errors are not causes and are left out.
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Throwable.html
 */
export const javaReader: LanguageReader = { language: 'java', read: readJava }

const typeHead =
  /^(?:Exception in thread "[^"]{0,200}" )?((?:[A-Za-z_$][\w$]{0,100}\.){1,20}[A-Za-z_$][\w$]{0,100})(?::|$)/
const shortHead = /^([A-Za-z_$][\w$]{0,100}(?:Exception|Error|Throwable))(?::|$)/
const method = /^[A-Za-z_$][\w$]*(?:\.[\w$<>-]*)+$/
const sourceFile = /^[^\s():]{1,200}\.(?:java|kt|kts|scala|groovy|clj)$/
const noFile = new Set(['Native Method', 'Unknown Source', 'SourceFile', '<generated>', 'Proxy', 'Redefined'])
const suppressed = /^(?:\[CIRCULAR REFERENCE|Suppressed:)/

interface Section {
  readonly head: string[]
  readonly frames: ReadFrame[]
}

function readJava(lines: readonly string[]): readonly ReadError[] {
  const sections: Section[] = [{ head: [], frames: [] }]
  // Frames of a suppressed error are indented further than its head; -1 while outside of one.
  let suppressedIndent = -1
  let rootFirst = false
  for (const line of lines) {
    const text = line.trim()
    const indent = line.length - line.trimStart().length
    if (suppressed.test(text)) {
      suppressedIndent = indent
      continue
    }
    // A suppressed error's own causes stand where it stands.
    const isOurs = suppressedIndent < 0 || indent === 0 || indent < suppressedIndent
    if (isOurs && /^(?:Caused|Wrapped) by:/.test(text)) {
      suppressedIndent = -1
      rootFirst = text.startsWith('Wrapped')
      sections.push({ head: [text.slice(text.indexOf(':') + 1)], frames: [] })
      continue
    }
    const section = sections[sections.length - 1]
    if (suppressedIndent >= 0 || section === undefined) continue
    const frame = readFrame(text)
    if (frame !== undefined) section.frames.push(frame)
    else if (section.frames.length === 0) section.head.push(line)
  }
  const ordered = rootFirst ? sections.reverse() : sections
  return ordered.map((section, position) => ({
    relation: chainRelation(position),
    ...headOf(section.head),
    frames: section.frames
  }))
}

function headOf(lines: readonly string[]): ErrorHead {
  const qualified = readHead(lines, typeHead)
  return qualified.type === undefined ? readHead(lines, shortHead) : qualified
}

function readFrame(text: string): ReadFrame | undefined {
  const body = text.startsWith('at ') ? text.slice(3).trimStart() : text
  const open = body.indexOf('(')
  const close = open < 0 ? -1 : body.indexOf(')', open)
  if (close < 0) return undefined
  const name = withoutModule(body.slice(0, open))
  if (!method.test(name) || (!text.startsWith('at ') && close + 1 < body.length)) return undefined
  const place = splitLocation(body.slice(open + 1, close))
  const isSource = sourceFile.test(place.file)
  if (!isSource && !noFile.has(place.file)) return undefined
  return {
    function: name,
    file: isSource ? place.file : undefined,
    module: packageOf(name),
    line: place.line,
    column: undefined,
    text
  }
}

/** `java.base@21/java.util.List.of`, `app//com.acme.Cart.total`: the loader and module are not part of the name. */
function withoutModule(name: string): string {
  // A lambda's class has a slash of its own, in front of an address: `Cart$$Lambda$14/0x0000000800066840.apply`.
  const plain = name
    .replace(/\/0x[0-9a-f]{1,16}(?=\.)/i, '')
    .replace(/(\$\$Lambda\$\d{1,9})\/\d{1,19}(?=\.)/, '$1')
  return plain.slice(plain.lastIndexOf('/') + 1)
}

/** Everything before the class: by convention classes start with a capital letter and packages do not. */
function packageOf(name: string): string | undefined {
  const parts = name.split('.').slice(0, -1)
  const classAt = parts.findIndex((part) => /^[A-Z_$]/.test(part))
  const end = classAt < 0 ? parts.length - 1 : classAt
  return end <= 0 ? undefined : parts.slice(0, end).join('.')
}
