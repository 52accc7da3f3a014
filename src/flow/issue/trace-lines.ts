/** Longer traces lose their middle: the reported error is at one end and its cause at the other, in every language. */
export const maxTraceLength = 4_000_000

/** Longer lines are cut and end in `…`, so that no frame is read from them. */
export const maxLineLength = 2_000

/**
 * The lines of a trace as the program printed them: without what shippers and loggers put around them (JSON escapes, CRLF,
 * colours, timestamps, levels, container names). Indentation within the trace stays: Python needs it.
 */
export function traceLines(text: string): readonly string[] {
  return unescapeNewlines(boundTrace(text))
    .replace(colour, '')
    .split(/\r\n|\n|\r/)
    .map((line) => stripLogPrefix(boundLine(line)))
}

function boundTrace(text: string): string {
  if (text.length <= maxTraceLength) return text
  const half = maxTraceLength / 2
  return `${text.slice(0, half)}\n${text.slice(-half)}`
}

function boundLine(line: string): string {
  return line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)}…`
}

const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]{0,20}m`, 'g')

/** An escaped newline counts only where a frame or a cause follows it: `C:\new` alone is a Windows path. */
const escapedNewline =
  /\\n(?:\\t|[ \t]){0,40}(?:at |File |#\d|Traceback|Caused by|During |The above|[\w$.<>/]{1,80}@)/

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unescapeNewlines(text: string): string {
  let plain = text
  // Logs that were JSON inside JSON are escaped twice.
  for (let level = 0; level < 2; level += 1) {
    if (plain.trim().includes('\n') || !escapedNewline.test(plain.replace(/\\\\(?=[ntr])/g, '\\'))) break
    plain = plain.replace(/\\(.)/g, (_, mark: string) => escapes[mark] ?? mark)
  }
  return plain
}

interface PrefixRule {
  /** What the prefix is, for the reader of this table. */
  readonly name: string
  readonly pattern: RegExp
  /** Means nothing on its own, e.g. `[native code]` is a frame: only after another prefix. */
  readonly needsAnother?: true
}

/** What loggers and shippers print before the program's own text. Every pattern is anchored and bounded. */
const prefixRules: readonly PrefixRule[] = [
  {
    name: 'date and time',
    pattern:
      /^\s{0,8}\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d| UTC)?\]?(?=[\s:|]|$)/
  },
  { name: 'time', pattern: /^\s{0,8}\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?=[\s:|]|$)/ },
  {
    name: 'syslog',
    pattern: /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,80} [\w./-]{1,80}(?:\[\d{1,7}\])?:/
  },
  {
    name: 'Android log, brief',
    pattern: /^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}:? )?[VDIWEF]\/[\w.$-]{1,60}\s{0,8}(?:\(\s{0,6}\d{1,7}\))?:/
  },
  {
    name: 'Android log, with threads',
    pattern: /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}\d{1,7} {1,6}\d{1,7} [VDIWEF] [\w.$-]{1,60}\s{0,8}:/
  },
  { name: 'Flutter', pattern: /^flutter:/ },
  { name: 'container', pattern: /^[a-z][\w.-]{0,60}\s{1,40}\|/ },
  { name: 'process', pattern: /^app\[[\w.]{1,40}\]:/ },
  { name: 'container stream', pattern: /^\s?(?:stdout|stderr) [FP](?=\s|$)/, needsAnother: true },
  { name: 'process', pattern: /^\s?app\[[\w.]{1,40}\]:/, needsAnother: true },
  {
    name: 'level',
    pattern: /^\s{0,8}\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\]?:?(?=\s|$)/
  },
  { name: 'context in brackets', pattern: /^\s?\[[^\]]{0,80}\]:?(?=\s|$)/, needsAnother: true }
]

const mostPrefixes = 6

function stripLogPrefix(line: string): string {
  let rest = line
  for (let count = 0; count < mostPrefixes; count += 1) {
    const matched = matchPrefix(rest, count > 0)
    if (matched === 0) break
    rest = rest.slice(matched)
  }
  // The one space that loggers put before the message is not indentation of the trace.
  return rest.length < line.length && rest.startsWith(' ') ? rest.slice(1) : rest
}

function matchPrefix(text: string, after: boolean): number {
  for (const rule of prefixRules) {
    if (rule.needsAnother && !after) continue
    const length = rule.pattern.exec(text)?.[0].length ?? 0
    if (length > 0) return length
  }
  return 0
}
