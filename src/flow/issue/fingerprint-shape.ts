import { frameIdentity } from './frame-identity.js'
import type { StackError, StackFrame, StackLanguage } from './stack-trace.js'

/** Where a bug is, as far as it can be told again after a deploy. */
export interface FingerprintShape {
  readonly keys: readonly string[]
  /** For the ticket. */
  readonly words: string
}

/** Frames further out say how the code was reached, not where it fails. */
const mostFrames = 8

/** Where none of the application's frames is on the stack, only where the library failed counts. */
const mostLibraryFrames = 3

/** Named in the words for the ticket. */
const mostNamed = 3

/**
 * The in-app frames by function and file, innermost first, and the function of a library or the runtime that threw. Frames that a minifier named
 * count only by their bundle, unless `needed`: then nothing else tells bugs apart. Frames that are an address in a binary never
 * do: all bugs of the application have them in common.
 */
export function shapeOf(
  language: StackLanguage,
  chain: readonly StackError[],
  needed: boolean
): FingerprintShape | undefined {
  const frames = chain.flatMap((error) => synchronousFrames(error))
  const inApp = frames.filter((frame) => frame.inApp)
  const readable = inApp.filter((frame) => !isMinified(language, frame))
  if (readable.length > 0) {
    const own = identities(language, readable).slice(0, mostFrames)
    const thrower = throwerOf(language, chain)
    const words = `${count(own.length, 'in-app frame')}: ${nameSome(own)}`
    if (own.length > 0)
      return thrower === undefined
        ? { keys: own, words }
        : { keys: [...own, `thrown by ${thrower}`], words: `${words}; thrown by ${thrower}` }
  }
  if (inApp.length > 0 && !needed) {
    const keys = bundles(inApp)
    if (keys.length > 0) return { keys, words: `minified frames, by bundle: ${keys.join(', ')}` }
    // R8 leaves no file either: what is left would be other names in the next release.
    return { keys, words: 'minified frames, which do not count' }
  }
  const any = inApp.length > 0 ? inApp : frames
  const keys = identities(language, any).slice(0, inApp.length > 0 ? mostFrames : mostLibraryFrames)
  if (keys.length === 0) return undefined
  const whose = inApp.length > 0 ? 'minified frame' : 'library frame'
  return { keys, words: `${count(keys.length, whose)}: ${nameSome(keys)}` }
}

/** Firefox prints who scheduled the call too, where its tools are open: `setTimeout handler*start`. */
const asynchronousMark = /^(?!async\*)[\w. ]{1,80}\*/

function synchronousFrames({ frames }: StackError): readonly StackFrame[] {
  const gap = frames.findIndex((frame) => asynchronousMark.test(frame.function ?? ''))
  return gap < 1 ? frames : frames.slice(0, gap)
}

function identities(language: StackLanguage, frames: readonly StackFrame[]): readonly string[] {
  const named = frames.filter((frame) => !isAddress(language, frame))
  const keys = named.map((frame) => frameIdentity(language, frame)).filter((key) => key !== undefined)
  // Recursion repeats itself more or less often.
  return [...new Set(keys)]
}

/** What threw, where it was not the application's own code: one function may call two things that fail alike. */
function throwerOf(language: StackLanguage, chain: readonly StackError[]): string | undefined {
  const thrown = chain[0]?.frames[0]
  if (thrown === undefined || thrown.inApp) return undefined
  return frameIdentity(language, thrown)
}

/** No line of source is so long. */
const minifiedColumn = 500
/** Methods and properties keep their names in a bundle; what was renamed got one or two letters, or none. */
const shortName = /^(?:[\w$]{1,2}|)$/
const bundleFile = /\.min\.m?js|[-._][0-9a-f]{8,40}\.m?js|\.(?:jsbundle|bundle)$|main\.dart\.js/

function isMinified(language: StackLanguage, frame: StackFrame): boolean {
  const name = frame.function ?? ''
  if (language === 'javascript') {
    const isBundle = (frame.column ?? 0) >= minifiedColumn || bundleFile.test(frame.file ?? '')
    return isBundle && shortName.test(lastPart(name))
  }
  if (isAddress(language, frame)) return true
  return language === 'java' && minifiedClass.test(name)
}

/** R8 renames the class; a method that overrides the system's keeps its name: `c4.k.onClick`. */
const minifiedClass = /^(?:(?:[a-z]\d?|[a-z]{2})\.){1,9}[\w$<>-]{1,200}$/i

/** Only the binary is known: there are no symbols. */
function isAddress(language: StackLanguage, frame: StackFrame): boolean {
  return language === 'apple' && frame.function === undefined && frame.line === undefined
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** `main` of `https://cdn.example/static/main.4f3a9c1d.js`: the hash changes with each build. */
function bundles(frames: readonly StackFrame[]): readonly string[] {
  const names = frames.map(({ file }) => frameIdentity('javascript', { file, function: undefined }) ?? '')
  return [...new Set(names.map((name) => name.replace(/#$/, '')).filter((name) => name !== ''))].slice(0, 1)
}

function nameSome(keys: readonly string[]): string {
  const more = keys.length - mostNamed
  return `${keys.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`
}
