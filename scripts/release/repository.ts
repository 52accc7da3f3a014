import { execFileSync } from 'node:child_process'

/** The remote that is released from, and the branch that releases are part of. */
const REMOTE = 'origin'
const MAIN = 'main'

/**
 * Git in one checkout. Every method throws with git's own words when git fails. Credentials come from git's own configuration, never
 * from an argument.
 */
export class Repository {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  head(): string {
    return this.#git(['rev-parse', 'HEAD']).trim()
  }

  isClean(): boolean {
    return this.#git(['status', '--porcelain']) === ''
  }

  /** Asks the remote first: what is on main here may be old. */
  isOnMain(commit: string): boolean {
    this.#git(['fetch', '--quiet', REMOTE, `+refs/heads/${MAIN}:refs/remotes/${REMOTE}/${MAIN}`])
    return this.#git(['for-each-ref', '--contains', commit, `refs/remotes/${REMOTE}/${MAIN}`]) !== ''
  }

  /** The commits of the remote's tags. Of an annotated tag it is the commit behind it. */
  remoteTags(): ReadonlyMap<string, string> {
    const tags = new Map<string, string>()
    for (const line of this.#git(['ls-remote', '--tags', REMOTE]).split('\n')) {
      const [id, ref] = line.split('\t')
      if (id === undefined || ref === undefined) continue
      // The line of the commit (`^{}`) follows the line of the annotated tag.
      tags.set(ref.replace(/^refs\/tags\//, '').replace(/\^\{\}$/, ''), id)
    }
    return tags
  }

  /** Never overwrites: fails when the remote has the tag at another commit. */
  pushTag(tag: string, commit: string): void {
    this.#git(['push', '--quiet', REMOTE, `${commit}:refs/tags/${tag}`])
  }

  /**
   * Moves a tag, or makes it. This is the only update of the project that overwrites something, and it overwrites nothing but what
   * was seen.
   *
   * @param seen the commit that the tag named when the move was decided; absent: there was no such tag
   * @throws when the tag names another commit by now
   */
  moveTag(tag: string, commit: string, seen?: string): void {
    const ref = `refs/tags/${tag}`
    // One question: of an annotated tag the remote compares the tag itself, and we the commit behind it (`^{}`).
    const lines = this.#git(['ls-remote', '--tags', REMOTE, ref, `${ref}^{}`]).split('\n')
    const named = new Map(lines.map((line) => line.split('\t')).map(([id = '', name = '']) => [name, id]))
    const own = named.get(ref)
    const now = named.get(`${ref}^{}`) ?? own
    if (now !== seen) throw new Error(`Tag ${tag} was moved meanwhile: it names ${now ?? 'nothing'}.`)
    this.#git(['push', '--quiet', `--force-with-lease=${ref}:${own ?? ''}`, REMOTE, `${commit}:${ref}`])
  }

  /** The commit of a branch of the remote. `undefined` when there is no such branch. */
  remoteBranch(branch: string): string | undefined {
    const line = this.#git(['ls-remote', '--heads', REMOTE, `refs/heads/${branch}`])
    return line === '' ? undefined : line.split('\t')[0]
  }

  /** Commits these paths on top of what is checked out, and says the commit. The author is who git is configured for. */
  commit(paths: readonly string[], message: string): string {
    this.#git(['add', '--all', '--', ...paths])
    this.#git(['commit', '--quiet', '--no-verify', '-m', message])
    return this.head()
  }

  /** Only forward: fails when the branch has something that the commit is not on top of. */
  pushBranch(branch: string, commit: string): void {
    this.#git(['push', '--quiet', REMOTE, `${commit}:refs/heads/${branch}`])
  }

  #git(args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.#folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe']
    })
  }
}
