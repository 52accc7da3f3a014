interface PrefixRule {
  /** What the prefix is, for the reader of this table. */
  readonly name: string
  readonly pattern: RegExp
  /** Means nothing on its own, e.g. `[native code]` is a frame: only after another prefix. */
  readonly needsAnother?: true
}

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const clock = '\\d\\d?:\\d\\d:\\d\\d(?:[.,:]\\d{1,9})?(?: [AP]M)?'
const zone = '(?:Z| ?[+-]\\d\\d:?\\d\\d| (?:UTC|GMT|CES?T|[ECMP][SD]T))?'
const level =
  '(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|CRIT|SEVERE|EMERG|ALERT|LOG|trace|debug|info|notice|warn|warning|error|fatal|critical)'
/** A prefix ends at a blank, a bar, a colon, or with the line. */
const end = '(?=[\\s:|\\]]|$)'

/** What loggers and shippers print before the program's own text. Every pattern is anchored and bounded. */
const prefixRules: readonly PrefixRule[] = [
  {
    // [2026-03-01 10:00:00,123: ERROR/ForkPoolWorker-1]
    name: 'Celery',
    pattern: new RegExp(`^\\[\\d{4}-\\d\\d-\\d\\d ${clock}: ${level}/[\\w.-]{1,60}\\](?=\\s|$)`)
  },
  {
    // 2026-03-01T10:00:00.123Z, [2026-03-01 10:00:00 +0000], 2026/03/01 10:00:00, 2026-03-01, 10:00:00 AM
    name: 'date and time',
    pattern: new RegExp(`^\\s{0,8}[[(]?\\d{4}[-/.]\\d\\d[-/.]\\d\\d(?:[T_]|,? )${clock}${zone}[\\])]?${end}`)
  },
  {
    // 01/Mar/2026:10:00:00 +0000, [01-Mar-2026 10:00:00 UTC], 03/01/2026, 10:00:00 AM
    name: 'date and time, day or month first',
    pattern: new RegExp(
      `^\\s{0,8}[[(]?\\d\\d?[-/. ](?:${month}|\\d\\d?)[-/. ]\\d{2,4}(?::|,? )${clock}${zone}[\\])]?${end}`
    )
  },
  {
    // [Sun Mar 01 10:00:00.123456 2026]
    name: 'date and time of Apache',
    pattern: new RegExp(`^\\[(?:\\w{3} )?${month} [ \\d]\\d ${clock} \\d{4}\\]`)
  },
  { name: 'time', pattern: new RegExp(`^\\s{0,8}[[(]?${clock}[\\])]?${end}`) },
  {
    name: 'syslog',
    pattern: new RegExp(
      `^(?:<\\d{1,3}>)?${month} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})? [\\w.-]{1,80} [\\w./@-]{1,80}(?:\\[\\d{1,7}\\])?:`
    )
  },
  {
    name: 'syslog, RFC 5424',
    pattern: /^<\d{1,3}>1 \S{1,40} \S{1,255} \S{1,48} \S{1,128} \S{1,32} (?:-|\[[^\]]{0,300}\])(?=\s|$)/
  },
  {
    name: 'Android log, brief',
    pattern: /^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}:? )?[VDIWEF]\/[\w.$-]{1,60}\s{0,8}(?:\(\s{0,6}\d{1,7}\))?:/
  },
  {
    name: 'Android log, with threads',
    pattern: /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}\d{1,7} {1,6}\d{1,7} [VDIWEF] [\w.$-]{1,60}\s{0,8}:/
  },
  { name: 'glog', pattern: /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} {1,8}\d{1,8} [\w./-]{1,80}:\d{1,6}\]/ },
  { name: 'Flutter', pattern: /^flutter:/ },
  { name: 'container', pattern: /^[a-z][\w.@-]{0,80}\s{1,40}\|/ },
  { name: 'PM2', pattern: /^\d{1,3}\|[\w.-]{1,60}\s{0,40}\|/ },
  { name: 'pod', pattern: /^\[pod\/[\w.-]{1,120}\/[\w.-]{1,80}\](?=\s|$)/ },
  { name: 'process', pattern: /^\s?(?:app|heroku)\[[\w.-]{1,40}\]:/ },
  { name: 'NestJS', pattern: /^\[Nest\] \d{1,8}\s{1,4}-(?=\s)/ },
  { name: 'kernel clock', pattern: /^\[\s{0,6}\d{1,8}\.\d{6}\]/ },
  { name: 'container stream', pattern: /^\s?(?:stdout|stderr) [FP](?=\s|$)/, needsAnother: true },
  {
    // 2026-03-01T10:00:00.123Z<tab>1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed<tab>ERROR
    name: 'request of AWS Lambda',
    pattern: /^\s?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?=\s|$)/,
    needsAnother: true
  },
  { name: 'host and process', pattern: /^\s?[\w.-]{1,80} [\w./-]{1,60}\[\d{1,7}\]:/, needsAnother: true },
  { name: 'process of Xcode', pattern: /^\s?[\w.-]{1,60}\[\d{1,7}(?::\d{1,9})?\](?=\s)/, needsAnother: true },
  {
    name: 'level and logger of Python',
    pattern: /^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]{1,100}:(?=\S|\s)/
  },
  {
    name: 'level and process',
    pattern: new RegExp(`^\\s{0,8}[[(<]?${level}[\\])>]?(?: ?\\(\\d{1,8}\\))?:?(?=\\s|$)`),
    needsAnother: true
  },
  {
    name: 'level',
    pattern: /^\s{0,8}\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\]?:?(?=\s|$)/
  },
  { name: 'process id', pattern: /^\s?\d{1,8}(?: ---)?(?=\s\[|\s{0,4}$)/, needsAnother: true },
  {
    name: 'context in brackets',
    pattern: /^\s?\[(?!native code\]|wasm code\])[^\]]{0,120}\]:?(?=\s|$)/,
    needsAnother: true
  },
  { name: 'bar', pattern: /^\s{0,4}(?:\||-)(?=\s)/, needsAnother: true },
  {
    // The class that logs, in front of the error: `c.a.shop.Cart - `, `c.a.shop.Cart                 : `.
    name: 'logger',
    pattern: /^\s?[A-Za-z_$][\w$./-]{1,120}(?:\s{1,60}[-:]|:[\w<>]{1,80}:\d{1,6} -)(?=\s)/,
    needsAnother: true
  }
]

const mostPrefixes = 8

/** The line without what loggers and shippers put in front of it. Indentation of the program's own text stays. */
export function stripLogPrefix(line: string): string {
  let rest = line
  for (let count = 0; count < mostPrefixes; count += 1) {
    const matched = matchPrefix(rest, count > 0)
    if (matched === 0) break
    rest = rest.slice(matched)
  }
  // The one blank that loggers put before the message is not indentation of the trace.
  return rest.length < line.length && /^[ \t:]/.test(rest) ? rest.replace(/^:? ?/, '') : rest
}

function matchPrefix(text: string, after: boolean): number {
  for (const rule of prefixRules) {
    if (rule.needsAnother && !after) continue
    const length = rule.pattern.exec(text)?.[0].length ?? 0
    if (length > 0) return length
  }
  return 0
}
