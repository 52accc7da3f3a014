/** One side of a change, as git's tree has it. */
export interface FileVersion {
  /** `100644`, `100755`, `120000` (symlink) or `160000` (submodule). */
  readonly mode: string
  /** Git's name of the content. */
  readonly oid: string
  /** Bytes. */
  readonly size: number
  /** `undefined` where the content is not UTF-8 text, has a zero byte, or is larger than what is read. A symlink's is its target. */
  readonly text: string | undefined
}

/** One path that differs between the base and the agent's tree. A rename is a deletion and an addition. */
export interface TreeChange {
  readonly path: string
  /** `undefined`: the path is new. */
  readonly before: FileVersion | undefined
  /** `undefined`: the path is gone. */
  readonly after: FileVersion | undefined
}

/** Something in the agent's tree that a commit would not carry: nobody reviews it, and nothing of it may matter. */
export interface Stray {
  readonly path: string
  readonly kind: 'ignored' | 'git-folder' | 'special-file'
}

/** What the agent left behind, read from git's trees on both sides. */
export interface ChangeSet {
  /** In the order of their paths. */
  readonly changes: readonly TreeChange[]
  readonly strays: readonly Stray[]
}
