/** A line that starts like this is of a trace. Bounded, so that looking ahead takes constant time. */
const traceStart =
  '(?:at |File |#\\d|Traceback|Caused by|During |The above|from |goroutine |created by |[\\w$.<>/]{1,80}@|[^\\s\\\\:]{1,200}\\.e?rb:\\d{1,9}:in |\\(\\w{1,60} \\d[\\w.-]{0,30}\\) |\\d{1,3} {1,4}\\S{1,100} {1,40}0x[0-9a-f]|(?:package|dart|https?):\\S{1,300} {1,4}\\d{1,9}:\\d)'

/** An escaped newline counts only where a line of a trace follows it: `C:\new` alone is a Windows path. */
const escapedNewline = new RegExp(
  `\\\\{1,4}n(?:\\\\{1,4}[tr]|[ \\t]){0,40}${traceStart}|\\\\{1,4}n(?:\\\\{1,4}t|[ \\t]{2})[^\\s\\\\]{1,200}:\\d`
)

/** Logs that were JSON inside JSON are escaped twice, and once more by the shell that printed them. */
const mostLevels = 3

/** A trace on one line as the lines it had, where what joined them is sure. Others are left as they are. */
export function splitJoinedLines(text: string): string {
  let plain = text.trim()
  for (let level = 0; level < mostLevels; level += 1) {
    if (/[\r\n]/.test(plain.trim())) break
    const found = plain.search(escapedNewline)
    if (found < 0) break
    plain = unescape(literalAround(plain, found))
  }
  if (/[\r\n]/.test(plain)) return plain === text.trim() ? text : plain
  const joint = joints.find(({ evidence }) => evidence.test(plain))
  return joint === undefined ? (plain === text.trim() ? text : plain) : joint.split(plain)
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
  "'": "'"
}

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (whole, code: string | undefined, mark: string) =>
    code === undefined ? (escapes[mark] ?? whole) : String.fromCharCode(Number.parseInt(code, 16))
  )
}

/** The field of a JSON or logfmt record in which the position is, so that the other fields are no part of the trace. */
function literalAround(text: string, position: number): string {
  const open = quoteBefore(text, position)
  const isField = /(?:^|"\s{0,3}:\s{0,3}|[\w.]=)$/.test(text.slice(Math.max(0, open - 8), Math.max(0, open)))
  if (open < 0 || !isField) return text
  const close = quoteAfter(text, position)
  return text.slice(open + 1, close < 0 ? text.length : close)
}

function quoteBefore(text: string, from: number): number {
  for (let at = from; at >= 0; at -= 1) {
    if (text[at] === '"' && !isEscaped(text, at)) return at
  }
  return -1
}

function quoteAfter(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    // What follows a backslash is escaped, also another backslash.
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}

/** More backslashes than that are not of an escape. */
const mostBackslashes = 16

function isEscaped(text: string, at: number): boolean {
  let count = 0
  while (count < mostBackslashes && text[at - 1 - count] === '\\') count += 1
  return count % 2 === 1
}

interface Joint {
  /** What joined the lines, for the reader of this table. */
  readonly name: string
  /** Two lines that are surely of a trace. */
  readonly evidence: RegExp
  readonly split: (text: string) => string
}

const call =
  '(?:async |new )?[^\\s()]{1,200}(?: \\[as [^\\]]{1,80}\\])? ?\\([^()\\s]{1,300}(?::\\d{1,9}){1,2}\\)'

const origin = '[a-z-]{2,20}://'
const calledAt = `[^\\s@]{0,200}@(?:${origin}|\\[native code\\])`

const joints: readonly Joint[] = [
  {
    // rsyslog writes control characters in octal.
    name: 'rsyslog',
    evidence: new RegExp(`#012(?:#011| ){0,40}${traceStart}`),
    split: (text) => text.replaceAll('#012', '\n').replaceAll('#011', '\t')
  },
  {
    name: 'HTML',
    evidence: new RegExp(`<br ?/?>(?:&nbsp;|\\s){0,40}${traceStart}`, 'i'),
    split: (text) => text.replace(/<br ?\/?>/gi, '\n').replaceAll('&nbsp;', ' ')
  },
  {
    name: 'arrow of a console',
    evidence: new RegExp(`[↵␤⏎]\\s{0,40}${traceStart}`),
    split: (text) => text.replace(/[↵␤⏎]/g, '\n')
  },
  {
    name: 'bars',
    evidence: new RegExp(` \\|\\s{1,20}(?:at ${call}|File "[^"]{1,300}", line \\d|${calledAt})`),
    split: (text) => text.replaceAll(' | ', '\n')
  },
  {
    name: 'blanks, Python',
    evidence: /Traceback \(most recent call last\): {2,20}File "[^"]{1,300}", line \d/,
    split: splitPython
  },
  {
    name: 'blanks',
    evidence: new RegExp(`\\sat ${call}\\s{1,20}at ${call}`),
    split: (text) =>
      text.replace(/\s{1,20}at (?=\S)/g, '\n    at ').replace(/\)\s{1,20}(?=Caused by: )/g, ')\n')
  },
  {
    name: 'blanks, Firefox and Safari',
    evidence: new RegExp(`@${origin}[^\\s@]{1,500}:\\d{1,9}:\\d{1,9} {1,20}${calledAt}`),
    split: (text) => text.replace(new RegExp(` {1,20}(?=${calledAt})`, 'g'), '\n')
  }
]

/** The indentation tells the lines apart; the error's own line has none. */
function splitPython(text: string): string {
  const lines = text.replace(/ {3,40}/g, '\n    ')
  const last = lines.lastIndexOf('\n')
  return (
    lines.slice(0, last) +
    lines.slice(last).replace(/ (?=(?:[a-z]\w{0,60}\.){0,8}[A-Z]\w{0,80}(?:Error|Exception)(?:: |$))/, '\n')
  )
}
