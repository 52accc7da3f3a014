import { frameIdentity } from './frame-identity.js'
import type { Known } from './known.js'
import { normaliseMessage } from './normalise.js'
import { causeChain, type Fingerprint, type StackFrame, type StackTrace } from './stack-trace.js'
import { traceLines } from './trace-lines.js'

/** Changes whenever the same error would get another hash; open tickets then no longer match by fingerprint. */
export const fingerprintVersion = 1

/** SHA-256 of the UTF-8 text, as hex. */
export type Hasher = (text: string) => string

/** What identifies a bug. No service, version, host, line number or deploy folder: they change while the bug stays. */
export interface FingerprintInput {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: StackTrace
  /** `error.fingerprint`: the application's own grouping, used instead of ours. */
  readonly vendorFingerprint: Known<string>
  /** Text of the trace. Used only where no frame could be read: two bugs of such a language are told apart by their lines. */
  readonly stack?: Known<string>
}

/** Frames further out say how the code was reached, not where it fails; recursion and retries differ in them. */
const mostFrames = 30

/** Where none of the application's frames is on the stack, only where the library failed counts. */
const mostLibraryFrames = 5

/** Lines of an unreadable trace that count. */
const mostLines = 100

/**
 * Identity of the bug behind an error: type, message template, and the in-app frames by function and file. Without in-app
 * frames, all frames; without frames, type and template, and the outline of the trace's text where there is one.
 */
export function fingerprintIssue(input: FingerprintInput, hash: Hasher): Fingerprint {
  const { vendorFingerprint } = input
  if (vendorFingerprint.known && vendorFingerprint.value.trim() !== '') {
    const text = vendorFingerprint.value.trim()
    return build(hash, ['vendor', text], ['set by the application (error.fingerprint)'])
  }
  const type = typeOf(input)
  const template = normaliseMessage(input.errorMessage)
  const places = placesOf(input)
  return build(
    hash,
    ['computed', type, template, ...places.keys],
    [
      type === '' ? 'no error type' : `type ${type}`,
      template === '' ? 'no message' : `message template ${template}`,
      places.words
    ]
  )
}

function build(hash: Hasher, material: readonly string[], parts: readonly string[]): Fingerprint {
  const text = JSON.stringify([fingerprintVersion, ...material])
  return { hash: hash(text).slice(0, 16), version: fingerprintVersion, parts }
}

function typeOf(input: FingerprintInput): string {
  const type = input.errorType.trim() === '' ? (input.trace.errors[0]?.type ?? '') : input.errorType.trim()
  return normaliseMessage(type.replace(/^(?:Uncaught|Unhandled) /, ''))
}

interface Places {
  readonly keys: readonly string[]
  /** For the ticket. */
  readonly words: string
}

function placesOf(input: FingerprintInput): Places {
  const frames = causeChain(input.trace).flatMap((error) => error.frames)
  const inApp = frames.filter((frame) => frame.inApp)
  const keys =
    inApp.length > 0
      ? identities(inApp, input.trace).slice(0, mostFrames)
      : identities(frames, input.trace).slice(0, mostLibraryFrames)
  if (keys.length > 0) {
    const whose = inApp.length > 0 ? 'in-app' : 'library'
    return { keys, words: `${keys.length} ${whose} ${keys.length === 1 ? 'frame' : 'frames'}` }
  }
  const outline = outlineOf(input)
  return { keys: outline, words: outline.length > 0 ? 'outline of the unread trace' : 'no stack frames' }
}

function identities(frames: readonly StackFrame[], trace: StackTrace): readonly string[] {
  const keys = frames.map((frame) => frameIdentity(trace.language, frame)).filter((key) => key !== undefined)
  // Recursion repeats itself more or less often.
  return [...new Set(keys)]
}

function outlineOf(input: FingerprintInput): readonly string[] {
  if (input.stack?.known !== true) return []
  return traceLines(input.stack.value)
    .filter((line) => line.trim() !== '')
    .slice(0, mostLines)
    .map((line) => normaliseMessage(line.replace(foldersOfPath, '')))
}

/** Folders change with the deploy, so files count by name alone. */
const foldersOfPath = /(?<![^\s()'"<>:,])(?:[A-Za-z]:)?[^\s()'"<>:,]{0,1000}[\\/](?=[\w@$-]{1,100}\.\w)/g
