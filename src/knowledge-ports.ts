import type { KnownDiagnosis, Verdict } from './flow/decision/diagnosis.js'
import type { ProposalState } from './flow/pull-request/pattern-proposals.js'

/*
 * What is remembered of bugs from run to run, beside the ledger (`fix-ports.ts`). The same kinds of trouble: a VendorError when GitHub
 * refuses, or when what is remembered cannot be read.
 */

/** Diagnoses by fingerprint, shared by parallel runs. */
export interface Knowledge {
  /** What is known of the first of the fingerprints, confirmed or not; the newest version of the algorithm comes first. Read once for each run. */
  find(fingerprints: readonly string[]): Promise<KnownDiagnosis | undefined>
  /** Remembers a diagnosis. One that a person has confirmed stays as it is. */
  note(diagnosis: KnownDiagnosis): Promise<void>
  /** What a person says of the bug's diagnosis: a wrong one is forgotten. */
  settle(fingerprints: readonly string[], verdict: Verdict): Promise<void>
}

/** Patterns that diagnoses have proposed, and what became of them, shared by parallel runs. */
export interface ProposalBook {
  /** Decides on the newest state and writes what was decided, as one step; asked again when another run was faster. */
  change(decide: (state: ProposalState) => ProposalState, note: string): Promise<ProposalState>
}

/** The branch on which proposed patterns wait for a person. */
export interface PatternBranch {
  /** Text of a file on a branch; `undefined` when the branch or the file does not exist. `head`: the branch's commit. */
  readFile(
    branch: string,
    path: string
  ): Promise<{ readonly head: string; readonly text: string | undefined } | undefined>
  /** Makes the branch at the commit, unless it is there. */
  create(branch: string, commit: string): Promise<void>
  /** One commit on top of `head`, as the App. False: the branch has moved since; nothing is overwritten. */
  commit(change: {
    readonly branch: string
    readonly head: string
    readonly path: string
    readonly text: string
    readonly headline: string
    readonly body: string
  }): Promise<boolean>
  /** The one draft pull request from the branch, made or given the new texts. */
  propose(draft: {
    readonly branch: string
    readonly base: string
    readonly title: string
    readonly body: string
    readonly labels: readonly string[]
  }): Promise<{ readonly number: number; readonly url: string; readonly warnings: readonly string[] }>
}
