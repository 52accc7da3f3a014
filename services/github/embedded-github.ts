import { EmbeddedService } from '../kit/service.js'
import type { HostedAdvisory } from './advisories.js'
import { BareRepository, type SeedTarget } from './bare-repository.js'
import { CheckSettings } from './check-settings.js'
import type { TokenGrant } from './credentials.js'
import type { RepositoryDispatch, WorkflowDispatch } from './dispatches.js'
import type { DeployRecords } from './deploy-records.js'
import { FrontDoor, type SchemaViolation } from './front-door.js'
import type { GitRef } from './git-object.js'
import { accountId } from './identity.js'
import type { HostedRepository } from './operation.js'
import { OPERATIONS } from './operations.js'
import { PullRequestStore } from './pull-request-store.js'
import type { HostedRuleset } from './rules.js'
import { RateLimit } from './rate-limit.js'
import { createRef } from './ref-update.js'
import type { SecondaryLimits } from './secondary-limits.js'
import type { SeedFiles } from './seed.js'
import { VariableStore } from './variable-store.js'

export interface EmbeddedGitHubOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly tokens: readonly TokenGrant[]
  readonly owner: string
  readonly repo: string
  /** Default `main`. */
  readonly defaultBranch?: string
  /** Default `private`. A public repository can be read without credentials. */
  readonly visibility?: 'private' | 'public'
  /** Requests per hour and login. Default 5,000, as for an installation token. */
  readonly rateLimit?: number
  /** What a token may within a minute, and write within an hour. Default: anything. */
  readonly secondaryLimits?: SecondaryLimits
  /** Entries of a tree listing before it is `truncated`. Default 100,000. */
  readonly treeLimit?: number
  /** Slugs of the owner's teams that may review. Default none. */
  readonly teams?: readonly string[]
  /** Logins that may review. Default none. */
  readonly collaborators?: readonly string[]
  /** Default true. False: as in private repositories of some plans. */
  readonly draftsSupported?: boolean
  /** Default true. False: the workflow token is refused, as GitHub's own default has it. */
  readonly actionsMayOpenPullRequests?: boolean
}

export interface SharedRepositoryOptions {
  readonly visibility?: 'private' | 'public'
  /** Logins that see it. Absent: every token does. */
  readonly readers?: readonly string[]
  readonly defaultBranch?: string
}

/** https://docs.github.com/en/rest/git/trees#get-a-tree */
const TREE_LIMIT = 100_000

/** GitHub's REST API, GraphQL and git over HTTP on a loopback port, in front of a real bare repository. */
export class EmbeddedGitHub {
  readonly service: EmbeddedService
  /** GitHub's database of advisories, to set up. */
  readonly advisories: HostedAdvisory[] = []
  /** Deployments and releases of the repository, to set up. */
  readonly deploys: DeployRecords = { deployments: [], releases: [] }
  /** Of the repository and its organisation, to set up. */
  readonly rulesets: HostedRuleset[] = []
  /** Paths of workflows that are switched off, to set up. */
  readonly disabledWorkflows = new Set<string>()
  readonly #options: EmbeddedGitHubOptions
  readonly #door: FrontDoor
  readonly #rateLimit: RateLimit
  readonly #graphqlLimit: RateLimit
  readonly #repositories = new Map<string, HostedRepository>()

  constructor(options: EmbeddedGitHubOptions) {
    this.#options = options
    const limit = {
      now: options.now,
      ...(options.rateLimit === undefined ? {} : { limit: options.rateLimit })
    }
    this.#rateLimit = new RateLimit(limit)
    this.#graphqlLimit = new RateLimit({ ...limit, resource: 'graphql' })
    this.#door = new FrontDoor({
      grants: options.tokens,
      operations: OPERATIONS,
      rateLimit: this.#rateLimit,
      graphqlLimit: this.#graphqlLimit,
      secondaryLimits: options.secondaryLimits,
      repositories: () => [...this.#repositories.values()],
      now: options.now,
      find: (owner, name) => this.#repositories.get(`${owner}/${name}`.toLowerCase()),
      apiUrl: () => this.url,
      advisories: () => this.advisories
    })
    this.service = new EmbeddedService(this.#door.definition())
  }

  /** Makes the repository, then listens. Returns the API's base URL. */
  async start(): Promise<string> {
    const { owner, repo, defaultBranch = 'main', visibility = 'private' } = this.#options
    await this.#host({ owner, name: repo, role: 'home', defaultBranch, isPrivate: visibility === 'private' })
    return await this.service.start()
  }

  /** Closes every connection and removes every temporary folder. */
  async stop(): Promise<void> {
    await this.service.stop()
    await Promise.all([...this.#repositories.values()].map(async (each) => await each.git.remove()))
    this.#repositories.clear()
  }

  /** API base, for `GITHUB_API_URL` or `baseUrl`; empty until started. */
  get url(): string {
    return this.service.url
  }

  /** Base of the addresses that git clones from, for `GITHUB_SERVER_URL`; empty until started. */
  get serverUrl(): string {
    return this.service.url
  }

  /** The repository's pull requests, to look at and to close, merge and convert. */
  get pullRequests(): PullRequestStore {
    return this.#home.pullRequests
  }

  /** How the repository's own checks behave, to set up. */
  get checks(): CheckSettings {
    return this.#home.checks
  }

  /** The bare repository, for `git clone` and `git push`; there is none before the start and after the stop. */
  get gitDir(): string {
    return this.#home.git.gitDir
  }

  /** Repository dispatches that were accepted, in order. */
  get dispatches(): readonly RepositoryDispatch[] {
    return this.#home.dispatches.repository
  }

  /** Workflow dispatches that were accepted, in order. */
  get workflowDispatches(): readonly WorkflowDispatch[] {
    return this.#home.dispatches.workflow
  }

  /** The repository's variables, to set up and to look at. */
  get variables(): VariableStore {
    return this.#home.variables
  }

  /** Replies that GitHub would not give. Anything in here is a mistake of this stand-in. */
  get schemaViolations(): readonly SchemaViolation[] {
    return this.#door.violations
  }

  /** Commits the files on top of the branch. Returns the sha. */
  async seedFiles(files: SeedFiles, target: SeedTarget = {}): Promise<string> {
    return await this.#home.git.seedFiles(files, target)
  }

  /** A branch where the default branch is now. */
  async addBranch(name: string): Promise<void> {
    const { git } = this.#home
    const outcome = await createRef(git, `refs/heads/${name}`, (await git.head()) ?? '')
    if (outcome !== 'done') throw new Error(`The branch ${name} could not be made: ${outcome}`)
  }

  /** Tip of the branch, by default of the default branch; `undefined` without one. */
  async head(branch?: string): Promise<string | undefined> {
    return await this.#home.git.head(branch)
  }

  /** Every ref, hidden namespaces included, sorted by name. */
  async refs(): Promise<readonly GitRef[]> {
    return await this.#home.git.refs()
  }

  /** Another repository, of which tokens with `contents` read the contents and no more. */
  async addRepository(fullName: string, options: SharedRepositoryOptions = {}): Promise<BareRepository> {
    const [owner = '', name = ''] = fullName.split('/')
    const { defaultBranch = 'main', visibility = 'private', readers } = options
    const isPrivate = visibility === 'private'
    return await this.#host({
      owner,
      name,
      role: 'shared',
      defaultBranch,
      isPrivate,
      ...(readers && { readers })
    })
  }

  /** Uses up the hourly allowance of a login, or of callers without credentials. */
  exhaustRateLimit(login?: string, resource: 'core' | 'graphql' = 'core'): void {
    const limit = resource === 'core' ? this.#rateLimit : this.#graphqlLimit
    limit.exhaust(login)
  }

  get #home(): HostedRepository {
    const { owner, repo } = this.#options
    const home = this.#repositories.get(`${owner}/${repo}`.toLowerCase())
    if (!home) throw new Error('The embedded GitHub is not running')
    return home
  }

  async #host(
    about: Pick<HostedRepository, 'owner' | 'name' | 'role' | 'isPrivate' | 'readers'> & {
      defaultBranch: string
    }
  ): Promise<BareRepository> {
    const { defaultBranch, ...rest } = about
    const { now, treeLimit = TREE_LIMIT, teams = [], collaborators = [] } = this.#options
    const { draftsSupported = true, actionsMayOpenPullRequests = true } = this.#options
    const fullName = `${about.owner}/${about.name}`
    if (this.#repositories.has(fullName.toLowerCase())) throw new Error(`${fullName} exists already`)
    const git = await BareRepository.create({ defaultBranch, now })
    this.#repositories.set(fullName.toLowerCase(), {
      ...rest,
      id: accountId(fullName),
      git,
      variables: new VariableStore(now),
      dispatches: { repository: [], workflow: [] },
      pullRequests: new PullRequestStore(git),
      checks: new CheckSettings(),
      deploys: about.role === 'home' ? this.deploys : { deployments: [], releases: [] },
      rulesets: this.rulesets,
      disabledWorkflows: this.disabledWorkflows,
      ...{ treeLimit, teams, collaborators, draftsSupported, actionsMayOpenPullRequests },
      createdAt: now()
    })
    return git
  }
}
