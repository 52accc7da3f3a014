import type { ErrorRelation, StackError, StackFrame, StackLanguage } from '../stack-trace.js'

/** A frame before it is known whose code it is. */
export type ReadFrame = Omit<StackFrame, 'inApp' | 'inAppReason'>

/** An error before it is known whose code its frames are. */
export type ReadError = Omit<StackError, 'frames' | 'thrownAt'> & {
  readonly frames: readonly ReadFrame[]
  readonly thrownAt?: ReadFrame | undefined
}

/** Reads the traces of one language. */
export interface LanguageReader {
  readonly language: Exclude<StackLanguage, 'unknown'>
  /**
   * The reported error first, then its causes; innermost frame first. Without frames where the text is not of this language.
   * Must take time linear in the number of lines.
   */
  readonly read: (lines: readonly string[]) => readonly ReadError[]
}

/** In a chain the reported error stands first, and what follows is its causes. */
export function chainRelation(position: number): ErrorRelation {
  return position === 0 ? 'reported' : 'cause'
}

const rank: Readonly<Record<ErrorRelation, number>> = {
  reported: 0,
  cause: 1,
  member: 1,
  suppressed: 2,
  thread: 3
}

/** The reported error, what belongs to it as it was printed, then what was suppressed, then what is of another thread. */
export function reportedFirst(errors: readonly ReadError[]): readonly ReadError[] {
  return [...errors].sort((left, right) => rank[left.relation] - rank[right.relation])
}

/** Type and message of an error, as its head line prints them. */
export interface ErrorHead {
  readonly type: string | undefined
  readonly message: string | undefined
}

export const noHead: ErrorHead = { type: undefined, message: undefined }

/** Longer messages are cut: a message is for people and for the message template, not for the record. */
const maxMessageLength = 10_000

/**
 * Reads `Type: message` from the lines above the frames. `named` recognises the head line by the shape of its type (first
 * group), because prose, source lines and banners may stand above it; the lines below it belong to the message.
 */
export function readHead(lines: readonly string[], named: RegExp): ErrorHead {
  const start = lines.findIndex((line) => named.test(line.trim()))
  if (start < 0) {
    const text = joinMessage(lines)
    return text === '' ? noHead : { type: undefined, message: text }
  }
  const first = (lines[start] ?? '').trim()
  const type = named.exec(first)?.[1]
  const found = type === undefined ? -1 : first.indexOf(type)
  // Node.js appends its own code to the type: `TypeError [ERR_INVALID_URL]: …`.
  const afterType = first.slice(found + (type ?? '').length).replace(/^ \[[\w-]{1,60}\](?=:|$)/, '')
  const sameLine = afterType.startsWith(':') ? afterType.slice(1) : afterType
  const message = joinMessage([sameLine, ...lines.slice(start + 1)])
  return { type, message: message === '' ? undefined : message }
}

function joinMessage(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .join('\n')
    .trim()
    .slice(0, maxMessageLength)
}

/** `file`, `line` and `column` of `file:12:5`, `file:12` or `file`; a line 0 says that the line is not known. */
export interface Location {
  readonly file: string
  readonly line: number | undefined
  readonly column: number | undefined
}

export function splitLocation(text: string): Location {
  const last = cutNumber(text)
  if (last === undefined) return { file: text, line: undefined, column: undefined }
  const first = cutNumber(last.rest)
  if (first === undefined) return { file: last.rest, line: last.number || undefined, column: undefined }
  return { file: first.rest, line: first.number || undefined, column: last.number || undefined }
}

function cutNumber(text: string): { rest: string; number: number } | undefined {
  let start = text.length
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1
  const digits = text.length - start
  if (digits === 0 || digits > 9 || start < 1 || text[start - 1] !== ':') return undefined
  return { rest: text.slice(0, start - 1), number: Number(text.slice(start)) }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Where the bracket opens that the last character closes, or -1. */
export function openingBracket(text: string): number {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1
    else if (text[at] === '(') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}
