import type { RepositoryIndex } from '../repository-index.js'
import { dartPackage, libraryPath } from '../source-path.js'
import type { StackFrame, StackTrace } from '../stack-trace.js'
import { matchSuffix, noMatch, type PathMatch } from './match-suffix.js'
import type { GuessGroup } from './path-guess.js'
import { segmentsOf } from './path-segments.js'
import type { ShownFolder } from './shown-folders.js'

/** What a team knows of its repository that a trace does not say. */
export interface PlaceRules {
  /** Folders of the service's own code, `services/shop`: they decide between files that fit equally well. */
  readonly roots?: readonly string[]
  /** Name of the service that failed: a folder of that name decides where nothing stronger does. */
  readonly service?: string
}

/** Where frames of one trace are in the repository. */
export interface Places {
  readonly trace: StackTrace
  readonly index: RepositoryIndex
  readonly rules: PlaceRules
  /** Folders that the trace's clear frames show, see `shownFolders`; made when first needed. */
  shown: readonly ShownFolder[] | undefined
  /** Dart packages that were judged, see `isRootPackage`. */
  readonly dartRoots: Map<string, boolean>
}

export function openPlaces(trace: StackTrace, index: RepositoryIndex, rules: PlaceRules): Places {
  return { trace, index, rules, shown: undefined, dartRoots: new Map() }
}

/** Files that the guesses of a group fit best. */
export function matchOf(group: GuessGroup, frame: StackFrame, places: Places): PathMatch {
  const name = places.trace.language === 'dart' ? dartPackage(frame) : undefined
  return name === undefined ? bestMatch(group, places.index) : dartMatch(group, name, places)
}

export function bestMatch(group: GuessGroup, index: RepositoryIndex): PathMatch {
  const matches = group.map((guess) => matchSuffix(index, guess))
  const shared = Math.max(...matches.map((match) => match.shared), 0)
  const best = matches.filter((match) => match.shared === shared && match.paths.length > 0)
  // Not copied for each frame: of some names a repository has very many files.
  if (best.length < 2) return best[0] ?? noMatch
  const paths = best.flatMap((match) => match.paths)
  return { paths: [...new Set(paths)], shared }
}

/**
 * A Dart package at the repository's root does not say its name in its paths, so `package:http/client.dart` would fit a
 * `lib/client.dart`. It is the root's package only if all of its files on the stack are there, but for those that a build writes.
 */
function dartMatch(group: GuessGroup, name: string, places: Places): PathMatch {
  const { paths, shared } = bestMatch(group, places.index)
  const own = paths.filter((path) => {
    if (`/${path}`.includes(`/${name}/lib/`)) return true
    return path.startsWith('lib/') && (isTelling(path) || isRootPackage(name, places))
  })
  return own.length === 0 ? noMatch : { paths: own, shared }
}

/** `lib/checkout/cart.dart` is hardly in two packages; `lib/client.dart` and `lib/src/client.dart` are. */
function isTelling(path: string): boolean {
  return segmentsOf(path).length > 2 && !path.startsWith('lib/src/')
}

function isRootPackage(name: string, { trace, index, dartRoots }: Places): boolean {
  const judged = dartRoots.get(name)
  if (judged !== undefined) return judged
  const files = trace.errors
    .flatMap((error) => error.frames)
    .filter((frame) => dartPackage(frame) === name)
    .map(libraryPath)
    .filter((file) => !/\.\w{1,20}\.dart$/.test(file))
  const isRoot = files.every((file) => index.has(file))
  dartRoots.set(name, isRoot)
  return isRoot
}
