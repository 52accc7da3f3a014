import type { BareRepository } from './bare-repository.js'
import { composeCommit } from './commit-object.js'
import type { HostedComment, HostedPullRequest, PullRequestEvent } from './hosted-pull-request.js'
import { accountEmail, WEB_COMMITTER } from './identity.js'
import { moveRef } from './ref-update.js'

type Change = Partial<Omit<HostedPullRequest, 'number' | 'login' | 'createdAt'>>

/** Who closes and merges where a test does it. */
const SOMEBODY = 'jo'

/** Pull requests of one repository, with their labels and comments; to look at, and to play the human side of. */
export class PullRequestStore {
  readonly events: PullRequestEvent[] = []
  readonly #byNumber = new Map<number, HostedPullRequest>()
  readonly #comments: HostedComment[] = []
  /** By name in small letters: a label has one spelling, found in any case. */
  readonly #labels = new Map<string, string>()
  readonly #git: BareRepository

  constructor(git: BareRepository) {
    this.#git = git
  }

  /** In the order of their numbers. The branches are looked at first: what they did, the pull requests show. */
  async list(): Promise<readonly HostedPullRequest[]> {
    for (const each of this.#byNumber.values()) await this.#follow(each)
    return [...this.#byNumber.values()]
  }

  async get(number: number): Promise<HostedPullRequest | undefined> {
    const known = this.#byNumber.get(number)
    if (known) await this.#follow(known)
    return this.#byNumber.get(number)
  }

  /** The open pull request between two branches, as it is known without a look at git. */
  findOpen(head: string, base: string): HostedPullRequest | undefined {
    return [...this.#byNumber.values()].find(
      (each) => each.state === 'open' && each.head === head && each.base === base
    )
  }

  /** Names of the repository's labels. */
  get labels(): readonly string[] {
    return [...this.#labels.values()]
  }

  comments(number: number): readonly HostedComment[] {
    return this.#comments.filter((each) => each.pullRequest === number)
  }

  findComment(id: number): HostedComment | undefined {
    return this.#comments.find((each) => each.id === id)
  }

  add(
    facts: Pick<
      HostedPullRequest,
      'login' | 'title' | 'body' | 'head' | 'headSha' | 'base' | 'baseSha' | 'draft' | 'maintainerCanModify'
    >
  ): HostedPullRequest {
    const now = this.#git.now()
    const pull: HostedPullRequest = {
      ...facts,
      number: this.#byNumber.size + 1,
      state: 'open',
      labels: [],
      reviewers: [],
      teams: [],
      createdAt: now,
      updatedAt: now,
      closedAt: undefined,
      mergedAt: undefined,
      mergedBy: undefined,
      mergeCommit: undefined
    }
    this.#byNumber.set(pull.number, pull)
    this.#tell('opened', pull.number, facts.login)
    return pull
  }

  edit(
    number: number,
    change: Pick<Change, 'title' | 'body' | 'base' | 'maintainerCanModify'>,
    login: string
  ): void {
    this.#change(number, change)
    this.#tell('edited', number, login)
  }

  /** Labels that the repository lacks are made. */
  label(number: number, names: readonly string[], login: string): void {
    for (const name of names) {
      const key = name.toLowerCase()
      const spelling = this.#labels.get(key) ?? name
      this.#labels.set(key, spelling)
      const { labels } = this.#known(number)
      if (labels.includes(spelling)) continue
      this.#change(number, { labels: [...labels, spelling] })
      this.#tell('labeled', number, login, spelling)
    }
  }

  requestReview(
    number: number,
    from: { users: readonly string[]; teams: readonly string[] },
    login: string
  ): void {
    const { reviewers, teams } = this.#known(number)
    this.#change(number, {
      reviewers: [...new Set([...reviewers, ...from.users])],
      teams: [...new Set([...teams, ...from.teams])]
    })
    for (const each of [...from.users, ...from.teams]) this.#tell('review-requested', number, login, each)
  }

  comment(number: number, body: string, login = SOMEBODY): HostedComment {
    const now = this.#git.now()
    const id = 5_000_000 + this.#comments.length
    const comment = { id, pullRequest: number, login, body, createdAt: now, updatedAt: now }
    this.#comments.push(comment)
    this.#change(number, {})
    this.#tell('commented', number, login, body)
    return comment
  }

  editComment(id: number, body: string, login: string): HostedComment {
    const at = this.#comments.findIndex((each) => each.id === id)
    const old = this.#comments[at]
    if (!old) throw new Error(`There is no comment ${id}`)
    const comment = { ...old, body, updatedAt: this.#git.now() }
    this.#comments[at] = comment
    this.#tell('comment-edited', comment.pullRequest, login, body)
    return comment
  }

  /** Closes without merging. */
  async close(number: number, login = SOMEBODY): Promise<void> {
    await this.get(number)
    if (this.#known(number).state === 'closed') return
    this.#change(number, { state: 'closed', closedAt: this.#git.now() })
    this.#tell('closed', number, login)
  }

  /** Opens again what was closed and not merged. */
  reopen(number: number, login = SOMEBODY): void {
    if (this.#known(number).mergedAt !== undefined) throw new Error(`#${number} is merged`)
    this.#change(number, { state: 'open', closedAt: undefined })
    this.#tell('reopened', number, login)
  }

  /** `false` marks a draft as ready for review. */
  convert(number: number, draft: boolean, login = SOMEBODY): void {
    this.#change(number, { draft })
    this.#tell(draft ? 'converted-to-draft' : 'ready-for-review', number, login)
  }

  /** A merge commit on the base branch, as the button makes one. Returns its sha; throws where the trees conflict. */
  async merge(number: number, login = SOMEBODY): Promise<string> {
    const pull = await this.get(number)
    if (pull?.state !== 'open') throw new Error(`#${number} is not open`)
    const from = (await this.#git.head(pull.base)) ?? ''
    const tree = (await this.#git.git(['merge-tree', '--write-tree', from, pull.headSha])).trim()
    const seconds = Math.floor(this.#git.now() / 1000)
    const content = composeCommit(
      {
        tree,
        parents: [from, pull.headSha],
        author: { name: login, email: accountEmail(login), seconds },
        committer: { ...WEB_COMMITTER, seconds },
        message: `Merge pull request #${number} from ${pull.head}\n\n${pull.title}`
      },
      'web'
    )
    const mergeCommit = await this.#git.writeObject('commit', content)
    const moved = await moveRef(this.#git, `refs/heads/${pull.base}`, { from, to: mergeCommit })
    if (moved !== 'done') throw new Error(`${pull.base} could not be moved: ${moved}`)
    const now = this.#git.now()
    this.#change(number, { state: 'closed', closedAt: now, mergedAt: now, mergedBy: login, mergeCommit })
    this.#tell('merged', number, login)
    return mergeCommit
  }

  /** An open pull request follows its branch, and ends with it. */
  async #follow(pull: HostedPullRequest): Promise<void> {
    if (pull.state === 'closed') return
    const headSha = await this.#git.head(pull.head)
    if (headSha === undefined) {
      this.#change(pull.number, { state: 'closed', closedAt: this.#git.now() })
      this.#tell('closed', pull.number, SOMEBODY)
    } else if (headSha !== pull.headSha) this.#change(pull.number, { headSha })
  }

  #known(number: number): HostedPullRequest {
    const pull = this.#byNumber.get(number)
    if (!pull) throw new Error(`There is no pull request #${number}`)
    return pull
  }

  #change(number: number, change: Change): void {
    this.#byNumber.set(number, { ...this.#known(number), ...change, updatedAt: this.#git.now() })
  }

  #tell(kind: PullRequestEvent['kind'], number: number, login: string, detail = ''): void {
    this.events.push({ kind, number, login, at: this.#git.now(), detail })
  }
}
