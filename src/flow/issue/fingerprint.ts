import { headOf } from './fingerprint-head.js'
import { shapeOf } from './fingerprint-shape.js'
import { materialOfVersion1 } from './fingerprint-version-1.js'
import type { Known } from './known.js'
import { normaliseMessage } from './normalise.js'
import type { Fingerprint, StackTrace } from './stack-trace.js'
import { traceLines } from './trace-lines.js'

/**
 * Changes whenever the same error would get another hash. What the version before was made of is then kept, so that tickets
 * are found by its label until they have got the new one.
 */
export const fingerprintVersion = 2

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
  /** Identity of last resort, for an error that says nothing of itself: it is then no other issue's bug. */
  readonly issueId?: string
}

/** Lines of an unreadable trace that count. */
const mostLines = 100

/**
 * Identity of the bug behind an error: type, message template, and the shape of the in-app stack, each used only as far as it
 * can be trusted. Wrappers are looked through; minified names do not count; without in-app frames the library's function that failed
 * counts; without frames, the outline of the trace's text; and what says nothing at all is its own issue's bug alone.
 */
export function fingerprintIssue(input: FingerprintInput, hash: Hasher): Fingerprint {
  const { vendorFingerprint } = input
  if (vendorFingerprint.known && vendorFingerprint.value.trim() !== '') {
    const material = ['vendor', vendorFingerprint.value.trim()]
    return build(hash, material, material, ['set by the application (error.fingerprint)'])
  }
  const head = headOf(input)
  const shape = shapeOf(input.trace.language, head.chain, head.isGeneric)
  const outline = outlineOf(input)
  const places = shape?.keys ?? outline
  const alone = places.length === 0 && head.isGeneric ? input.issueId : undefined
  return build(
    hash,
    ['computed', head.type, head.template, ...places, ...(alone === undefined ? [] : ['issue', alone])],
    materialOfVersion1(input, outline),
    [
      head.type === '' ? 'no error type' : `type ${head.type}`,
      ...(head.wrappers.length === 0 ? [] : [`not of the wrapper ${head.wrappers.join(', ')}`]),
      head.template === '' ? 'no message' : `message template ${head.template}`,
      shape?.words ?? (outline.length > 0 ? 'outline of the unread trace' : 'no stack frames'),
      ...(alone === undefined ? [] : ['the issue itself, because nothing else tells it from others'])
    ]
  )
}

function build(
  hash: Hasher,
  material: readonly string[],
  version1: readonly string[],
  parts: readonly string[]
): Fingerprint {
  const hashOf = (version: number, of: readonly string[]): string =>
    hash(JSON.stringify([version, ...of])).slice(0, 16)
  return {
    hash: hashOf(fingerprintVersion, material),
    version: fingerprintVersion,
    former: [{ version: 1, hash: hashOf(1, version1) }],
    parts
  }
}

function outlineOf(input: FingerprintInput): readonly string[] {
  const isRead = input.trace.errors.some((error) => error.frames.length > 0)
  if (isRead || input.stack?.known !== true) return []
  return traceLines(input.stack.value)
    .filter((line) => line.trim() !== '')
    .slice(0, mostLines)
    .map((line) => normaliseMessage(line.replace(foldersOfPath, '')))
}

/** Folders change with the deploy, so files count by name alone. */
const foldersOfPath = /(?<![^\s()'"<>:,])(?:[A-Za-z]:)?[^\s()'"<>:,]{0,1000}[\\/](?=[\w@$-]{1,100}\.\w)/g
