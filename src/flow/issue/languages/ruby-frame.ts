import type { ReadFrame } from './reader.js'

/** A line that names a place. */
export interface RubyLine {
  readonly frame: ReadFrame
  /** Ruby 2.5 to 2.7 number the calls and print the outermost first. */
  readonly isNumbered: boolean
  /** What the uncaught error prints behind its place. */
  readonly message: string | undefined
  /** Whether such a line can be nothing else; others are frames only beside one that is certain. */
  readonly isCertain: boolean
}

/** RSpec puts `# ` in front of every line, Ruby's `Logger` its own words in front of the first. */
const leader =
  /^(?:[DIWEFA], \[[^\]]{1,60}\]\s{1,4}[A-Z]{3,7} -- [^:]{0,60}: )?(?:#\s{1,8})?(?:(\d{1,5}): )?(from |called from )?/
const labelled =
  /^(\S.{0,1000}?)(?::(\d{1,9}))?:in (?:[`']([^'\n]{0,500})'|([\w.?!]{1,200})$)(?:: (.{0,1900}))?$/
const unlabelled =
  /^(\S.{0,1000}?\.(?:rb|erb|ru|rake|haml|slim|scss|sass|jbuilder|builder)|\S{1,500}\/[\w.-]{1,200}|\((?:eval|irb|erb)[^)]{0,500}\)|-e):(\d{1,9})$/
const typedMessage =
  /^(\S.{0,1000}?\.(?:rb|erb|ru|rake)|\((?:eval|irb)[^)]{0,500}\)|-e):(\d{1,9}): (.{0,1800} \([A-Z][\w:]{1,200}\)|syntax error.{0,1800})$/
/** JRuby: `RUBY.total(/app/cart.rb:12)`, `org.jruby.RubyKernel.raise(org/jruby/RubyKernel.java:960)`. */
const inBrackets =
  /^(?:at )?([\w$<>:/?!=-]{1,200}\.[^()"]{1,500})\(([^()\s"]{1,500}\.(rb|erb|ru|java)):(\d{1,9})\)$/
/** JRuby since 1.7: `total at /app/cart.rb:12`. */
const named =
  /^((?:(?:block|rescue|ensure)(?: \(\d{1,3} levels\))? in )?[\w<>()?!=:.#[\]+*/%-]{1,200}) at (\S{1,500}\.(?:rb|erb|ru|java)):(\d{1,9})$/
/** ExecJS mixes the frames of the script it runs with those of its caller. */
const script = /^(?:(\S.{0,200}?) \()?(\(execjs\)|<anonymous>|[\w./-]{1,300}\.js):(\d{1,9}):(\d{1,9})\)?$/
/** Oracle's adapter does so with the database's procedures. */
const procedure = /^ORA-06512: at (?:"([^"]{1,200})", )?line (\d{1,9})$/
/** Rails shortens gems to `actionpack (7.1.2) lib/…`. */
const spacedFile =
  /^(?:[\w-]{1,100} \(\d[\w.]{0,40}\) \S|[A-Za-z]:[\\/]|[/~]|\.{1,2}\/|<internal:|\(eval at |uri:|file:)/

/** Reads a line's place, or `undefined` where it names none. */
export function readRubyLine(line: string): RubyLine | undefined {
  const text = line.trim()
  const start = leader.exec(text)
  const body = text.slice(start?.[0].length ?? 0)
  const found = readLabelled(body, start?.[2] !== undefined) ?? readPlain(body)
  if (found === undefined) return undefined
  const { message, isCertain, ...place } = found
  return { frame: frameOf(place, text), isNumbered: start?.[1] !== undefined, message, isCertain }
}

interface Place {
  readonly name?: string | undefined
  readonly file?: string | undefined
  readonly line?: string | undefined
  readonly column?: string | undefined
}

type Found = Place & Pick<RubyLine, 'message' | 'isCertain'>

function readLabelled(body: string, isFrom: boolean): Found | undefined {
  const match = labelled.exec(body)
  if (match === null) return undefined
  const [, file = '', line, quoted, bare, message] = match
  // Without quotes only after `from`: `cart.rb:12:in progress` is prose.
  if (!isFile(file) || (quoted === undefined && !isFrom)) return undefined
  return { name: quoted ?? bare, file, line, message, isCertain: true }
}

function readPlain(body: string): Found | undefined {
  const typed = typedMessage.exec(body)
  if (typed !== null && isFile(typed[1] ?? '')) {
    return { file: typed[1], line: typed[2], message: typed[3], isCertain: true }
  }
  const bare = unlabelled.exec(body)
  if (bare !== null && isFile(bare[1] ?? '')) return uncertain({ file: bare[1], line: bare[2] })
  const java = inBrackets.exec(body)
  if (java !== null) {
    const isCertain = java[3] !== 'java'
    return { ...uncertain({ name: java[1], file: java[2], line: java[4] }), isCertain }
  }
  const jruby = named.exec(body)
  if (jruby !== null) return uncertain({ name: jruby[1], file: jruby[2], line: jruby[3] })
  const js = script.exec(body)
  if (js !== null) return uncertain({ name: js[1], file: js[2], line: js[3], column: js[4] })
  const sql = procedure.exec(body)
  return sql === null ? undefined : uncertain({ name: sql[1], line: sql[2] })
}

function uncertain(place: Place): Found {
  return { ...place, message: undefined, isCertain: false }
}

/** Words before a path are not part of it. */
function isFile(text: string): boolean {
  return !/\s/.test(text) || (spacedFile.test(text) && !text.includes(': '))
}

function frameOf(place: Place, text: string): ReadFrame {
  return {
    function: place.name === '' ? undefined : place.name,
    file: place.file,
    // Since Ruby 3.4 the label has the class: `block in Shop::Cart#total`.
    module: /(?:^| in )([A-Z][\w:]{0,200})[#.]/.exec(place.name ?? '')?.[1],
    line: Number(place.line) || undefined,
    column: Number(place.column) || undefined,
    text
  }
}
