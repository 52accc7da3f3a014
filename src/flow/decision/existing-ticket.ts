/** A Datadog issue as it was when it was last seen here. */
export interface RememberedIssue {
  readonly id: string
  readonly url: string
  readonly service: string
  readonly env: string | undefined
  /** Milliseconds since the epoch. */
  readonly lastSeenAt: number
  readonly version: string | undefined
}

/** What we remember on a ticket, as a Jira issue property: invisible to people, consistent at once. */
export interface TicketMemory {
  readonly version: 1
  /** Datadog issues that this ticket stands for, the one that was seen last at the end. */
  readonly issues: readonly RememberedIssue[]
  readonly fingerprint: string | undefined
  /** Version of the newest algorithm whose label the ticket carries. */
  readonly fingerprintVersion: number
  /** Score when the ticket was filed: our own REVIEWED mark lowers it afterwards. */
  readonly scoreAtFiling: number
  /** The one comment that repeats update; none until the first repeat. */
  readonly commentId: string | undefined
  /** How many alerts reached this ticket, the first included. */
  readonly alerts: number
  /** When watchers were last notified by us, milliseconds since the epoch. */
  readonly notifiedAt: number
  /** The last write was made under a lock: unless somebody has looked since, its run may have died before it gave the lock back. */
  readonly mayBeLocked?: true | undefined
  readonly reopens: number
  /** When the issue was handed to auto-fix, milliseconds since the epoch. */
  readonly handedOffAt: number | undefined
  /** The one comment that tells how auto-fix went; none until there is something to tell. */
  readonly fixCommentId?: string | undefined
  /** Alert cycles that were already dealt with, newest last. */
  readonly cycleKeys: readonly string[]
}

/** Where a ticket stands, in Jira's three status categories. */
export type TicketStage = 'new' | 'indeterminate' | 'done'

/** A ticket as it is now, read back from Jira itself, never from the search index. */
export interface ExistingTicket {
  readonly key: string
  readonly url: string
  readonly summary: string
  readonly status: string
  readonly stage: TicketStage
  readonly resolution: string | undefined
  /** Milliseconds since the epoch. */
  readonly resolvedAt: number | undefined
  readonly createdAt: number
  readonly labels: readonly string[]
  /** `undefined` when the ticket is not ours yet, or its memory cannot be read. */
  readonly memory: TicketMemory | undefined
}
