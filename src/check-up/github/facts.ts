import type { Ledger } from '../../flow/fix/ledger.js'
import type { Known } from '../../flow/issue/known.js'
import type { Answer } from '../answer.js'

/** What GitHub told. Each part has its own answer, so that one refusal hides nothing else. */
export interface GithubFacts {
  /** As the workflow token sees it. */
  readonly repository: Answer<GithubRepository>
  /** Whether the workflow token may write contents: git's own handshake for a push tells, and pushes nothing. */
  readonly canWrite: Answer<boolean>
  /** Of the default branch, where GitHub looks for them. */
  readonly workflows: Answer<WorkflowFolder>
  /** Paths of the workflows that are switched off. */
  readonly disabledWorkflows: Answer<readonly string[]>
  /** Of the branch whose file counts: the base of fixes, else the default branch. */
  readonly codeOwners: Answer<CodeOwnersFacts>
  /** How many git refs the claims, leases and the ledger are. */
  readonly stateRefs: Answer<number>
  /** Of the last day. */
  readonly deploys: Answer<SeenDeploys>
  /** Workflows that known patterns start on a branch or tag of their own, and not on the default branch. */
  readonly handlers: readonly HandlerFile[]
  /** `undefined`: nothing is fixed, `autofix.base` is not set or not known. */
  readonly fix: FixFacts | undefined
  /** `undefined`: there is no App token. */
  readonly app: AppFacts | undefined
  /** Whether the input `autofix-enabled` says `true`. */
  readonly switchInput: boolean
  /** Milliseconds since the epoch, when it was asked. */
  readonly now: number
}

export interface GithubRepository {
  readonly fullName: string
  readonly defaultBranch: string
  readonly visibility: 'public' | 'private' | 'internal'
  readonly archived: boolean
}

export interface CodeOwnersFacts {
  /** Path of the file that GitHub reads; `undefined` without one. */
  readonly path: string | undefined
  /** Teams that it names, `@org/team`. */
  readonly teams: readonly string[]
  readonly errors: readonly CodeOwnersError[]
}

export interface CodeOwnersError {
  readonly line: number
  readonly kind: string
  readonly suggestion: string | undefined
}

export interface SeenDeploys {
  /** Deployments and releases. */
  readonly count: number
  /** Why others could not be read, each a sentence without a full stop. */
  readonly missing: readonly string[]
}

export interface HandlerFile {
  /** File name under .github/workflows. */
  readonly workflow: string
  readonly ref: string
  /** `undefined`: there is no such file there, or no such branch or tag. */
  readonly file: Answer<WorkflowFile | undefined>
}

/** The workflow files of a branch. */
export interface WorkflowFolder {
  readonly branch: string
  readonly files: readonly WorkflowFile[]
  /** Files that were not read: too many, or too large. */
  readonly unread: readonly string[]
}

export interface WorkflowFile {
  readonly path: string
  /** Why it is no workflow that can be read; the rest is empty then. */
  readonly problem: string | undefined
  /** Each event that starts it, with what narrows it down. */
  readonly events: readonly WorkflowEvent[]
  /** Of the workflow and of its jobs. */
  readonly concurrency: readonly ConcurrencyGroup[]
  readonly steps: readonly ActionStep[]
  /** Reusable workflows that its jobs call: what runs there cannot be seen from here. */
  readonly calls: readonly string[]
}

export interface WorkflowEvent {
  readonly name: string
  /** `undefined`: the event's own default. */
  readonly types: readonly string[] | undefined
  readonly branches: readonly string[] | undefined
  readonly branchesIgnore: readonly string[] | undefined
  /** Whether `paths` or `paths-ignore` narrow it down. */
  readonly hasPaths: boolean
  /** Names of the inputs of `workflow_dispatch`. */
  readonly inputs: readonly string[]
}

export interface ConcurrencyGroup {
  /** As it is written, expressions included. */
  readonly group: string
  /** Whether `queue: max` keeps more than one run waiting. */
  readonly keepsWaiting: boolean
}

/** A step that runs an action with the input `mode`. */
export interface ActionStep {
  readonly uses: string
  readonly mode: string
  /** False: the input `publish` is `false`. */
  readonly publishes: boolean
  /** Names of the inputs that are given to it. */
  readonly inputs: readonly string[]
}

/** What a fix meets. */
export interface FixFacts {
  readonly base: string
  /** False: there is no such branch. */
  readonly baseExists: Answer<boolean>
  /** A name as fixes have them. */
  readonly sampleBranch: string
  readonly branchRules: Answer<readonly BranchRule[]>
  readonly baseRules: Answer<readonly BranchRule[]>
  /** Rulesets of the fix branch by number, and whether the App may bypass each. Those that nobody asked about are absent. */
  readonly bypass: ReadonlyMap<number, boolean>
  /** Of the base, where it is not the default branch. */
  readonly workflows: Answer<WorkflowFolder>
  readonly ledger: Answer<Ledger>
}

/** A rule of the repository or its organisation that is in force for a branch. */
export interface BranchRule {
  readonly type: string
  /** Name of the repository or organisation that has made it; empty when GitHub does not tell. */
  readonly source: string
  readonly ruleset: number | undefined
  readonly pattern: RulePattern | undefined
  /** Names of required checks, restricted paths or extensions; empty for the other types. */
  readonly names: readonly string[]
}

export interface RulePattern {
  readonly operator: string
  readonly pattern: string
  readonly negate: boolean
}

/** The App behind the App token, as its token tells. */
export interface AppFacts {
  /** `acme-autofix[bot]`; another form is a person's. */
  readonly login: Answer<string>
  /** Permissions that the App is registered with, under GitHub's names, to `read` or `write`. */
  readonly registered: Answer<ReadonlyMap<string, string>>
  /** Whether the token sees this repository, and how many it sees in all. */
  readonly reach: Answer<AppReach>
  readonly canWrite: Answer<boolean>
  /** Newest pull requests of any author. */
  readonly pulls: Answer<readonly PullFacts[]>
  /** Check runs on the head of the default branch. */
  readonly checks: Answer<number>
  /** Check runs of the App's newest pull request; `undefined`: it has opened none of late. */
  readonly ownChecks: Answer<OwnChecks | undefined>
  readonly variable: Answer<Known<string>>
}

export interface AppReach {
  readonly seesRepository: boolean
  /** Of all repositories that the token reaches. */
  readonly count: number
}

export interface PullFacts {
  readonly number: number
  readonly author: string
  readonly draft: boolean
}

export interface OwnChecks {
  readonly pullRequest: number
  readonly count: number
}
