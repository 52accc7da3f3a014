/** What is mutated in one run: the sources of a folder, and the tests of the stage it belongs to. */
export interface Part {
  /** The folder, relative to the project. */
  readonly folder: string
  /** With the folders in it; else these are parts of their own. */
  readonly deep: boolean
  readonly testFolders: readonly string[]
}

/**
 * `src/flow` in runs of minutes. A stage is tried by its own tests alone: that a test of a later stage would notice
 * something is luck, and the score does not count on it.
 */
export const parts: readonly Part[] = [
  part('event', true),
  part('decision', true),
  part('ticket', true),
  part('pull-request', true),
  part('fix', false),
  part('fix/guard', true),
  part('proof', true),
  part('issue', false),
  part('issue/languages', true),
  part('issue/libraries', true),
  part('issue/masks', true),
  part('issue/place', true)
]

function part(folder: string, deep: boolean): Part {
  const stage = folder.split('/')[0] ?? folder
  return { folder: `src/flow/${folder}`, deep, testFolders: [`__tests__/flow/${stage}`] }
}

/** The parts in `folder`, or the one that `folder` is in. */
export function partsOf(folder: string): readonly Part[] {
  const name = folder.replace(/\/$/, '')
  const inside = parts.filter((one) => one.folder === name || one.folder.startsWith(`${name}/`))
  if (inside.length > 0) return inside
  const around = parts.filter((one) => name.startsWith(`${one.folder}/`))
  return around.slice(-1)
}
