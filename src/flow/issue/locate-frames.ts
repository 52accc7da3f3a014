import { findPlace } from './place/find-place.js'
import { openPlaces, type PlaceRules } from './place/match-group.js'
import type { RepositoryIndex } from './repository-index.js'
import { causeChain, placesOf, type StackTrace } from './stack-trace.js'

/** A place of the trace in the repository. */
export interface LocatedFrame {
  readonly path: string
  /** From 1. */
  readonly line: number | undefined
}

/** A trace names the same few files again and again; beyond these it says nothing of the cause. */
const MOST_FRAMES = 40

/** The in-app frames whose files the repository has, those of the deepest cause first, each place once. */
export function locateFrames(
  trace: StackTrace,
  index: RepositoryIndex,
  rules: PlaceRules
): readonly LocatedFrame[] {
  const places = openPlaces(trace, index, rules)
  const frames = [...causeChain(trace)]
    .reverse()
    .flatMap(placesOf)
    .filter(({ inApp }) => inApp)
    .slice(0, MOST_FRAMES)
  const located = new Map<string, LocatedFrame>()
  for (const frame of frames) {
    const found = findPlace(frame, places)
    if (found?.path.known !== true) continue
    const { line } = frame
    located.set(`${found.path.value}:${line ?? ''}`, { path: found.path.value, line })
  }
  return [...located.values()]
}
