import type { Policy } from '../config/policy.js'
import type {
  CommandRunner,
  Diagnostician,
  FixAgent,
  FixWorkspace,
  KillSwitch,
  LedgerBook,
  PullRequests
} from '../fix-ports.js'
import type { FixFigures } from '../flow/fix/fix-figures.js'
import type { FixRequest } from '../flow/fix/fix-request.js'
import type { Known } from '../flow/issue/known.js'
import type { FixBundle } from '../flow/pull-request/fix-bundle.js'
import type { Knowledge, PatternBranch, ProposalBook } from '../knowledge-ports.js'
import type { Claims, Clock, RunLog, SourceRepository, TicketBoard } from '../ports.js'

/** What both fix modes need of the world. */
export interface SharedFixWorld {
  readonly ledger: LedgerBook
  readonly killSwitch: KillSwitch
  readonly log: RunLog
  readonly clock: Clock
  /** Sends the figures of the run to Datadog; unknown, with the reason, where that is not possible. */
  readonly report: (figures: FixFigures) => Promise<Known<number>>
  /** Takes credentials and personal data out of a text. */
  readonly redact: (text: string) => string
  readonly redactDeep: <T>(value: T) => T
  /** How much of each kind of secret or personal datum a text holds. */
  readonly findPrivate: (text: string) => Readonly<Record<string, number>>
}

export interface AutofixWorld extends SharedFixWorld {
  /** Reads pull requests and branches with the workflow's token. */
  readonly pullRequests: Pick<PullRequests, 'find' | 'head'>
  readonly openWorkspace: (commit: string) => Promise<FixWorkspace>
  readonly agent: FixAgent
  /** Is asked for the cause before the agent starts, where the policy says so. */
  readonly diagnostician: Diagnostician
  readonly runner: CommandRunner
  /** Writes `fix.json` and, for a proven fix, `fix.patch`. */
  readonly writeBundle: (bundle: FixBundle, patch: string | undefined) => Promise<void>
  /** A mark that nobody can guess. */
  readonly canary: string
}

export interface PublishWorld extends SharedFixWorld {
  /** With the App's token. */
  readonly pullRequests: PullRequests
  /** The repository at a commit, through the API: nothing is checked out. */
  readonly repositoryAt: (commit: string) => Pick<SourceRepository, 'codeOwners' | 'readFile'>
  readonly board: Pick<
    TicketBoard,
    'read' | 'comment' | 'findComment' | 'updateComment' | 'remember' | 'linkPage'
  >
  readonly claims: Pick<Claims, 'claim'>
  readonly knowledge: Pick<Knowledge, 'note'>
  readonly proposals: ProposalBook
  readonly patternBranch: PatternBranch
}

export interface FixRunRequest {
  readonly request: FixRequest
  readonly policy: Policy
  /** Branch that fixes are made on. */
  readonly base: string
  /** The input `autofix-enabled` was `true`. */
  readonly switchedOn: boolean
  readonly nonProductionAllowed: boolean
  readonly force: boolean
  readonly dryRun: boolean
  readonly runUrl: string
  /** Unique for this attempt of this run. */
  readonly attemptId: string
}
