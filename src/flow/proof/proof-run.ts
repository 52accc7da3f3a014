/** A part of the repository with test commands of its own. */
export interface ProofProject {
  /** Name for people: the folder, or `.`. */
  readonly name: string
  /** Folder that the commands run in, relative to the repository; empty for its root. */
  readonly folder: string
  /** What makes a fresh checkout ready, with the network on; `undefined` when nothing is needed. */
  readonly setUp: string | undefined
  /** The whole suite. */
  readonly verify: string
  /** Some test files: `{files}` stands for their quoted paths, relative to the folder. */
  readonly testFiles: string
}

/** What a run of a command was for. */
export type ProofRole = 'set-up' | 'red' | 'green' | 'suite' | 'suite-on-base' | 'red-again'

/** How a command ended. */
export type CommandEnd = 'exited' | 'time-limit' | 'output-limit' | 'killed'

/** One finished command. */
export interface CommandRun {
  readonly end: CommandEnd
  /** `undefined` unless it exited. */
  readonly exitCode: number | undefined
  readonly durationMs: number
  /** SHA-256 of all of its output, also of what was not kept. */
  readonly digest: string
  /** Beginning and end of the output, sanitised and bounded. Stdout and stderr as they came. */
  readonly output: string
  /** Bytes that it wrote in all. */
  readonly outputBytes: number
  /** `cut`: the command could not reach any network but its own loopback. */
  readonly network: 'cut' | 'open'
  /** Processes that it left behind and that were ended with it. */
  readonly leftBehind: number
}

/** One line of the certificate. */
export interface ProofStep extends Omit<CommandRun, 'output'> {
  readonly role: ProofRole
  readonly project: string
  readonly command: string
  /** What the run had to show, and whether it did. */
  readonly expected: 'fail' | 'pass' | 'no-worse'
  readonly asExpected: boolean
  /** One sentence: what was seen. */
  readonly seen: string
}

/** What the proof showed; written only for a change that is proven. */
export interface Certificate {
  readonly schema: 1
  readonly baseCommit: string
  /** Git tree of the base with the change. */
  readonly tree: string
  /** Test files that fail without the change and pass with it. */
  readonly tests: readonly string[]
  /** What in the red output shows the reported error. */
  readonly reportedReason: string
  readonly repeats: number
  readonly steps: readonly ProofStep[]
  /** Tests that fail with the change as they fail on the base: listed, not blamed. */
  readonly failedBefore: readonly string[]
  readonly sandbox: string
}
