import { matchBrackets } from './brackets.js'
import type { ErrorHandler } from './error-handler.js'
import type { SourceText } from './source-text.js'

const longestHead = 400
const longestTried = 600
/** What is past this of a handler is not looked at: nothing that long is silent, unless it is blank. */
const longestBody = 2000
const nearby = 120

const starts = /\bcatch\b|\bon\s{1,5}[\w.]{1,100}\s{0,5}\{|\b(?:catchError|onError|exceptionally)\s?\(/g
const goStarts = /\bif\s{1,5}(?:[^{};\n]{0,200};\s{0,5})?\w{0,40}[eE]rr\w{0,40}\s?!=\s?nil\s{0,5}\{/g

/** Handlers of the languages with braces: `catch` blocks, and functions given to `.catch(` and its like. */
export function braceHandlers(source: SourceText): readonly ErrorHandler[] {
  const code = source.code.join('\n')
  const partners = matchBrackets(code)
  const lineAt = lineCounter(code)
  const handlers: ErrorHandler[] = []
  for (const match of code.matchAll(source.language === 'go' ? goStarts : starts)) {
    const at = match.index
    const found =
      source.language === 'go'
        ? blockAt(at, at + match[0].length - 1)
        : code[at - 1] === '.'
          ? callbackAt(at, match[0])
          : blockAt(at, code.slice(at, at + longestHead).indexOf('{') + at)
    if (found !== undefined)
      handlers.push({ line: lineAt(at), style: source.language === 'go' ? 'go' : 'braces', ...found })
  }
  return handlers

  function blockAt(at: number, open: number): Found | undefined {
    const close = partners.get(open)
    if (open < at || close === undefined) return undefined
    const head = code.slice(at, open)
    if (head.includes(';') && source.language !== 'go') return undefined
    return {
      head,
      body: code.slice(open + 1, Math.min(close, open + longestBody)),
      tried: triedBefore(at) + head
    }
  }

  function callbackAt(at: number, word: string): Found | undefined {
    const open = code.slice(at, at + word.length + 3).indexOf('(') + at
    const close = partners.get(open)
    if (open < at || close === undefined) return undefined
    const inside = code.slice(open + 1, Math.min(close, open + longestBody)).trim()
    const tried = code.slice(Math.max(0, at - nearby), at)
    if (/^(?:\w{1,20}\.)?noop$/.test(inside)) return { head: '', body: '', tried }
    const arrow = inside.slice(0, nearby).search(/[=-]>/)
    const brace = inside.indexOf('{')
    if (arrow !== -1 && (brace === -1 || arrow < brace))
      return { head: inside.slice(0, arrow), body: unwrapped(inside.slice(arrow + 2)), tried }
    if (brace === -1 || brace > nearby || !inside.endsWith('}')) return undefined
    return { head: inside.slice(0, brace), body: inside.slice(brace + 1, -1), tried }
  }

  /** The block that ends right before, or what stands on the lines before. */
  function triedBefore(at: number): string {
    const before = code.slice(Math.max(0, at - nearby), at)
    const close = at - before.length + before.trimEnd().length - 1
    const open = code[close] === '}' ? partners.get(close) : undefined
    if (open === undefined) return before.split('\n').slice(-3).join('\n')
    return code.slice(open + 1, Math.min(close, open + longestTried))
  }
}

type Found = Pick<ErrorHandler, 'head' | 'body' | 'tried'>

function unwrapped(body: string): string {
  const text = body.trim()
  return text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text
}

/** For places that come in their order. */
function lineCounter(code: string): (at: number) => number {
  let line = 0
  let next = code.indexOf('\n')
  return (at) => {
    while (next !== -1 && next < at) {
      line++
      next = code.indexOf('\n', next + 1)
    }
    return line
  }
}
