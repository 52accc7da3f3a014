import { known, unknown, type Known } from './known.js'
import { matchSuffix, type RepositoryIndex } from './repository-index.js'
import { dartPackage, guessPaths } from './source-path.js'
import { causeChain, type Culprit, type StackError, type StackFrame, type StackTrace } from './stack-trace.js'

/** What a team knows of its repository that a trace does not say. */
export interface CulpritRules {
  /** Folders of the service's own code, `services/shop`: they decide between files that fit equally well. */
  readonly roots?: readonly string[]
}

/** A ticket names no more files than a person will look at. */
const mostCandidates = 5

/**
 * The frame to look at first, and its file in the repository. Unknown where no frame is in-app.
 *
 * The deepest cause comes first, because what wraps it only passes it on; within an error, the innermost in-app frame. In-app
 * frames whose files the repository does not have (a library that is not known as one) are passed over as long as another frame
 * or error has one. A frame that fits several files equally well ends the search: the path is then unknown and the
 * candidates are named, because the next frame out would be the wrong place.
 */
export function findCulprit(
  trace: StackTrace,
  repositoryFiles: RepositoryIndex | undefined,
  rules: CulpritRules = {}
): Known<Culprit> {
  const frames = [...causeChain(trace)].reverse().flatMap((error) => placesOf(error, trace))
  const [first] = frames
  if (first === undefined) return unknown(whyNone(trace))
  if (repositoryFiles === undefined) {
    return known(culpritOf(first, unknown('the files of the repository are not known')))
  }
  for (const place of frames) {
    const matches = lookUp(place.frame, trace, repositoryFiles, rules)
    const [path] = matches
    if (path === undefined) continue
    return known(culpritOf(place, matches.length === 1 ? known(path) : unknown(ambiguous(matches))))
  }
  return known(culpritOf(first, unknown(`no file of the repository fits ${first.frame.file ?? 'the frame'}`)))
}

interface Place {
  readonly frame: StackFrame
  readonly error: StackError
  readonly isCause: boolean
  /** In-app frames of the same error further in. */
  readonly passed: number
}

function placesOf(error: StackError, trace: StackTrace): readonly Place[] {
  const isCause = error !== trace.errors[0]
  return error.frames
    .filter((frame) => frame.inApp)
    .map((frame, passed) => ({ frame, error, isCause, passed }))
}

function whyNone(trace: StackTrace): string {
  const count = trace.errors.reduce((sum, error) => sum + error.frames.length, 0)
  return count === 0 ? 'the trace has no frames that can be read' : 'no frame of the trace is in-app'
}

function culpritOf(place: Place, path: Known<string>): Culprit {
  const which = place.passed === 0 ? 'innermost in-app frame' : 'innermost in-app frame of the repository'
  const cause = place.isCause ? ` of the cause ${place.error.type ?? '(no type)'}` : ''
  return { frame: place.frame, path, reason: `${which}${cause}` }
}

function ambiguous(matches: readonly string[]): string {
  const named = matches.slice(0, mostCandidates).join(', ')
  const more = matches.length - mostCandidates
  return `${matches.length} files fit equally well: ${named}${more > 0 ? ` and ${more} more` : ''}`
}

function lookUp(
  frame: StackFrame,
  trace: StackTrace,
  index: RepositoryIndex,
  rules: CulpritRules
): readonly string[] {
  for (const group of guessPaths(trace.language, frame)) {
    const matches = [...new Set(group.flatMap((guess) => matchSuffix(index, guess.path, guess.loose)))]
    const fitting = matches.filter((path) => isOwnPackage(path, frame, trace, index)).sort()
    if (fitting.length > 0) return preferRoots(fitting, rules.roots ?? [])
  }
  return []
}

function preferRoots(matches: readonly string[], roots: readonly string[]): readonly string[] {
  const inside = matches.filter((path) =>
    roots.some((root) => path.startsWith(`${root.replace(/\/+$/, '')}/`))
  )
  return inside.length > 0 ? inside : matches
}

/**
 * A Dart package at the repository's root does not say its name in its paths, so `package:http/client.dart` would fit a
 * `lib/client.dart`. It is the root's package only if all of its files on the stack are there.
 */
function isOwnPackage(path: string, frame: StackFrame, trace: StackTrace, index: RepositoryIndex): boolean {
  const name = trace.language === 'dart' ? dartPackage(frame) : undefined
  if (name === undefined || path.includes(`${name}/lib/`)) return true
  if (!path.startsWith('lib/')) return false
  return trace.errors
    .flatMap((error) => error.frames)
    .filter((other) => dartPackage(other) === name)
    .every((other) => index.has(`lib/${(other.file ?? '').slice((other.file ?? '').indexOf('/') + 1)}`))
}
