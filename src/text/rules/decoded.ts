import type { Span, SpanFinder } from './span.js'

// JSON's and the languages' escapes, percent-encoding once or more often, and the entities of XML.
const ESCAPE =
  /\\{1,8}(?:[nrtbfv0/]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})|%[Cc][2-9A-Fa-f]%[89ABab][\dA-Fa-f]|%[Ee][\dA-Fa-f](?:%[89ABab][\dA-Fa-f]){2}|%[Dd][\dA-Fa-f]%[89ABab][\dA-Fa-f]|%(?:25){0,3}[0-9A-Fa-f]{2}|&(?:amp|lt|gt|quot|apos|#\d{2,3}|#x[0-9A-Fa-f]{2});/g
const ENTITIES = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"]
])

/**
 * What a finder finds in a text whose escapes are read: in `\nghp_…` the token starts a line and not a word, and `%2F` is a
 * sign of base64 and no end of it. The spans are those of the text as it is written.
 */
export function findDecoded(text: string, find: SpanFinder): readonly Span[] {
  const decoded = decode(text)
  if (decoded.text === text) return find(text)
  return find(decoded.text).map(({ start, end, kind }) => ({
    start: decoded.written(start),
    end: decoded.written(end),
    kind
  }))
}

interface Decoded {
  readonly text: string
  /** The place in the written text that belongs to a place in the decoded one. */
  readonly written: (position: number) => number
}

function decode(text: string): Decoded {
  const parts: string[] = []
  // Behind each escape: its end in the decoded text, and in the written one.
  const decodedEnds: number[] = []
  const writtenEnds: number[] = []
  let length = 0
  let position = 0
  for (const match of text.matchAll(ESCAPE)) {
    parts.push(text.slice(position, match.index), meaningOf(match[0]))
    length += match.index - position + 1
    position = match.index + match[0].length
    decodedEnds.push(length)
    writtenEnds.push(position)
  }
  if (position === 0) return { text, written: (place) => place }
  parts.push(text.slice(position))
  return {
    text: parts.join(''),
    written: (place) => {
      const before = countUpTo(decodedEnds, place) - 1
      return place + (writtenEnds[before] ?? 0) - (decodedEnds[before] ?? 0)
    }
  }
}

/** One UTF-16 unit each, so that places can be counted. */
function meaningOf(escape: string): string {
  const entity = ENTITIES.get(escape)
  if (entity !== undefined) return entity
  const decimal = /^&#(\d+);$/.exec(escape)?.[1]
  const code = decimal === undefined ? hexOf(escape) : Number(decimal)
  if (code !== undefined) return code < 0x20 ? ' ' : String.fromCharCode(code)
  return escape.endsWith('/') ? '/' : '\n'
}

function hexOf(escape: string): number | undefined {
  if (/^%[C-E].%/i.test(escape)) return codePointOf(escape.match(/[\dA-F]{2}/gi) ?? [])
  if (escape.startsWith('%')) return parseInt(escape.slice(-2), 16)
  const digits = /[ux]([0-9A-Fa-f]{2,4});?$/.exec(escape)?.[1]
  return digits === undefined ? undefined : parseInt(digits, 16)
}

/** The one character that two or three bytes of UTF-8 are. */
function codePointOf(bytes: readonly string[]): number {
  const [first = 0, ...rest] = bytes.map((byte) => parseInt(byte, 16))
  return rest.reduce((code, byte) => code * 64 + (byte & 0x3f), first & (rest.length === 1 ? 0x1f : 0x0f))
}

/** How many of the ascending numbers are not greater than `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
