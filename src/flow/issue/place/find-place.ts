import { known, unknown, type Known } from '../known.js'
import { guessPaths, packageName } from '../source-path.js'
import type { StackFrame } from '../stack-trace.js'
import { isBundle, isCompiledFrom, sourceOfCompiled } from './javascript-paths.js'
import { bestMatch, matchOf, type Places } from './match-group.js'
import { isAsideBefore, type PathMatch } from './match-suffix.js'
import type { GuessGroup } from './path-guess.js'
import { caseless, segmentsOf } from './path-segments.js'
import { pathsShown } from './shown-folders.js'

export interface FoundPlace {
  /** Unknown where several files fit equally well; they are named. */
  readonly path: Known<string>
  /** What decided between files that fit, or how the name differs; `undefined` where there is nothing to say. */
  readonly note: string | undefined
}

/** A ticket names no more files than a person will look at. */
const mostCandidates = 5

/** The file of a frame; `undefined` where the repository has none that fits. */
export function findPlace(frame: StackFrame, places: Places): FoundPlace | undefined {
  const groups = guessPaths(places.trace.language, frame)
  for (const group of groups) {
    const found = choose(group, frame, places)
    if (found !== undefined)
      return places.trace.language === 'javascript' ? ofSource(found, frame, places) : found
  }
  const shown = groups.flatMap((group) => pathsShown(group, places)).filter(places.index.has)
  const [path, ...others] = new Set(shown)
  return path === undefined || others.length > 0 ? undefined : { path: known(path), note: undefined }
}

/** The source of a file that was compiled, whether the repository has that file or not. */
function ofSource({ path, note }: FoundPlace, frame: StackFrame, { index }: Places): FoundPlace {
  if (!path.known || isBundle(frame)) return { path, note }
  const source = sourceOfCompiled(path.value, index.has)
  const isCompiled = frame.line !== undefined && isCompiledFrom(source, frame.file)
  const notes = [note, isCompiled ? 'the line is that of the compiled file' : undefined]
  return { path: known(source), note: notes.filter((each) => each !== undefined).join('; ') || undefined }
}

/** The one file whose path differs from the frame's by case alone. */
export function findCaseless(frame: StackFrame, { trace, index }: Places): FoundPlace | undefined {
  // Files of Dart packages are in lower case, and which package has them has to be judged.
  if (trace.language === 'dart') return undefined
  const lower = index.caseless()
  for (const group of guessPaths(trace.language, frame)) {
    const guesses = group.map((guess) => ({ ...guess, path: caseless(guess.path) }))
    const [path, ...others] = bestMatch(guesses, lower).paths.flatMap(lower.written)
    if (path === undefined) continue
    return others.length === 0
      ? { path: known(path), note: 'its path differs from the trace in upper and lower case' }
      : undefined
  }
  return undefined
}

function choose(group: GuessGroup, frame: StackFrame, places: Places): FoundPlace | undefined {
  const match = matchOf(group, frame, places)
  if (match.paths.length === 0) return undefined
  const plain = preferOwn(match, places.rules.roots ?? [])
  const isOnly = plain.length === 1
  const decided = isOnly ? undefined : decide({ ...match, paths: plain }, group, frame, places)
  const [path, ...others] = decided?.paths ?? plain
  if (path === undefined) return undefined
  return others.length === 0
    ? { path: known(path), note: decided?.note }
    : { path: unknown(ambiguous([path, ...others])), note: undefined }
}

/** Inside of the configured folders, and outside of those beside the code that runs, as long as any are. */
function preferOwn({ paths, shared }: PathMatch, roots: readonly string[]): readonly string[] {
  const inside = paths.filter((path) =>
    roots.some((root) => path.startsWith(`${root.replace(/\/{1,10}$/, '')}/`))
  )
  const own = inside.length > 0 ? inside : paths
  const running = own.filter((path) => !isAsideBefore(path, shared))
  return running.length > 0 ? running : own
}

interface Decided {
  readonly paths: readonly string[]
  readonly note: string | undefined
}

/** The first thing that names one of several files. */
function decide(
  { paths, shared }: PathMatch,
  group: GuessGroup,
  frame: StackFrame,
  places: Places
): Decided | undefined {
  const { trace, rules } = places
  const isRooted = shared > 1 || group.some(({ path }) => path.startsWith('/'))
  const ways: readonly (() => Decided)[] = [
    () => inFolder(paths, packageName(trace.language, frame), 'package'),
    () => shownByOthers(paths, group, places),
    () => inFolder(paths, rules.service, 'service'),
    // The root's own file, where deeper folders repeat its path: `src/index.ts` and `examples/shop/src/index.ts`.
    () => ({
      paths: isRooted ? paths.filter((path) => segmentsOf(path).length === shared) : [],
      note: undefined
    })
  ]
  for (const way of ways) {
    const decided = way()
    if (decided.paths.length === 1) return decided
  }
  return undefined
}

function inFolder(paths: readonly string[], name: string | undefined, kind: string): Decided {
  const plain = plainName(name ?? '')
  const inside = paths.filter((path) => {
    return (
      plain !== '' &&
      segmentsOf(path)
        .slice(0, -1)
        .some((folder) => plainName(folder) === plain)
    )
  })
  return { paths: inside, note: `of ${paths.length} files that fit, the one of the ${kind} ${name ?? ''}` }
}

/** Packages and crates may not be called as folders may. */
function plainName(name: string): string {
  return caseless(name).replaceAll('-', '_')
}

function shownByOthers(paths: readonly string[], group: GuessGroup, places: Places): Decided {
  const candidates = new Set(paths)
  return {
    paths: pathsShown(group, places).filter((path) => candidates.has(path)),
    note: `of ${paths.length} files that fit, the one beside the files of other frames`
  }
}

function ambiguous(matches: readonly string[]): string {
  const sorted = [...matches].sort()
  const named = sorted.slice(0, mostCandidates).join(', ')
  const more = sorted.length - mostCandidates
  return `${matches.length} files fit equally well: ${named}${more > 0 ? ` and ${more} more` : ''}`
}
