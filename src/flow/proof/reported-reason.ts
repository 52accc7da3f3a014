import { assertNever } from '../../errors.js'
import type { FixEvidence } from '../fix/fix-request.js'
import { normaliseMessage } from '../issue/normalise.js'
import { fitsMessage, hasWord, sharesWord, tellingType, wordsOf } from './error-words.js'
import { outputLines } from './failing-tests.js'
import { failureLines } from './failure-lines.js'
import { findLoadFailure, loadFailures } from './load-failures.js'

/** Whether a red run is red because of the reported error. */
export type ReasonFinding =
  /** `evidence`: what of the error is in which line. */
  | { readonly shown: true; readonly evidence: string }
  /** `why` completes the sentence "the test fails, but …". */
  | { readonly shown: false; readonly why: string }

/** What a report tells of an error; both parts may be empty. */
export type ReportedError = Pick<FixEvidence, 'error_type' | 'message'>

const MAXIMUM_EVIDENCE_CHARS = 200

/** What runtimes say when a test uses a function that only the change brings. */
const missingOnBase =
  /\bis not (?:a function|a constructor|defined)\b|\bundefined (?:local variable or )?method\b|\bhas no attribute\b|\bunexpected keyword argument\b|\bpositional arguments?\b|\bwrong number of arguments\b|\bCall to undefined\b|\bcannot import name\b|\bToo few arguments\b/i

interface Wanted {
  /** Last part of the type's name; `undefined` when there is none or it says nothing. */
  readonly type: string | undefined
  readonly words: ReadonlySet<string>
}

/**
 * Looks for the reported error in the output of a test that failed: the words of its message, its type, or both, on lines
 * that tell of an error. A test that asserts that nothing is thrown quotes the error; that counts. The type alone counts
 * where the line does not tell of another error of that type: engines word the same error differently. A failure to compile
 * never counts; other failures to run only do where type and message are both there.
 */
export function findReportedReason(reported: ReportedError, output: string): ReasonFinding {
  const lines = outputLines(output)
  const wanted = {
    type: tellingType(reported.error_type),
    words: wordsOf(normaliseMessage(reported.message))
  }
  const loadFailure = findLoadFailure(lines)
  const match = bestMatch(wanted, failureLines(lines))
  if (loadFailure !== undefined && (loadFailure.failure === 'compile' || match?.by !== 'both')) {
    return { shown: false, why: `${loadFailures[loadFailure.failure]}: ${loadFailure.line}` }
  }
  if (match !== undefined) return { shown: true, evidence: describe(match, wanted) }
  const missing = failureLines(lines).find((line) => missingOnBase.test(line))
  if (missing !== undefined) {
    return { shown: false, why: `the test uses something that the base does not have: ${shorten(missing)}` }
  }
  return { shown: false, why: `its output shows ${quote(reported)} nowhere` }
}

interface Match {
  readonly by: 'both' | 'message' | 'type'
  readonly line: string
}

function bestMatch(wanted: Wanted, lines: readonly string[]): Match | undefined {
  const { type, words } = wanted
  const hasType = (text: string): boolean => type !== undefined && hasWord(text, type)
  const messages = lines.flatMap((line, at) => (fitsMessage(words, line) ? [at] : []))
  const exact = messages.find((at) => hasType(lines[at] ?? ''))
  if (exact !== undefined) return { by: 'both', line: lines[exact] ?? '' }
  // One word alone is in many lines.
  if (words.size > 1) {
    const wrapped =
      messages[0] ?? lines.findIndex((line, at) => fitsMessage(words, `${line} ${lines[at + 1] ?? ''}`))
    if (wrapped >= 0) {
      const whole =
        messages.length > 0 ? lines[wrapped] : `${lines[wrapped] ?? ''} ${lines[wrapped + 1] ?? ''}`
      // Node and Jest write the type on a line of its own, next to the message.
      const isNear = hasType(lines.slice(Math.max(0, wrapped - 3), wrapped + 4).join(' '))
      return { by: isNear ? 'both' : 'message', line: whole ?? '' }
    }
  }
  const line = lines.filter(hasType).find((each) => typeMaySuffice(each, wanted))
  const isContradicted = lines.some((each) => hasType(each) && tellsOfAnother(each, wanted))
  return line === undefined || isContradicted ? undefined : { by: 'type', line }
}

function typeMaySuffice(line: string, { words }: Wanted): boolean {
  return !missingOnBase.test(line) && (words.size === 0 || sharesWord(words, line) || !hasMessage(line))
}

/** The same type with a message that has nothing in common with the reported one. */
function tellsOfAnother(line: string, { words }: Wanted): boolean {
  return words.size > 0 && hasMessage(line) && !sharesWord(words, line)
}

/** `KeyError: 'zone'` has one; `code.py:2: KeyError` and `"TypeError"` have none. */
function hasMessage(line: string): boolean {
  const parts = line.split(/[:»]\s/)
  return parts.length > 1 && wordsOf(parts.slice(1).join(' ')).size > 1
    ? true
    : /\b[A-Z]\w{2,80}(?: \[[\w ]{1,60}\])?: .{0,3}[\p{L}_]/u.test(line)
}

function describe({ by, line }: Match, { type = '' }: Wanted): string {
  switch (by) {
    case 'both':
      return `type ${type} and message: ${shorten(line)}`
    case 'message':
      return `message: ${shorten(line)}`
    case 'type':
      return `type ${type}: ${shorten(line)}`
    default:
      return assertNever(by)
  }
}

function quote({ error_type: type, message }: ReportedError): string {
  return `"${[type, shorten(message)].filter((part) => part !== '').join(': ')}"`
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MAXIMUM_EVIDENCE_CHARS ? `${line.slice(0, MAXIMUM_EVIDENCE_CHARS - 1)}…` : line
}
