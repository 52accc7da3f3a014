import { readPhpFrame } from './php-frame.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, readHead } from './reader.js'

/**
 * PHP: `#0 /app/cart.php(12): Cart->total()`, a function with the place it was called from. Of a chain PHP prints the innermost
 * cause first and `Next …` what it led to; Monolog and Laravel print the causes after `[previous exception]`.
 * https://www.php.net/manual/en/exception.gettraceasstring.php
 */
export const phpReader: LanguageReader = { language: 'php', read: readPhp }

const next = /^Next (?=[A-Za-z_\\])/
const previous = /^(?:\[previous exception\]|Caused by:?|Previous exception:?) {0,2}/
/** The script itself, which no one called. */
const script = /^#\d{1,5} [{(]main[)}]|\d\. {1,4}\{main\}\(\)/
const traceHead = /^(?:PHP )?(?:Stack trace|Call Stack|Exception trace|Backtrace):?$|^\[stacktrace\]$/i
/** The reported error's own end: what follows is printed twice, to the log and to the page. */
const end = /^thrown in .{1,1000} on line \d{1,9}$/
const place = /^ (?:in|at) \S.{0,1000}(?::\d{1,9}\)?| on line \d{1,9})$/
const typeHead = /^\\?([A-Za-z_][\w\\]{0,300})(?::(?:\s|$)| in \S|(?<=Exception|Error|\\\w{1,200})$)/
const quotedHead = /^(?:Uncaught )?exception '([\w\\]{1,300})'(?: with message '([^]{0,10000})')?/i
const loggedHead = /\[object\] \(([\w\\]{1,300})\(code: [^()]{0,40}\): ([^]{0,10000})/
const banner =
  /^(?:.{0,200}?\b(?:PHP )?(?:Fatal|Parse|Recoverable fatal|Catchable fatal) error: {1,3}|(?:PHP )?(?:Warning|Notice|Deprecated): {1,3})?(?:Uncaught )?/

interface Section {
  readonly head: string[]
  readonly frames: ReadFrame[]
}

function readPhp(lines: readonly string[]): readonly ReadError[] {
  const sections: Section[] = [{ head: [], frames: [] }]
  let rootFirst = false
  let outermostFirst = false
  let call: string | undefined
  for (const line of lines.flatMap(splitFrames)) {
    const text = line.trim()
    const current = sections[sections.length - 1]
    if (current === undefined) break
    const read = readPhpFrame(text, call)
    call = read.call
    const hasFrames = current.frames.length > 0 || /^#\d{1,5} [{(]main[)}]/.test(text)
    if (next.test(text) || (hasFrames && previous.test(text))) {
      rootFirst = next.test(text)
      sections.push({ head: [text.replace(next, '').replace(previous, '')], frames: [] })
    } else if (read.frame !== undefined) {
      // Frames are numbered through: another #0 starts the trace of something else.
      if (startsAgain(read.frame, current.frames)) break
      outermostFirst = read.isOutermostFirst
      current.frames.push(read.frame)
    } else if (end.test(text)) break
    else if (current.frames.length === 0 && !traceHead.test(text) && call === undefined)
      current.head.push(text)
  }
  const ordered = rootFirst ? [...sections].reverse() : sections
  return ordered.map(({ head, frames }, position) => ({
    relation: chainRelation(position),
    ...headOf(head),
    ...thrownIn(head, outermostFirst ? [...frames].reverse() : frames)
  }))
}

const thrownPlace = / in (\S.{0,1000}?)(?::| on line )(\d{1,9})\)?$/

/** The head says where the error was thrown, and the innermost frame which function that is in. */
function thrownIn(
  head: readonly string[],
  frames: readonly ReadFrame[]
): Pick<ReadError, 'frames' | 'thrownAt'> {
  const line = [...head].reverse().find((text) => thrownPlace.test(text)) ?? ''
  const [text, file, number] = thrownPlace.exec(line) ?? []
  if (text === undefined || file === undefined || frames.length === 0) return { frames }
  const thrownAt = {
    function: frames[0]?.function,
    file,
    module: frames[0]?.module,
    line: Number(number) || undefined,
    column: undefined,
    text: text.trim()
  }
  return { frames, thrownAt }
}

const joined = / #0 .{1,1000}? #1 /

/** Web servers' error logs put a trace on one line. */
function splitFrames(line: string): readonly string[] {
  return joined.test(line)
    ? line.split(/ {1,4}(?=#\d{1,5} |Stack trace:|Next \S{1,200}: |thrown in )/)
    : [line]
}

function startsAgain(frame: ReadFrame, frames: readonly ReadFrame[]): boolean {
  const isFirst = /^#0 /.test(frame.text)
  return isFirst && (frames[0]?.text.startsWith('#0 ') ?? false)
}

function headOf(lines: readonly string[]): ErrorHead {
  const plain = lines.map((line) => line.replace(banner, '')).filter((line) => !script.test(line))
  const text = plain.join('\n')
  const special = quotedHead.exec(text) ?? loggedHead.exec(text)
  if (special !== null) {
    const message = withoutPlace((special[2] ?? '').replace(/'(?= in \S.{0,1000}:\d{1,9}$)/, ''))
    return { type: special[1]?.replaceAll('\\\\', '\\'), message: message === '' ? undefined : message }
  }
  const head = readHead(plain, typeHead)
  const message = withoutPlace(head.message ?? '')
  return { type: head.type, message: message === '' ? undefined : message }
}

/** Where it was thrown stands after the message: `… in /app/cart.php:12`. */
function withoutPlace(message: string): string {
  const lines = message.trim().split('\n')
  const last = ` ${lines.pop() ?? ''}`
  const from = Math.max(last.lastIndexOf(' in '), last.lastIndexOf(' at '))
  const isPlace = from >= 0 && place.test(last.slice(from))
  return [...lines, (isPlace ? last.slice(0, from) : last).trim()].join('\n').trim()
}
