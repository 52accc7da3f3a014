import type { Span } from './span.js'

const V4 =
  /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d|\.(?:jar|war|tgz|tar|gz|zip|whl|dll|so|exe|rpm|deb|nupkg|js)\b)/g
// A number of four parts behind one of these words, or behind the name of a program (`Chrome/120.0.0.0`), is a version.
const VERSION_BEFORE =
  /(?:^|[^a-z])(?:v|ver|version|release|build|revision|firmware|fileversion|assemblyversion)["']?[\s:=.]{0,3}["']?$/i
const PROGRAM_BEFORE = /(?:[A-Z][A-Za-z]{0,16}[a-z][A-Z]{0,3}|OPR)\/$/
const V6 =
  /:(?<=([0-9A-Fa-f]{0,4}):)(?:[0-9A-Fa-f]{0,4}:){1,6}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})(?![\w:-]|\.\d)/g
const CONTEXT_CHARS = 24

/** Kind of IPv4 and IPv6 addresses; private and loopback addresses count, since they tell how a network is built. */
export const IP_ADDRESS = 'ip-address'

/** Network addresses; not versions, times of day or namespaces with `::`. */
export function findAddresses(text: string): Span[] {
  return [...findV4(text), ...findV6(text)]
}

function findV4(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(V4)) {
    const before = text.slice(Math.max(0, match.index - CONTEXT_CHARS), match.index)
    if (isV4(match[0]) && !isVersion(before)) {
      spans.push({ start: match.index, end: match.index + match[0].length, kind: IP_ADDRESS })
    }
  }
  return spans
}

function isVersion(before: string): boolean {
  return VERSION_BEFORE.test(before) || PROGRAM_BEFORE.test(before)
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
