/**
 * Whose code a frame is. `runtime`: the language's own (an error thrown there was provoked by its caller); `generated`:
 * written by a compiler or proxy; `none`: the frame names no file or class.
 */
export type FrameOrigin = 'app' | 'runtime' | 'library' | 'tracer' | 'extension' | 'generated' | 'none'

/** What a frame is recognised by. A rule has exactly one of the tests. */
export interface LibraryRule {
  readonly origin: Exclude<FrameOrigin, 'app'>
  /** Completes "not in-app: …". */
  readonly reason: string
  /** A folder anywhere in the file's path, as `/`-separated segments. */
  readonly folder?: string
  /** The file starts with it. */
  readonly start?: string
  /** The class or package starts with it, at a name's boundary. */
  readonly package?: string
  /** Tested on the file, with `/` for `\`. */
  readonly file?: RegExp
  /** Tested on the function. */
  readonly function?: RegExp
  /** Tested on the module. */
  readonly module?: RegExp
}

export function folders(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((folder) => ({ origin, folder, reason: `under ${folder}` }))
}

export function starts(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((start) => ({ origin, start, reason: `${start} file` }))
}

export function packages(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((name) => ({ origin, package: name, reason: `${name} package` }))
}
