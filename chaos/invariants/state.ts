/** All that is left behind by a play, and what was asked for in it. Plain data, so that every invariant can be shown a violation. */
export interface State {
  readonly bugs: readonly BugState[]
  readonly tickets: readonly TicketState[]
  readonly refs: readonly RefState[]
  readonly handOffs: readonly HandOffState[]
  readonly ledger: LedgerState
  readonly pulls: readonly PullState[]
  readonly runs: readonly RunState[]
  readonly texts: readonly TextState[]
  readonly secrets: readonly Secret[]
}

/** A bug as the play set it up: its Datadog issues, and what has to come of them. */
export interface BugState {
  readonly name: string
  readonly issueIds: readonly string[]
  /** Tickets that the bug has in the end, closed ones included. More than one where a closed ticket is followed by a new one. */
  readonly tickets: number
  /** How often a closed ticket of it was due to be opened again. */
  readonly regressions: number
  /** Different deliveries of alerts. Of one alone no comment may come. */
  readonly deliveries: number
  /** A hand-off to auto-fix has to have come of it. */
  readonly handsOff: boolean
  /** Exactly so many; `undefined` where the play does not get so far, and there may be one or none. */
  readonly pullRequests: number | undefined
}

export type CommentKind = 'occurrence' | 'reopened' | 'fix' | 'other'

export interface TicketState {
  readonly key: string
  readonly labels: readonly string[]
  readonly open: boolean
  readonly comments: readonly {
    readonly id: string
    readonly kind: CommentKind
    /** Moments at which watchers were mailed about it, in milliseconds since the epoch. */
    readonly mailedAt: readonly number[]
  }[]
  /** How often it went from done to open. */
  readonly reopened: number
}

/** A ref under `refs/datadog-autofix/`. */
export interface RefState {
  /** Without that prefix. */
  readonly name: string
  /** Message of its commit. */
  readonly message: string
}

/** A `repository_dispatch` to the fix workflow. */
export interface HandOffState {
  readonly ticket: string
  /** The run that sent it came to a good end after it, so that it could note what it did. */
  readonly noted: boolean
}

export interface LedgerState {
  /** Every state in the history of its ref, oldest first. */
  readonly history: readonly { readonly sha: string; readonly at: number; readonly text: string }[]
  /** Commits of the history that have another number of parents than one, or none for the first. */
  readonly forks: number
  readonly dayUsd: number
  readonly monthUsd: number
}

export interface PullState {
  readonly number: number
  readonly ticket: string
  readonly branch: string
  readonly draft: boolean
  readonly open: boolean
}

/** A process of the action. */
export interface RunState {
  readonly name: string
  /** By us. */
  readonly killed: boolean
  readonly overran: boolean
  readonly exitCode: number | null
  readonly outcome: string
  /** Whether the report could be read, and has a record. */
  readonly reported: boolean
  readonly errors: readonly string[]
  /** What a fix job says that its agent has cost, in US dollars; 0 of every other job. */
  readonly usd: number
  /** Nothing stood in its way: then it has to be green. */
  readonly undisturbed: boolean
}

/** Something that was written somewhere. */
export interface TextState {
  readonly where: string
  readonly text: string
}

export interface Secret {
  readonly name: string
  readonly value: string
}
