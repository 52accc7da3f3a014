import type { CodeOwners } from './flow/decision/codeowners.js'
import type { Advisory } from './flow/decision/dependencies/advisory.js'
import type { Dependency } from './flow/decision/dependencies/dependency.js'
import type { ChangeCommit, Changes, Deploy, OnsetCounts } from './flow/decision/attribution/deploy.js'
import type { PatternHandler } from './flow/decision/patterns/pattern.js'
import type { ExistingTicket, TicketMemory } from './flow/decision/existing-ticket.js'
import type { FixRequest } from './flow/fix/fix-request.js'
import type { Issue, IssueDetails, IssueEvidence, Trend } from './flow/issue/issue.js'
import type { Known } from './flow/issue/known.js'
import type { Knowledge } from './knowledge-ports.js'
import type { AdfDocument } from './flow/ticket/adf.js'
import type { TicketDraft } from './flow/ticket/ticket-draft.js'

/*
 * What the flow needs of the world, named by role. Every method rejects with a VendorError when the vendor refuses or fails
 * for good, and with a ConfigurationError when the user can mend it.
 */

export interface FoundIssues {
  readonly issues: readonly IssueDetails[]
  /** The vendor's cap was reached: there may be more than these. */
  readonly truncated: boolean
  /** What was not listed, and how to have it listed, in words; absent when everything was. */
  readonly unseen?: string
}

/** Another issue of the same environment, as far as its events tell. */
export interface Neighbour {
  readonly issueId: string
  readonly service: string
  /** `undefined`: its events name none. */
  readonly errorType: string | undefined
  readonly trend: Trend
}

/** Where issues come from: Datadog Error Tracking. */
export interface IssueSource {
  /** One issue with its impact. An id that Datadog does not know is a ConfigurationError. */
  readIssue(issueId: string): Promise<IssueDetails>
  /** Every issue that matches, with impact; owners and linked cases included. */
  searchIssues(query: string): Promise<FoundIssues>
  /** Trend and sample event for each issue; one request serves many issues where the vendor allows it. */
  readEvidence(issues: readonly IssueDetails[]): Promise<ReadonlyMap<string, IssueEvidence>>
  /** Hourly count of the requests of the issue's service, over the hours of the trend. One request for each service and environment. */
  readRequests(issue: Issue): Promise<Known<Trend>>
  /** The issue's events of the last hours in short bins, by version too. */
  readOnset(issue: Issue): Promise<Known<OnsetCounts>>
  /** What else fails in the issue's environment, the busiest first; the issue itself is not among them. */
  readNeighbours(issue: Issue): Promise<Known<readonly Neighbour[]>>
  /** Deployments that Datadog was told of, since then (milliseconds since the epoch). */
  readDeploys(issue: Issue, since: number): Promise<Known<readonly Deploy[]>>
  /** Moves an OPEN issue to ACKNOWLEDGED. `refused`: the key may not; the reason says which scope. */
  acknowledge(
    issueId: string
  ): Promise<{ readonly done: true } | { readonly done: false; readonly reason: string }>
}

export interface FiledTicket {
  readonly key: string
  readonly url: string
  /** What had to be left out, and how to mend it: a component that the project lacks. */
  readonly warnings: readonly string[]
}

export interface FoundComment {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** Where tickets live: Jira. */
export interface TicketBoard {
  /** Keys of every ticket of the project, open or closed, with any of the labels. Reads the search index, which lags. */
  findByLabels(
    labels: readonly string[]
  ): Promise<readonly { readonly key: string; readonly labels: readonly string[] }[]>
  /** As `findByLabels`, for the newest tickets of the project alone, and past the index: what was filed a moment ago is seen. */
  findRecent(
    labels: readonly string[]
  ): Promise<readonly { readonly key: string; readonly labels: readonly string[] }[]>
  /** The ticket as it is now; `undefined` when it does not exist (or may not be seen, which Jira does not tell apart). */
  read(key: string): Promise<ExistingTicket | undefined>
  /** Files the ticket; a required field that the config lacks is a ConfigurationError that names it with its allowed values. */
  create(draft: TicketDraft): Promise<FiledTicket>
  /** Adds a comment and answers with its id. New comments notify watchers. */
  comment(key: string, body: AdfDocument): Promise<string>
  /** The newest comment that links to the page; `undefined` when there is none among the last ones. */
  findComment(key: string, pageUrl: string): Promise<FoundComment | undefined>
  /** Rewrites a comment; `gone` when somebody has deleted it. */
  updateComment(
    key: string,
    commentId: string,
    body: AdfDocument,
    notify: boolean
  ): Promise<'updated' | 'gone'>
  remember(key: string, memory: TicketMemory): Promise<void>
  addLabels(key: string, labels: readonly string[]): Promise<void>
  /** Moves a closed ticket back to an open status; which one is the workflow's and the config's choice. */
  reopen(key: string): Promise<void>
  /** Links a new ticket to the one that it follows. */
  link(newKey: string, oldKey: string): Promise<void>
  /** Shows a page of another system on the ticket; a page that is there already is updated. */
  linkPage(key: string, page: { readonly url: string; readonly title: string }): Promise<void>
}

/** What a claim is for: filing a ticket, handing it off, or a write that notifies the watchers of a ticket. */
export const claimPurposes = ['file', 'hand-off', 'comment', 'reopen', 'tell'] as const
export type ClaimPurpose = (typeof claimPurposes)[number]

/** The right to file the ticket for a bug, or to notify its watchers; held by one run at a time. */
export interface Claim {
  /** What a run was at that died while it held the claim: its writes may be there, and not show yet. `undefined`: there was none. */
  readonly inherited: ClaimPurpose | undefined
  /** Makes sure that the claim is ours for as long as one write to a vendor may take. False when it was lost. */
  hold(): Promise<boolean>
  /** Points every key of the claim at the ticket, for good. */
  settle(ticketKey: string): Promise<void>
  /** Gives the claim back because nothing was filed. */
  release(): Promise<void>
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** A ticket was filed under one of the keys: the pointer is newer than any search index. */
  | { readonly kind: 'filed'; readonly ticketKey: string; readonly under: ClaimKey }
  /** Another run holds it, until then at the latest (milliseconds since the epoch). */
  | { readonly kind: 'held'; readonly by: string; readonly until: number }

export interface ClaimKey {
  readonly kind: 'issue' | 'fingerprint' | 'hand-off' | 'ticket' | 'outage'
  /**
   * The Datadog issue id, the fingerprint's hash, the key of the ticket that is handed over (with how often it was reopened), or
   * the key of the ticket that is written to.
   */
  readonly id: string
}

/** One ticket per bug across parallel runs. */
export interface Claims {
  /** The ticket that was filed under the key, newer than any search index, or that a run has claimed it. Claims nothing. */
  find(
    key: ClaimKey
  ): Promise<
    { readonly kind: 'filed'; readonly ticketKey: string } | { readonly kind: 'claimed' } | undefined
  >
  /** Claims all keys or none. A pointer to the ticket `superseding` does not count: its successor is being filed. */
  claim(keys: readonly ClaimKey[], purpose: ClaimPurpose, superseding?: string): Promise<ClaimResult>
  /** Points the keys that a run which died has left claimed at the ticket that it filed. Keys in any other state stay. */
  heal(keys: readonly ClaimKey[], ticketKey: string): Promise<void>
  /** Removes claims on tickets whose runs have died: on this ticket, or on all. Returns how many are left, whose runs may be alive. */
  tidy(ticketKey?: string): Promise<number>
}

/** The repository that the error's code lives in. */
export interface SourceRepository {
  /** `owner/name`. */
  readonly name: string
  /** All paths, or why they are not known. */
  paths(): Promise<Known<readonly string[]>>
  codeOwners(): Promise<Known<CodeOwners>>
  /** One text file as it was at a commit, or why it is not known. Longer files are not read. */
  readFile(path: string, commit: string, maximumBytes: number): Promise<Known<string>>
  /** What the host's database of advisories has on a version of a package; one request. */
  advisories(dependency: Dependency, version: string): Promise<Known<readonly Advisory[]>>
  /** The commit of the first revision that exists, `tags/v1.2.3` or an abbreviated commit; a request each where nothing is checked out. */
  commitOf(revisions: readonly string[]): Promise<Known<string>>
  /** Page of a file's line for people. */
  permalink(commit: string, path: string, line: number | undefined): string
}

/** What reached production, and what it changed: the repository's host. */
export interface ChangeHistory {
  /** Deployments and releases since then (milliseconds since the epoch); what could not be asked is named in `missing`. */
  deploys(
    since: number
  ): Promise<{ readonly deploys: readonly Deploy[]; readonly missing: readonly string[] }>
  /** What changed between two commits. */
  compare(base: string, head: string): Promise<Known<Changes>>
  /** Commits up to `head` that touched the file since then, newest first. */
  commitsTouching(path: string, head: string, since: number): Promise<Known<readonly ChangeCommit[]>>
}

/** Starts the fix workflow. */
export interface FixDispatcher {
  requestFix(request: FixRequest): Promise<void>
}

/** Workflows of the repository that mend errors that are known; runs at the same time count them together. */
export interface Handlers {
  /** Starts one, unless its cooldown or its limit of the day forbids it; `refused`: GitHub would not start it, and `why` says what to mend. */
  start(
    request: HandlerStart
  ): Promise<
    | { readonly started: true; readonly runUrl: string | undefined }
    | { readonly started: false; readonly refused: boolean; readonly why: string }
  >
}

export interface HandlerStart {
  /** Name of the pattern. */
  readonly pattern: string
  readonly handler: PatternHandler
  /** Inputs of the workflow, filled in. */
  readonly inputs: Readonly<Record<string, string>>
  readonly issueId: string
}

/** The parts of the world that triage writes to. */
export interface Writers {
  readonly board: TicketBoard
  readonly claims: Claims
  readonly fixes: FixDispatcher
  readonly handlers: Handlers
  readonly acknowledge: IssueSource['acknowledge']
  /** What people say on tickets of a diagnosis; absent where none is asked for. */
  readonly settleDiagnosis?: Knowledge['settle'] | undefined
}

export type LogData = Readonly<Record<string, unknown>>

/** The run's log. Warnings are static sentences with data appended, so that they group. */
export interface RunLog {
  info(sentence: string, data?: LogData): void
  /** Also an annotation on the run. */
  warning(sentence: string, data?: LogData): void
  /** Also an annotation on the run. */
  notice(sentence: string, data?: LogData): void
  /** Also an annotation on the run. For the place that decides the exit. */
  error(message: string, data?: LogData): void
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  sleep(milliseconds: number): Promise<void>
}
