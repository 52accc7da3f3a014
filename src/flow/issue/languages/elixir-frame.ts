import type { ReadFrame } from './reader.js'

/** A line of a stack trace of Elixir or Erlang. */
export interface ElixirLine {
  readonly frame: ReadFrame
  /** Whether such a line can be nothing else; others are frames only below the head of an error or another frame. */
  readonly isCertain: boolean
}

/** https://hexdocs.pm/elixir/Exception.html#format_stacktrace_entry/1 */
const application = /^\(([a-z]\w{0,80})(?: v?\d[\w.+-]{0,60})?\) (\S.{0,1800})$/
const location =
  /^((?:[A-Za-z]:[\\/])?[^\s:"()]{1,500}\.(?:exs?|erl|hrl|yrl|xrl|eex|heex|leex|sface)|nofile|iex(?:\(\d{1,5}\))?):(\d{1,9}): (\S.{0,1600})$/
const anonymous = /^anonymous fn\/\d{1,3} in \S.{0,500}\/\d{1,3}$/
const special = /^\((?:file|module|test|macro|compiler|function)\)$|^\((?:module|file)\) \S.{0,200}$/
const moduleName = /^(?::?"[^"]{1,200}"|:[a-z_]\w{0,100}|[A-Z]\w{0,100}(?:\.[A-Z_]\w{0,100}){0,20})$/
const functionName = /^(?:"[^"]{1,300}"|[a-z_]\w{0,200}[?!]?|[+*/<>=!&|^~@-]{1,4}|__\w{1,60}__)$/
const functionValue = /^#Function<[^<>]{1,300}>(?:\/\d{1,3}|\(.{0,1000}\))$/
/** Erlang's shell and its crash reports. */
const erlangCall =
  /^(?:in function|in call from)\s{1,4}((?:[a-z][\w@]{0,100}:|'[^']{1,200}':)?(?:[a-z][\w@]{0,200}|'[^']{1,300}')\/\d{1,3})(?: \(([^\s(),]{1,500}), line (\d{1,9})\))?$/

/** Reads a line's frame, or `undefined` where it has none. */
export function readElixirLine(line: string): ElixirLine | undefined {
  const text = line.trim()
  const erlang = erlangCall.exec(text)
  if (erlang !== null) return erlangFrame(erlang[1] ?? '', erlang[2], erlang[3], text)
  const app = application.exec(text)
  const rest = app?.[2] ?? text
  const place = location.exec(rest)
  const name = qualified(place?.[3] ?? rest)
  const file = place?.[1]
  if (name === undefined) return undefined
  // Without a place only a function is left, which prose may name too.
  if (file === undefined && /^(?:\(|anonymous )/.test(name)) return undefined
  const frame = {
    function: name,
    file,
    module: app?.[1],
    line: Number(place?.[2]) || undefined,
    column: undefined,
    text
  }
  return { frame, isCertain: file !== undefined }
}

function erlangFrame(
  name: string,
  file: string | undefined,
  line: string | undefined,
  text: string
): ElixirLine {
  const frame = {
    function: name.replaceAll("'", ''),
    file,
    module: undefined,
    line: Number(line) || undefined,
    column: undefined,
    text
  }
  return { frame, isCertain: true }
}

/** `Shop.Cart.total/1`; arguments that stand in place of their number are counted. */
function qualified(text: string): string | undefined {
  if (anonymous.test(text) || special.test(text) || functionValue.test(text))
    return text.replace(/^(#Function<[^<>]{1,300}>)\(.{0,1000}\)$/, '$1')
  const args = text.endsWith(')') ? openingOfArguments(text) : -1
  const slash = text.lastIndexOf('/')
  const end = args >= 0 ? args : /^\d{1,3}$/.test(text.slice(slash + 1)) ? slash : -1
  if (end <= 0) return undefined
  const name = text.slice(0, end)
  const split = functionStart(name)
  if (split < 1 || !moduleName.test(name.slice(0, split)) || !functionName.test(name.slice(split + 1)))
    return undefined
  return args < 0 ? text : `${name}/${countArguments(text.slice(args + 1, -1))}`
}

/** Where the dot between module and function is: the function may be in quotes, with dots of its own. */
function functionStart(name: string): number {
  if (!name.endsWith('"')) return name.lastIndexOf('.')
  const open = name.lastIndexOf('"', name.length - 2)
  return name[open - 1] === '.' ? open - 1 : -1
}

/** The first bracket that is not in quotes: a module's name has none. */
function openingOfArguments(text: string): number {
  const name = /^(?:"[^"]{1,300}"|[^"(]){1,400}(?=\()/.exec(text)
  return name === null ? -1 : name[0].length
}

const pairs: Readonly<Record<string, number>> = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 }

/** Strings and charlists may hold commas and brackets. */
function countArguments(text: string): number {
  const bare = text
    .replace(/"(?:[^"\\]|\\.){0,2000}"|'(?:[^'\\]|\\.){0,2000}'/g, 'x')
    .replaceAll('<<', '(')
    .replaceAll('>>', ')')
  let depth = 0
  let count = bare.trim() === '' ? 0 : 1
  for (const mark of bare) {
    depth += pairs[mark] ?? 0
    if (mark === ',' && depth === 0) count += 1
  }
  return count
}

/**
 * `{shop,total,1,[{file,"shop.erl"},{line,12}]}` and `{Shop.Cart, :total, 1, [file: 'lib/cart.ex', line: 12]}`: stack traces that
 * were printed as terms. Only entries with a file: the rest of a term may look like the others.
 */
export function readTerms(text: string): readonly ReadFrame[] {
  return [...text.matchAll(term)].map(([whole, module = '', name = '', arity = '', file, line]) => ({
    function: `${plainModule(module)}${/^(?:'?Elixir\.|[A-Z:])/.test(module) ? '.' : ':'}${name.replace(/^:/, '').replace(/^["']|["']$/g, '')}/${arityOf(arity)}`,
    file,
    module: undefined,
    line: Number(line) || undefined,
    column: undefined,
    text: whole.replace(/\s{1,200}/g, ' ')
  }))
}

const term =
  /\{\s{0,80}(:?[\w.@]{1,200}|:?["'][^"']{1,200}["']),\s{0,80}(:?[\w@?!]{1,200}|:?["'][^"']{1,300}["']),\s{0,80}(\d{1,3}|\[[^[\]{}]{0,500}\]),\s{0,80}\[(?:\{file,|file:)\s{0,80}(?:~c)?["']([^"']{1,500})["']\}?,\s{0,80}(?:\{line,|line:)\s{0,80}(\d{1,9})\}?/g

function plainModule(module: string): string {
  return module.replace(/^'(.{1,200})'$/, '$1').replace(/^Elixir\./, '')
}

function arityOf(text: string): number {
  return text.startsWith('[') ? countArguments(text.slice(1, -1)) : Number(text)
}
