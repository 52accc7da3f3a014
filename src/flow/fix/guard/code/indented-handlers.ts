import { indentOf } from './brackets.js'
import type { ErrorHandler } from './error-handler.js'
import type { SourceText } from './source-text.js'

const longestBody = 60
const triedLines = 12

/** Handlers of Python, Ruby and Elixir: what stands deeper below their head. */
export function indentedHandlers(source: SourceText): readonly ErrorHandler[] {
  return source.code.flatMap((line, index) => handlersAt(source, line, index))
}

function handlersAt({ language, code }: SourceText, line: string, index: number): readonly ErrorHandler[] {
  const at = { line: index, tried: code.slice(Math.max(0, index - triedLines), index).join('\n') }
  if (language === 'python') {
    const head = /^\s*except\b(.{0,300})$/.exec(line)?.[1]
    if (head === undefined) return []
    const colon = head.indexOf(':')
    const rest = colon === -1 ? '' : head.slice(colon + 1)
    return [
      {
        ...at,
        head: colon === -1 ? head : head.slice(0, colon),
        body: [rest, ...deeperThan(code, index)].join('\n'),
        style: 'python'
      }
    ]
  }
  if (language === 'ruby') {
    const head = /^\s*rescue\b(.{0,300})$/.exec(line)?.[1]
    if (head === undefined) return []
    return [{ ...at, head, body: deeperThan(code, index).join('\n'), style: 'words' }]
  }
  return /^\s*(?:rescue|catch)\s*$/.test(line) ? clausesBelow(code, index) : []
}

function clausesBelow(code: readonly string[], index: number): readonly ErrorHandler[] {
  const lines = deeperThan(code, index)
  const heads = lines.flatMap((line, offset) => {
    const arrow = line.slice(0, 300).indexOf('->')
    return arrow === -1 ? [] : [{ offset, head: line.slice(0, arrow), rest: line.slice(arrow + 2) }]
  })
  return heads.map(({ offset, head, rest }, position) => ({
    line: index + 1 + offset,
    head,
    body: [rest, ...lines.slice(offset + 1, heads[position + 1]?.offset ?? lines.length)].join('\n'),
    tried: '',
    style: 'words'
  }))
}

/** The lines right below that are blank or deeper. */
function deeperThan(code: readonly string[], index: number): readonly string[] {
  const indent = indentOf(code[index] ?? '') ?? 0
  const below = code.slice(index + 1, index + 1 + longestBody)
  const end = below.findIndex((line) => (indentOf(line) ?? Infinity) <= indent)
  return end === -1 ? below : below.slice(0, end)
}
