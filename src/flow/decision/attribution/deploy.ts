/** Where a deploy was read. */
export type DeploySource =
  'github-deployment' | 'github-release' | 'datadog-deployment' | 'datadog-version' | 'first-seen-version'

/** Something of ours that reached an environment. */
export interface Deploy {
  /** Milliseconds since the epoch: when it was done, else when it began. */
  readonly at: number
  /** When it began to reach the environment, if the source tells that beside the end; a rolling deploy may take an hour. */
  readonly began?: number | undefined
  readonly source: DeploySource
  /** `undefined`: the source does not name one. */
  readonly service: string | undefined
  readonly environment: string | undefined
  readonly version: string | undefined
  /** Whole commit. */
  readonly commit: string | undefined
  /** The version or commit that it replaced, where the source tells. */
  readonly previous: string | undefined
  /** Page for people. */
  readonly url: string | undefined
}

/** From when on a deploy may have caused something, milliseconds since the epoch. */
export function deployStart({ at, began }: Deploy): number {
  return began !== undefined && began < at ? began : at
}

/** Counts of one issue in short bins of the last hours, as far as its versions are told. */
export interface OnsetCounts {
  /** Start of the first bin, milliseconds since the epoch. */
  readonly startMs: number
  /** End of the last bin, which may be a running one. */
  readonly endMs: number
  readonly binMs: number
  /** Oldest first. */
  readonly counts: readonly number[]
  /** The same by version tag, largest first; events without the tag are in `counts` alone. */
  readonly versions: readonly { readonly version: string; readonly counts: readonly number[] }[]
}

/** What another service did meanwhile: hourly counts of its errors. */
export interface Peer {
  readonly service: string
  readonly startMs: number
  readonly endMs: number
  readonly counts: readonly number[]
}

/** One commit between two versions. */
export interface ChangeCommit {
  readonly sha: string
  readonly title: string
  /** Login, else name; `undefined` where git tells none. */
  readonly author: string | undefined
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly url: string | undefined
}

/** What changed between two versions. */
export interface Changes {
  readonly base: string
  readonly head: string
  readonly url: string | undefined
  /** `lines`: those of the new file that were added or changed; empty where the host does not tell. */
  readonly files: readonly {
    readonly path: string
    readonly previousPath: string | undefined
    readonly lines: readonly number[]
  }[]
  /** Oldest first. */
  readonly commits: readonly ChangeCommit[]
  /** The host did not list all files or commits. */
  readonly truncated: boolean
}
