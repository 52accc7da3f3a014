import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runGit, type GitOutcome, type GitRun } from './git-process.js'
import { seedStream, type SeedFiles } from './seed.js'

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag'

export interface GitObject {
  readonly sha: string
  readonly type: ObjectType
  readonly content: Buffer
}

/** A ref with the object that it points to, annotated tags not peeled. */
export interface GitRef {
  readonly ref: string
  readonly sha: string
  readonly type: ObjectType
}

export interface TreeEntry {
  readonly mode: string
  readonly type: ObjectType
  readonly sha: string
  /** Bytes; absent for trees and submodules. */
  readonly size?: number
  readonly path: string
}

export interface SeedTarget {
  /** Default: the repository's default branch. */
  readonly branch?: string
  readonly message?: string
}

const FULL_SHA = /^[0-9a-f]{40}$/

/** A real bare repository in a temporary folder, changed only by real `git` processes. */
export class BareRepository {
  private constructor(
    readonly gitDir: string,
    readonly defaultBranch: string,
    readonly now: () => number
  ) {}

  static async create(options: { defaultBranch: string; now: () => number }): Promise<BareRepository> {
    const gitDir = await mkdtemp(join(tmpdir(), 'embedded-github-'))
    const repository = new BareRepository(gitDir, options.defaultBranch, options.now)
    await repository.git(['init', '--bare', '--quiet', `--initial-branch=${options.defaultBranch}`, gitDir])
    // Parallel requests meet on lock files: wait for them, as a server does, where git gives up after 0.1 s.
    const settings = {
      'gc.auto': '0',
      'core.fsync': 'none',
      'core.filesRefLockTimeout': '10000',
      'core.packedRefsTimeout': '10000',
      // Any commit by its sha, as GitHub serves them.
      'uploadpack.allowAnySHA1InWant': 'true',
      'uploadpack.allowFilter': 'true'
    }
    for (const [name, value] of Object.entries(settings)) await repository.git(['config', name, value])
    return repository
  }

  async remove(): Promise<void> {
    await rm(this.gitDir, { recursive: true, force: true, maxRetries: 3 })
  }

  async attempt(args: readonly string[], extra: Pick<GitRun, 'input' | 'env'> = {}): Promise<GitOutcome> {
    return await runGit({ gitDir: this.gitDir, args, ...extra })
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
    const input = seedStream(files, {
      branch,
      message: target.message ?? 'Seed',
      parent: await this.head(branch),
      seconds: Math.floor(this.now() / 1000)
    })
    await this.git(['fast-import', '--quiet'], { input })
    const head = await this.head(branch)
    if (head === undefined) throw new Error(`Seeding left no branch ${branch}`)
    return head
  }

  /** Sha of the branch's tip; `undefined` without such a branch. */
  async head(branch = this.defaultBranch): Promise<string | undefined> {
    return await this.refTarget(`refs/heads/${branch}`)
  }

  /** Every ref of every namespace, sorted by name. */
  async refs(): Promise<readonly GitRef[]> {
    const text = await this.git(['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)'])
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [sha = '', type = '', ref = ''] = line.split(' ')
        return { ref, sha, type: type as ObjectType }
      })
  }

  /** Exact name, no revision syntax; `undefined` when there is no such ref. */
  async refTarget(ref: string): Promise<string | undefined> {
    const outcome = await this.attempt(['show-ref', '--verify', '--hash', '--', ref])
    return outcome.code === 0 ? outcome.stdout.toString('utf8').trim() : undefined
  }

  /** Type of an object named by its full sha; `undefined` when it is not there. */
  async typeOf(sha: string): Promise<ObjectType | undefined> {
    if (!FULL_SHA.test(sha)) return undefined
    const outcome = await this.attempt(['cat-file', '-t', sha])
    return outcome.code === 0 ? (outcome.stdout.toString('utf8').trim() as ObjectType) : undefined
  }

  async readObject(sha: string): Promise<GitObject | undefined> {
    if (!FULL_SHA.test(sha)) return undefined
    const { stdout } = await this.attempt(['cat-file', '--batch'], { input: `${sha}\n` })
    const end = stdout.indexOf('\n')
    const [, type, size] = stdout.subarray(0, end).toString('utf8').split(' ')
    if (size === undefined) return undefined
    return { sha, type: type as ObjectType, content: stdout.subarray(end + 1, end + 1 + Number(size)) }
  }

  async writeObject(type: ObjectType, content: string | Uint8Array): Promise<string> {
    return (await this.git(['hash-object', '-w', '-t', type, '--stdin'], { input: content })).trim()
  }

  /** The object of wanted type behind a sha: a commit gives its tree, a tag gives what it tags. */
  async peel(sha: string, type: 'commit' | 'tree'): Promise<string | undefined> {
    if (!FULL_SHA.test(sha)) return undefined
    const outcome = await this.attempt(['rev-parse', '--verify', '--quiet', `${sha}^{${type}}`])
    return outcome.code === 0 ? outcome.stdout.toString('utf8').trim() : undefined
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
    if (!/^[0-9a-f]{4,40}$/.test(wanted)) return undefined
    const outcome = await this.attempt(['rev-parse', '--verify', '--quiet', `${wanted}^{commit}`])
    return outcome.code === 0 ? outcome.stdout.toString('utf8').trim() : undefined
  }

  /** Entries of a tree, in git's order. Recursive listings name the trees on the way too, as GitHub does. */
  async listTree(tree: string, options: { recursive: boolean }): Promise<readonly TreeEntry[]> {
    const flags = options.recursive ? ['-r', '-t'] : []
    const text = await this.git(['ls-tree', '-l', '-z', ...flags, tree])
    return text
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const tab = line.indexOf('\t')
        const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/)
        const entry = { mode, type: type as ObjectType, sha, path: line.slice(tab + 1) }
        return size === '-' ? entry : { ...entry, size: Number(size) }
      })
  }

  /** The entry at a path below a tree; `undefined` when nothing is there. */
  async entryAt(tree: string, path: string): Promise<TreeEntry | undefined> {
    const outcome = await this.attempt([
      '--literal-pathspecs',
      'ls-tree',
      '-l',
      '-z',
      '--full-tree',
      tree,
      '--',
      path
    ])
    const line = outcome.stdout.toString('utf8').split('\0')[0] ?? ''
    const tab = line.indexOf('\t')
    if (outcome.code !== 0 || line.slice(tab + 1) !== path || path === '') return undefined
    const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/)
    const entry = { mode, type: type as ObjectType, sha, path }
    return size === '-' ? entry : { ...entry, size: Number(size) }
  }

  async isAncestor(older: string, newer: string): Promise<boolean> {
    return (await this.attempt(['merge-base', '--is-ancestor', older, newer])).code === 0
  }
}
