import { guessPaths } from '../source-path.js'
import { matchOf, type Places } from './match-group.js'
import type { GuessGroup, PathGuess } from './path-guess.js'
import { segmentsOf } from './path-segments.js'

/** A folder of the repository, and where the trace shows it to be. */
export interface ShownFolder {
  readonly printed: string
  readonly folder: string
}

/** Where guesses would be if they lay where the files of other frames do. */
export function pathsShown(group: GuessGroup, places: Places): readonly string[] {
  const shown = (places.shown ??= shownFolders(places))
  const pointed = group.flatMap((guess) => {
    const printed = rooted(segmentsOf(guess.path))
    return shown
      .filter((each) => printed.startsWith(`${each.printed}/`))
      .map((each) => (each.folder + printed.slice(each.printed.length)).slice(1))
  })
  return [...new Set(pointed)]
}

/** Frames further out repeat what those further in show. */
const mostShowing = 200

/** What the frames show whose file is clear: `/srv/api/src/a.ts` is `services/api/src/a.ts`, so `/srv/api` is `services/api`. */
function shownFolders(places: Places): readonly ShownFolder[] {
  const { errors, language } = places.trace
  const frames = errors.flatMap((error) => error.frames.filter((frame) => frame.inApp))
  const shown = frames.slice(0, mostShowing).flatMap((frame): readonly ShownFolder[] => {
    for (const group of guessPaths(language, frame)) {
      const { paths, shared } = matchOf(group, frame, places)
      const [path] = paths
      if (path === undefined) continue
      return paths.length > 1 ? [] : group.map((guess) => shownBy(guess, path, shared))
    }
    return []
  })
  const distinct = new Map(shown.map((each) => [`${each.printed}\n${each.folder}`, each]))
  return [...distinct.values()]
}

/** Guesses of a group differ in their ending alone, or in folders that come to nothing below. */
function shownBy({ path }: PathGuess, found: string, shared: number): ShownFolder {
  return {
    printed: rooted(segmentsOf(path).slice(0, -shared)),
    folder: rooted(segmentsOf(found).slice(0, -shared))
  }
}

function rooted(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment}`).join('')
}
