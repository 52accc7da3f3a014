import { findByPatterns, type PatternRule, type Span } from './span.js'

const V4 =
  /\d(?<![\w.]\d)\d{0,2}(?:\.\d{1,3}){3}(?!\w|\.\d|\.(?:jar|war|tgz|tar|gz|zip|whl|dll|so|exe|rpm|deb|nupkg|js)\b)/g
// A number of four parts behind one of these words, or behind the name of a program (`Chrome/120.0.0.0`), is a version.
const VERSION_BEFORE =
  /(?:^|[^a-z])(?:v\.?|(?:ver|versions?|release|build|revision|firmware|fileversion|assemblyversion|upgraded?(?: to)?|downgraded?(?: to)?|requires|since)["']?[\s:=.]{0,3}["'(]?)$/i
const COMPARED_BEFORE = /(?:[<>=!~]=|~>|[~^])[ ]?$/
const PROGRAM_BEFORE = /(?:[A-Z][A-Za-z]{0,16}[a-z][A-Z]{0,3}|OPR)\/$/
// `sinatra-2.0.8.1`, `left-pad@1.2.3.4`: the name of a package. A host's name may hold its address.
const PACKAGE_BEFORE = /[A-Za-z][\w.]{0,20}-$/
const HOST_BEFORE = /(?:^|[^\w.-])(?:ip|host|addr|ec2)-$/i
const SCOPED_BEFORE = /(?:^|[\s"'`(,/])@?[a-z][a-z0-9._/-]{0,60}@$/
const LOGIN_BEFORE = /(?:root|admin|ubuntu|user|git|postgres|deploy|ssh \S{1,30}|:\/\/\S{1,60})@$/
// Addresses of networks end like this, and so do the versions of assemblies, which nobody wants to lose.
const WHOLE_NUMBER = /^\d{1,3}\.\d{1,3}\.0\.0$/
const PRIVATE = /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./
/** Kind of the addresses of network cards. */
export const MAC_ADDRESS = 'mac-address'

const HARDWARE: readonly PatternRule[] = [
  {
    kind: MAC_ADDRESS,
    pattern:
      /([:-])(?=[0-9A-Fa-f]{2}\1)(?<=(?<![\w-]|[0-9A-Fa-f]:|::)(?<before>[0-9A-Fa-f]{2})[:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w-]|:\w)/g,
    accept: isMac
  },
  {
    kind: MAC_ADDRESS,
    pattern: /\.(?<=(?<![\w.-])(?<before>[0-9A-Fa-f]{4})\.)[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![\w-]|\.\w)/g,
    accept: (address) => /[A-Fa-f]/.test(address)
  }
]
const V6 =
  /:(?<=([0-9A-Fa-f]{0,4}):)(?:[0-9A-Fa-f]{0,4}:){1,6}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})(?![\w:-]|\.\d)/g
const CONTEXT_CHARS = 64

/** Kind of IPv4 and IPv6 addresses; private and loopback addresses count, since they tell how a network is built. */
export const IP_ADDRESS = 'ip-address'

/** Network addresses; not versions, times of day or namespaces with `::`. */
export function findAddresses(text: string): Span[] {
  return [...findV4(text), ...findV6(text), ...findByPatterns(HARDWARE, text)]
}

// Six pairs of digits that hardly differ are a list of numbers.
function isMac(address: string): boolean {
  return /[A-Fa-f]/.test(address) || new Set(address).size > 4
}

function findV4(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(V4)) {
    if (!isV4(match[0])) continue
    const before = text.slice(Math.max(0, match.index - CONTEXT_CHARS), match.index)
    if (
      !isVersion(
        match[0],
        before,
        text.slice(match.index + match[0].length, match.index + match[0].length + 2)
      )
    ) {
      spans.push({ start: match.index, end: match.index + match[0].length, kind: IP_ADDRESS })
    }
  }
  return spans
}

function isVersion(number: string, before: string, after: string): boolean {
  if (VERSION_BEFORE.test(before) || PROGRAM_BEFORE.test(before) || COMPARED_BEFORE.test(before)) return true
  if (PACKAGE_BEFORE.test(before) && !HOST_BEFORE.test(before)) return true
  if (PRIVATE.test(number)) return false
  if (WHOLE_NUMBER.test(number) && !/^[/:]\d/.test(after)) return true
  return SCOPED_BEFORE.test(before) && !LOGIN_BEFORE.test(before)
}

function isV4(address: string): boolean {
  return address.split('.').every((part) => Number(part) <= 255)
}

function findV6(text: string): Span[] {
  const spans: Span[] = []
  V6.lastIndex = 0
  for (let match = V6.exec(text); match !== null; match = V6.exec(text)) {
    const start = match.index - (match[1] ?? '').length
    const end = match.index + match[0].length
    if (isV6(text.slice(start, end)) && startsHere(text, start)) spans.push({ start, end, kind: IP_ADDRESS })
    else V6.lastIndex = match.index + 1
  }
  return spans
}

// Behind a word or a dot it is part of something else; behind `word:` it is the value of a tag, unless the word could be
// part of an address too.
function startsHere(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_CHARS), start)
  return !/[\w.]$/.test(before) && (!before.endsWith(':') || /[G-Zg-z_]\w{0,20}:$/.test(before))
}

function isV6(address: string): boolean {
  const [left = '', right, more] = address.split('::')
  if (more !== undefined || address.includes(':::')) return false
  const groups = [...partsOf(left), ...partsOf(right ?? '')]
  if (groups.some((group) => group === '' || (group.includes('.') && !isV4(group)))) return false
  const count = groups.reduce((sum, group) => sum + (group.includes('.') ? 2 : 1), 0)
  if (right === undefined) return count === 8
  // `dead::beef` may be a name in a program; an address starts with a digit, a known prefix or nothing.
  return count >= 1 && count < 8 && (left === '' ? /\d/.test(right) : /\d|^f[cdef]/i.test(groups[0] ?? ''))
}

function partsOf(side: string): string[] {
  return side === '' ? [] : side.split(':')
}
