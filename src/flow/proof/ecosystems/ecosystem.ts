/** The base's files, as far as commands are found in them. */
export interface BaseFiles {
  readonly paths: ReadonlySet<string>
  /** Names of the files that lie in a folder. */
  readonly namesIn: (folder: string) => readonly string[]
  /** `undefined`: there is no such file, or it is no text, or it is too large. */
  readonly read: (path: string) => Promise<string | undefined>
}

/** How a project is made ready and tested. */
export interface ProjectCommands {
  /** Folder of `verify` and `testFiles`. */
  readonly folder: string
  readonly setUpFolder: string
  readonly setUp: string | undefined
  readonly verify: string
  readonly testFiles: string
}

/** What a language's projects look like, and how they are tested on a machine that has its tools. */
export interface Ecosystem {
  readonly name: string
  /** Endings of its source files. */
  readonly sources: readonly string[]
  /** Names of the files that make a folder a project; `*.csproj` stands for any name with the ending. */
  readonly manifests: readonly string[]
  /** Names of files that decide what the set-up installs, beside the manifests. */
  readonly locks: readonly string[]
  /** What only a file with tests of its own has in it: helpers and fixtures lie among the tests too. */
  readonly testMark: RegExp
  /** `undefined`: the manifest does not say how to test; a folder above may. */
  readonly commandsAt: (folder: string, base: BaseFiles) => Promise<ProjectCommands | undefined>
}

/** Whether a file name is one of these names; `*.ending` stands for any name with the ending. */
export function isNamed(name: string, names: readonly string[]): boolean {
  return names.some((each) => (each.startsWith('*') ? name.endsWith(each.slice(1)) : name === each))
}
