import type { ErrorHead } from './reader.js'
import { readHead } from './reader.js'

/** What engines, frameworks and wrappers print in front of an error's own head line. */
const announcements =
  /^(?:(?:error:(?= (?:Uncaught|[A-Z][\w$.]{0,100}(?:Error|Exception)\b))|ERROR(?= )|\(node:\d{1,9}\)|[Ee]rror: (?=Uncaught[ :])|(?:[\w$]{1,40}\.){1,8}JavascriptException:|UnhandledPromiseRejectionWarning:|Uncaught:?|Unhandled(?: [Rr]ejection)?(?= [A-Z])|\(in promise\)|\[?(?:Possible )?[Uu]nhandled [Pp]romise [Rr]ejection:?(?: \(id: \d{1,9}\):?)?|\[UnhandledPromiseRejection:) {0,2}){0,5}/

const errorName =
  /^(?:\[|\{ )?((?:[A-Za-z_$][\w$.]{0,80} )?[A-Za-z_$][\w$.]{0,100}?(?:Error|Exception|Violation|Warning|Fault|Duplicated|Rejection)|Error|Invariant Violation)(?: \[[\w-]{1,60}\])?(?::|\]?$)/

const anyName = /^([A-Za-z_$][\w$.]{0,100})(?::\s|$)/

/** Type and message from the lines above the frames. */
export function javascriptHead(lines: readonly string[]): ErrorHead {
  const plain = withoutSource(lines).map(plainLine)
  const strict = readHead(plain, errorName)
  return strict.type === undefined ? readHead(plain, anyName) : strict
}

/** Node prints an error without a stack in brackets. */
const bracketed = /^\[([A-Z][\w$.]{0,100}(?:Error|Exception)\b.*)\]$/

/** Without announcements, and without what React Native adds on its way through Java. */
function plainLine(line: string): string {
  return line
    .trim()
    .replace(announcements, '')
    .replace(/(?:, js engine: \w{1,20})?(?:, stack:)?$/, '')
    .replace(bracketed, '$1')
}

/** Deno prints the source line and a caret between the message and the frames. */
function withoutSource(lines: readonly string[]): readonly string[] {
  const isCaret = (line: string | undefined): boolean => /^\s{0,2000}\^{1,2000}\s{0,20}$/.test(line ?? '')
  const start = lines.findIndex((line) => errorName.test(plainLine(line)))
  return lines.filter((line, at) => at <= start || !(isCaret(line) || isCaret(lines[at + 1])))
}

/** Whether the line, below the frames of one error, is the head of another. */
export function startsError(text: string, isAboveFrame: boolean): boolean {
  const plain = plainLine(text)
  if (!/^(?:\[|\{ )?[A-Z]/.test(plain)) return false
  return errorName.test(plain) || (isAboveFrame && /^[A-Z][\w$.]{0,100}: \S/.test(plain))
}
