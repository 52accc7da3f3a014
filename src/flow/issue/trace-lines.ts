import { splitJoinedLines } from './joined-lines.js'
import { stripLogPrefix } from './log-prefix.js'

/** Longer traces lose their middle: the reported error is at one end and its cause at the other, in every language. */
export const maxTraceLength = 4_000_000

/** Longer lines are cut and end in `…`, so that no frame is read from them. */
export const maxLineLength = 2_000

/**
 * The lines of a trace as the program printed them: without what shippers, loggers and pages put around them (JSON and HTML
 * escapes, CRLF, colours, timestamps, levels, container names, marks of a quotation). Indentation within the trace stays: Python
 * needs it.
 */
export function traceLines(text: string): readonly string[] {
  const plain = splitJoinedLines(unescapeHtml(boundTrace(text).replace(colour, '')))
  const lines = withoutMargin(plain.split(/\r\n|\n|\r/).map(boundLine))
  return lines.map((line) => (fence.test(line) ? '' : stripLogPrefix(line)))
}

function boundTrace(text: string): string {
  if (text.length <= maxTraceLength) return text
  const half = maxTraceLength / 2
  return `${text.slice(0, half)}\n${text.slice(-half)}`
}

function boundLine(line: string): string {
  return line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)}…`
}

/** Also where a log has made the escape character visible, or lost it. */
const colour = new RegExp(
  `(?:${String.fromCharCode(27)}|\\\\u001[bB]|\\\\x1[bB]|\\\\033|\\^\\[|#033)\\[[0-9;]{0,20}m`,
  'g'
)

/** Of a block of code in Markdown. */
const fence = /^\s{0,8}(?:```|~~~)\w{0,20}\s{0,8}$/

/** Mail and Markdown quote with `>`; tools that run several programs name the one that printed, `[0]` or `web:dev:`. */
const margin = /^\s{0,3}(?:(?:> ?){1,5}|\[[\w:.@/-]{1,60}\] ?|[\w@/.-]{1,60}:[a-z-]{1,40}: )/

/** Without what stands at the left of every line. */
function withoutMargin(lines: readonly string[]): readonly string[] {
  const printed = lines.filter((line) => line.trim() !== '')
  const top = printed[0] ?? ''
  const first = stripLogPrefix(top) === top ? margin.exec(top)?.[0].trimEnd() : undefined
  if (first === undefined || printed.length < 2 || !printed.every((line) => line.startsWith(first)))
    return lines
  return lines.map((line) => (line.startsWith(first) ? line.slice(first.length).replace(/^ /, '') : line))
}

const htmlMark = /&(?:lt|gt|quot|#0?39|#x27|#34);/

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&#x27;': "'",
  '&#x2F;': '/',
  '&#47;': '/',
  '&nbsp;': ' ',
  '&amp;': '&'
}

/** An ampersand alone is an address's own: only where others are escaped as well. */
function unescapeHtml(text: string): string {
  return htmlMark.test(text) ? text.replace(/&[#\w]{2,6};/g, (entity) => entities[entity] ?? entity) : text
}
