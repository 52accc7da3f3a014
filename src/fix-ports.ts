import type { AgentLimits, AgentProgress, AgentRun } from './flow/fix/agent-run.js'
import type { ChangeSet } from './flow/fix/change.js'
import type { Ledger } from './flow/fix/ledger.js'
import type { CommandRun } from './flow/proof/proof-run.js'
import type { Known } from './flow/issue/known.js'

/*
 * What the fix modes need of the world, beside what triage needs (`ports.ts`). The same kinds of trouble: a VendorError, a
 * ConfigurationError, or a defect of ours.
 */

/** Everything that the agent is given. */
export interface AgentTask {
  /** Folder that it edits; its git directory lies elsewhere. */
  readonly folder: string
  /** Its instructions, which name the file that holds the evidence; sent on standard input. */
  readonly brief: (evidencePath: string) => string
  /** Text of strangers; in a data file of its own outside of the folder, which the agent may read and not write. */
  readonly evidence: string
  /** JSON schema of its answer. */
  readonly answerSchema: unknown
  readonly limits: AgentLimits
  /** Gitignore-like patterns that it may not edit, as a first line of defence; the guard decides. */
  readonly denyEdits: readonly string[]
  /** The one command that it can have run: the tests. Answers with bounded text. */
  readonly runTests: () => Promise<{ readonly passed: boolean; readonly text: string }>
}

/** The coding agent. Rejects with a ConfigurationError when the program is missing or of another version than configured. */
export interface FixAgent {
  run(task: AgentTask, progress: (step: AgentProgress) => void): Promise<AgentRun>
}

/** A question to a model that has no tools, and so nothing but what it is told. */
export interface DiagnosisQuestion {
  /** Ours: what it is to do. */
  readonly orders: string
  /** Text of strangers, as data; sent on standard input. */
  readonly data: string
  /** JSON schema of its answer. */
  readonly answerSchema: unknown
  readonly limits: AgentLimits
}

/** The model that is asked for a cause. Rejects with a ConfigurationError when the program is missing or of another version. */
export interface Diagnostician {
  ask(question: DiagnosisQuestion): Promise<AgentRun>
}

/** A throw-away copy of the base at one commit. Its git directory lies outside of every tree. */
export interface FixWorkspace {
  /** The commit that everything is measured against. */
  readonly baseCommit: string
  /** The folder that the agent edits. */
  readonly agentTree: string
  /** Paths of the base. */
  readonly paths: readonly string[]
  /** A text file of the base; `undefined` when there is none, or it is no text, or it is too large. */
  readBase(path: string): Promise<string | undefined>
  /** What the agent's tree has become, with the git tree of all that a commit would carry. */
  snapshot(): Promise<{ readonly tree: string; readonly change: ChangeSet }>
  /** The change as a patch that `git apply` takes. */
  patch(tree: string): Promise<string>
  /** A folder of its own with the base in it; ready for commands, and never seen by the agent. */
  cleanTree(name: string): Promise<CleanTree>
  /** Removes every folder. Never rejects. */
  remove(): Promise<void>
}

/** A tree for commands: what they leave behind stays in it. */
export interface CleanTree {
  readonly folder: string
  /** Makes these paths what they are in the git tree; a path that is not in it is removed. */
  apply(tree: string, paths: readonly string[]): Promise<void>
  /** A second folder with the same content, ignored files included. */
  copy(name: string): Promise<CleanTree>
}

export interface CommandOptions {
  readonly folder: string
  readonly command: string
  readonly minutes: number
  /** `cut`: without network where the machine can do it. */
  readonly network: 'cut' | 'open'
}

/** Runs the repository's commands: no credentials, a time limit on all of their processes, bounded output. */
export interface CommandRunner {
  run(options: CommandOptions): Promise<CommandRun>
  /** How the network is cut off on this machine, or why it cannot be. Asked once. */
  sandbox(): Promise<Known<string>>
}

/** Every attempt at a fix and what it cost, shared by parallel runs. */
export interface LedgerBook {
  read(): Promise<Ledger>
  /**
   * Decides on the newest state and writes what was decided, as one step: when another run was faster, the decision is made
   * again. Without a ledger nothing is written. `note` says what changes, for those who read the history.
   */
  change<T>(
    decide: (ledger: Ledger) => { readonly result: T; readonly ledger?: Ledger; readonly note?: string }
  ): Promise<T>
}

export interface PullRequestFacts {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly branch: string
  /** Milliseconds since the epoch; `undefined` while it is open. */
  readonly closedAt: number | undefined
}

export interface NewPullRequest {
  readonly branch: string
  readonly base: string
  /** The commit of the base that the change goes on. */
  readonly baseCommit: string
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[]
  /** Git tree that the commit should have on `baseCommit`; another one becomes a warning. */
  readonly tree?: string
  readonly headline: string
  readonly commitBody: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  /** Teams as CODEOWNERS writes them, `@org/team`. */
  readonly reviewers: readonly string[]
  /** The pull request that an earlier try has finished: it is left as people have it by now. */
  readonly finished?: number
}

export interface OpenedPullRequest {
  readonly number: number
  readonly url: string
  readonly commit: string
  /** GitHub says that it made the signature. */
  readonly verified: boolean
  readonly draft: boolean
  /** It stood already: a rerun has found it. */
  readonly found: boolean
  /** What could not be done and how to mend it: a label, a reviewer. */
  readonly warnings: readonly string[]
}

/** The pull requests of the repository; everything through the API, as the App. There is no way to merge. */
export interface PullRequests {
  /** Of the label `datadog-autofix` that are open, and of these branches in any state; newest first. */
  find(branches: readonly string[]): Promise<readonly PullRequestFacts[]>
  /** Head of a branch; `undefined` when there is none. */
  head(branch: string): Promise<string | undefined>
  /** Git's names of the paths at a commit; a path that is not there is left out. */
  blobs(
    commit: string,
    paths: readonly string[]
  ): Promise<ReadonlyMap<string, { readonly oid: string; readonly mode: string }>>
  /** Git's name of the tree that the commit has with these files in it. */
  treeWith(
    commit: string,
    files: readonly { readonly path: string; readonly mode: string; readonly text: string }[]
  ): Promise<string>
  /** Branch, commit and draft pull request; a rerun finds what an earlier one left, and goes on from there. */
  open(request: NewPullRequest): Promise<OpenedPullRequest>
  /** Whether the repository's own checks began on the commit within the time. */
  checksStarted(commit: string, waitMs: number): Promise<Known<number>>
}

/** The kill switch as a repository variable. */
export interface KillSwitch {
  /** The live value; unknown where the token may not read variables. */
  read(): Promise<Known<string>>
  /** Sets it to `false`; unknown, with what to do, where the token may not. */
  turnOff(): Promise<Known<'off'>>
}
