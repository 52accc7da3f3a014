import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ConfigurationError } from '../../errors.js'
import { isCommit } from '../repository-file.js'
import { GitError, type Git } from './git-process.js'
import { parseListing, type TreeEntry } from './tree-listing.js'

/** Where the commit may come from. A remote's URL holds no credential. */
export type CommitSource =
  | { readonly kind: 'checkout'; readonly folder: string }
  | { readonly kind: 'remote'; readonly url: string; readonly token: string | undefined }

/** A git directory of our own: objects, and nothing that anybody configured. */
export interface ObjectStore {
  readonly directory: string
  /** Runs git on the store. */
  run(
    args: readonly string[],
    options?: {
      readonly tree?: string
      readonly index?: string
      readonly input?: string | Uint8Array
      /** Every file counts as binary: for a patch that is text whatever the files are. */
      readonly allBinary?: boolean
    }
  ): Promise<Buffer>
  /** Every entry of the base, by its path as latin1. */
  readonly base: ReadonlyMap<string, TreeEntry>
  readonly baseTree: string
}

/**
 * Attributes of the tree could rewrite line ends, expand keywords or run a filter: what is in the commit is what is checked out.
 * `info/attributes` wins over every file in a tree. https://git-scm.com/docs/gitattributes#_description
 */
const ATTRIBUTES = '* -text !eol !crlf -ident !filter !working-tree-encoding !diff\n'
const BINARY_ATTRIBUTES = '* -text !eol !crlf -ident !filter !working-tree-encoding -diff\n'
const CONFIG = '[core]\n\trepositoryformatversion = 0\n\tbare = true\n'
const FETCH_LIMIT_MS = 15 * 60_000

export interface ObjectStoreOptions {
  readonly git: Git
  readonly directory: string
  readonly commit: string
  readonly sources: readonly CommitSource[]
  /** Proxy and certificates of the machine, for the fetch alone. */
  readonly connection: Readonly<Record<string, string>>
}

/** @throws ConfigurationError when no source has the whole commit; names each and what it lacks */
export async function openObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const { git, directory, commit, sources } = options
  if (!isCommit(commit))
    throw new ConfigurationError([`The base must be a whole commit of 40 digits, not "${commit}"`])
  let alternate: string | undefined
  await mkdir(join(directory, 'objects', 'info'), { recursive: true })
  await mkdir(join(directory, 'refs'), { recursive: true })

  // Commands that run as our user can reach this folder: what git obeys is put back each time before it is asked.
  async function seal(attributes = ATTRIBUTES): Promise<void> {
    for (const name of ['hooks', 'info', 'config.worktree', 'commondir', 'worktrees', 'modules']) {
      await rm(join(directory, name), { recursive: true, force: true })
    }
    await mkdir(join(directory, 'info'))
    await writeFile(join(directory, 'info', 'attributes'), attributes)
    await writeFile(join(directory, 'config'), CONFIG)
    await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n')
    const alternates = join(directory, 'objects', 'info', 'alternates')
    await (alternate === undefined
      ? rm(alternates, { force: true })
      : writeFile(alternates, `${alternate}\n`))
  }

  const run: ObjectStore['run'] = async (args, { tree, index, input, allBinary } = {}) => {
    await seal(allBinary === true ? BINARY_ATTRIBUTES : ATTRIBUTES)
    return git({
      args,
      folder: tree ?? directory,
      environment: {
        GIT_DIR: directory,
        ...(tree === undefined ? {} : { GIT_WORK_TREE: tree }),
        ...(index === undefined ? {} : { GIT_INDEX_FILE: index })
      },
      ...(input === undefined ? {} : { input })
    })
  }

  async function borrow(folder: string): Promise<void> {
    const common = await git({ args: ['rev-parse', '--git-common-dir'], folder })
    const objects = join(resolve(folder, common.toString('utf8').replace(/\n$/, '')), 'objects')
    if (objects.includes('\n')) throw new GitError('its path has a line end in it')
    alternate = objects
  }

  async function fetch(source: Extract<CommitSource, { kind: 'remote' }>): Promise<void> {
    await seal()
    const url = remoteUrl(source.url)
    const header = source.token === undefined ? undefined : basicHeader(source.token)
    await git({
      args: [
        'fetch',
        '--quiet',
        '--depth=1',
        '--no-tags',
        '--no-recurse-submodules',
        '--no-write-fetch-head',
        url.href,
        commit
      ],
      folder: directory,
      // By the environment of this one child: arguments are seen by every process, files outlive us.
      environment: {
        ...options.connection,
        GIT_DIR: directory,
        GIT_ALLOW_PROTOCOL: url.protocol.slice(0, -1),
        ...(header === undefined
          ? {}
          : {
              GIT_CONFIG_COUNT: '1',
              GIT_CONFIG_KEY_0: `http.${url.origin}/.extraheader`,
              GIT_CONFIG_VALUE_0: header
            })
      },
      secrets: source.token === undefined ? [] : [source.token, basicValue(source.token)],
      timeLimitMs: FETCH_LIMIT_MS
    })
  }

  const problems: string[] = []
  let cause: unknown
  for (const source of sources) {
    const name = source.kind === 'checkout' ? `the checkout ${source.folder}` : withoutCredential(source.url)
    try {
      alternate = undefined
      await (source.kind === 'checkout' ? borrow(source.folder) : fetch(source))
      const baseTree = (await run(['rev-parse', '--verify', '--quiet', `${commit}^{tree}`])).toString().trim()
      const base = parseListing(await run(['ls-tree', '-r', '-l', '-z', baseTree]))
      const missing = [...base.values()].filter(
        (entry) => entry.size === undefined && entry.mode !== '160000'
      ).length
      if (missing > 0) throw new GitError(`it lacks the content of ${missing} files`)
      return { directory, run, base, baseTree }
    } catch (error) {
      cause = error
      problems.push(
        `${name} does not have the whole commit ${commit}: ${error instanceof Error ? error.message : String(error)}`
      )
    }
  }
  throw new ConfigurationError(
    problems.length === 0 ? [`No source for the commit ${commit} is named`] : problems,
    { cause }
  )
}

function basicValue(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64')
}

function basicHeader(token: string): string {
  return `Authorization: Basic ${basicValue(token)}`
}

/** HTTPS; plain HTTP to this machine alone. */
function remoteUrl(text: string): URL {
  const url = new URL(text)
  const local = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !local) throw new GitError('its URL is not https')
  if (url.username !== '' || url.password !== '') throw new GitError('its URL holds a credential')
  return url
}

function withoutCredential(url: string): string {
  const at = url.lastIndexOf('@')
  return at === -1 ? url : `…${url.slice(at)}`
}
