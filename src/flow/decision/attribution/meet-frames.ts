import type { LocatedFrame } from '../../issue/locate-frames.js'
import { isHarmless, kindOfChange } from './change-kind.js'
import type { ChangeCommit, Changes } from './deploy.js'

/** Lines around a frame's that still count as its place: about the length of a function. */
const NEAR_LINES = 15

/** A changed runtime file that a frame of the stack is in. */
export interface MetFile {
  readonly path: string
  /** Position of the first frame in it; 0 is the culprit's. */
  readonly frame: number
  /** Whether changed lines are near a frame's; `undefined` where the host tells no lines, or the frames have none. */
  readonly near: boolean | undefined
}

/**
 * Changed runtime files that frames are in, by their paths in the repository, the culprit's first. A frame of a file that was
 * renamed since is found by the file's name before. A changed folder or name alone does not count.
 */
export function meetFrames(changes: Changes, frames: readonly LocatedFrame[]): readonly MetFile[] {
  const places = new Map<string, { readonly first: number; readonly lines: number[] }>()
  frames.forEach(({ path, line }, index) => {
    const place = places.get(path) ?? { first: index, lines: [] }
    if (line !== undefined) place.lines.push(line)
    places.set(path, place)
  })
  return changes.files
    .filter(({ path }) => mayRun(path))
    .flatMap(({ path, previousPath, lines }): MetFile[] => {
      const place = places.get(path) ?? (previousPath === undefined ? undefined : places.get(previousPath))
      return place === undefined ? [] : [{ path, frame: place.first, near: isNear(place.lines, lines) }]
    })
    .sort((a, b) => a.frame - b.frame)
}

/** A migration or a settings file in a program's language runs, if a frame is in it. */
function mayRun(path: string): boolean {
  const kind = kindOfChange(path)
  return !isHarmless(kind) && kind !== 'lock'
}

function isNear(frames: readonly number[], changed: readonly number[]): boolean | undefined {
  if (frames.length === 0 || changed.length === 0) return undefined
  return frames.some((line) => changed.some((each) => Math.abs(each - line) <= NEAR_LINES))
}

/**
 * The newest commit before the deploy that touched the file: one of those that it holds, if any of these did. `touching` are
 * commits that touched the file, in any order; `undefined` where there is none.
 */
export function findSuspectCommit(
  touching: readonly ChangeCommit[],
  changes: Changes,
  deployedAt: number
): ChangeCommit | undefined {
  const held = new Set(changes.commits.map(({ sha }) => sha))
  const before = touching.filter(({ sha, at }) => held.has(sha) || at <= deployedAt)
  const ofDeploy = before.filter(({ sha }) => held.has(sha))
  // A host that lists all commits, none of which touched the file, squashed or rebased them: then the time alone tells.
  return newest(ofDeploy.length > 0 ? ofDeploy : before)
}

function newest(commits: readonly ChangeCommit[]): ChangeCommit | undefined {
  return commits.reduce<ChangeCommit | undefined>(
    (best, each) => (best === undefined || each.at > best.at ? each : best),
    undefined
  )
}
