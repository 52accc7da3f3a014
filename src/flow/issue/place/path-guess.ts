/** A path that a frame's file may have in the repository. */
export interface PathGuess {
  readonly path: string
  /** Whether part of the path may match, see `matchSuffix`; never where the path is known whole. */
  readonly loose: boolean
}

/** Guesses of equal standing; an earlier group that matches anything ends the search. */
export type GuessGroup = readonly PathGuess[]

export function wholly(...paths: readonly string[]): GuessGroup {
  return paths.map((path) => ({ path, loose: false }))
}

export function partly(...paths: readonly string[]): GuessGroup {
  return paths.map((path) => ({ path, loose: true }))
}
