/** A part of the repository as the config describes it; what is left out is found in the base. */
export interface VerifyProject {
  /** Patterns as in .gitignore; the first project that has a changed file proves it. */
  readonly paths: readonly string[]
  /** Folder that the commands run in, relative to the repository. */
  readonly folder: string | undefined
  /** Empty: nothing is needed. */
  readonly setUp: string | undefined
  /** The whole suite. */
  readonly verify: string | undefined
  /** Some test files; see `testPlaceholders` for what stands for them. */
  readonly testFiles: string | undefined
  /** Patterns as in .gitignore, from the repository's root, of test files with names of their own. */
  readonly testPatterns: readonly string[]
}

/** How a change is proven. */
export interface VerifyPolicy {
  /** `auto`: the network is cut off where the machine can do it; `required`: nothing is proven where it cannot. */
  readonly sandbox: 'auto' | 'required' | 'off'
  /** How often the tests have to pass with the change, one after the other; at least 1. */
  readonly repeats: number
  /** Time limit of one command. */
  readonly minutes: number
  /** Time limit of one set-up. */
  readonly setUpMinutes: number
  readonly projects: readonly VerifyProject[]
}
