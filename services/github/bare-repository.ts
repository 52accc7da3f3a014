import { rm } from 'node:fs/promises'
import type { GitObject, GitRef, ObjectType, TreeEntry } from './git-object.js'
import { runGit, type GitOutcome, type GitRun } from './git-process.js'
import { ObjectStore } from './object-store.js'
import { refNames, resolveRef } from './ref-files.js'
import { makeRepositoryFolder } from './repository-folder.js'
import type { SeedFiles } from './seed.js'
import { writeSeed } from './seed-writer.js'
import { findEntry, treeEntries, withSize } from './tree-listing.js'

export interface SeedTarget {
  /** Default: the repository's default branch. */
  readonly branch?: string
  readonly message?: string
}

/**
 * A real bare repository in a temporary folder, where git's own processes may read and write at any time. What requests
 * do most is done without a process, since starting one costs more than all else that a request takes.
 */
export class BareRepository {
  readonly #objects: ObjectStore
  readonly #told = new Map<string, Promise<GitOutcome>>()

  private constructor(
    readonly gitDir: string,
    readonly defaultBranch: string,
    readonly now: () => number
  ) {
    this.#objects = new ObjectStore(gitDir, async (args, extra) => await this.attempt(args, extra))
  }

  static async create(options: { defaultBranch: string; now: () => number }): Promise<BareRepository> {
    const gitDir = await makeRepositoryFolder(options.defaultBranch)
    return new BareRepository(gitDir, options.defaultBranch, options.now)
  }

  async remove(): Promise<void> {
    await rm(this.gitDir, { recursive: true, force: true, maxRetries: 3 })
  }

  async attempt(args: readonly string[], extra: Pick<GitRun, 'input' | 'env'> = {}): Promise<GitOutcome> {
    return await runGit({ gitDir: this.gitDir, args, ...extra })
  }

  /** For a question that names objects by their shas alone: the answer never changes, so git is asked once. */
  async attemptOnce(args: readonly string[]): Promise<GitOutcome> {
    const key = args.join('\0')
    const told = this.#told.get(key) ?? this.attempt(args)
    this.#told.set(key, told)
    return await told
  }

  /** Standard output as text. Throws when git fails. */
  async git(args: readonly string[], extra: Pick<GitRun, 'input' | 'env'> = {}): Promise<string> {
    const outcome = await this.attempt(args, extra)
    if (outcome.code !== 0) throw new Error(`git ${args.join(' ')} failed: ${outcome.stderr.trim()}`)
    return outcome.stdout.toString('utf8')
  }

  /** Commits the files on top of the branch, which is created where it is missing. Returns the commit's sha. */
  async seedFiles(files: SeedFiles, target: SeedTarget = {}): Promise<string> {
    const branch = target.branch ?? this.defaultBranch
    return await writeSeed(this, files, {
      branch,
      message: target.message ?? 'Seed',
      parent: await this.head(branch),
      seconds: Math.floor(this.now() / 1000)
    })
  }

  /** Sha of the branch's tip; `undefined` without such a branch. */
  async head(branch = this.defaultBranch): Promise<string | undefined> {
    return await this.refTarget(`refs/heads/${branch}`)
  }

  /** Every ref of every namespace, sorted by name. Throws where one of them names an object that is not there. */
  async refs(): Promise<readonly GitRef[]> {
    const refs: GitRef[] = []
    for (const ref of refNames(this.gitDir)) {
      const sha = resolveRef(this.gitDir, ref)
      // Gone since the names were read, or a name for nothing.
      if (sha === undefined) continue
      const type = await this.typeOf(sha)
      if (type === undefined) throw new Error(`${ref} points to ${sha}, which is missing`)
      refs.push({ ref, sha, type })
    }
    return refs
  }

  /** Exact name, no revision syntax; `undefined` when there is no such ref. */
  async refTarget(ref: string): Promise<string | undefined> {
    const sha = resolveRef(this.gitDir, ref)
    return sha !== undefined && (await this.typeOf(sha)) !== undefined ? sha : undefined
  }

  /** Type of an object named by its full sha; `undefined` when it is not there. */
  async typeOf(sha: string): Promise<ObjectType | undefined> {
    return (await this.#objects.facts(sha))?.type
  }

  async readObject(sha: string): Promise<GitObject | undefined> {
    return await this.#objects.read(sha)
  }

  /** The content of trees, commits and tags is taken as it is: compose it well. */
  async writeObject(type: ObjectType, content: string | Uint8Array): Promise<string> {
    return this.#objects.write(type, content)
  }

  /** The object of wanted type behind a sha: a commit gives its tree, a tag gives what it tags. */
  async peel(sha: string, type: 'commit' | 'tree'): Promise<string | undefined> {
    return await this.#objects.peel(sha, type)
  }

  /**
   * What a caller may name where GitHub takes "a commit SHA, branch or tag": a branch, a tag, `heads/…`, `tags/…`,
   * a full ref, `HEAD`, or a sha of at least four digits. The commit behind it, or `undefined`.
   */
  async resolveCommit(name: string): Promise<string | undefined> {
    const wanted = name === 'HEAD' ? `refs/heads/${this.defaultBranch}` : name
    for (const prefix of ['refs/heads/', 'refs/tags/', 'refs/', '']) {
      if (prefix === '' && !wanted.startsWith('refs/')) continue
      const sha = await this.refTarget(prefix + wanted)
      if (sha !== undefined) return await this.peel(sha, 'commit')
    }
    if (wanted.length === 40) return await this.peel(wanted, 'commit')
    if (!/^[0-9a-f]{4,40}$/.test(wanted)) return undefined
    const outcome = await this.attempt(['rev-parse', '--verify', '--quiet', `${wanted}^{commit}`])
    return outcome.code === 0 ? outcome.stdout.toString('utf8').trim() : undefined
  }

  /** Entries of a tree, in git's order. Recursive listings name the trees on the way too, as GitHub does. */
  async listTree(tree: string, options: { recursive: boolean }): Promise<readonly TreeEntry[]> {
    const entries: TreeEntry[] = []
    for (const each of await treeEntries(this.#objects, tree, options)) {
      entries.push(await withSize(this.#objects, each))
    }
    return entries
  }

  /** As a recursive listing has them, without sizes, which take a look at every file. */
  async allEntries(tree: string): Promise<readonly TreeEntry[]> {
    return await treeEntries(this.#objects, tree, { recursive: true })
  }

  /** The entry at a path below a tree; `undefined` when nothing is there. */
  async entryAt(tree: string, path: string): Promise<TreeEntry | undefined> {
    const entry = await findEntry(this.#objects, tree, path)
    return entry && (await withSize(this.#objects, entry))
  }

  async isAncestor(older: string, newer: string): Promise<boolean> {
    return await this.#objects.isAncestor(older, newer)
  }
}
