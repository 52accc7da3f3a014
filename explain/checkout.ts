import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { repositoryName } from '../src/adapters/datadog/repository-name.js'
import { openWorkspaceRepository } from '../src/adapters/git/workspace-repository.js'
import { permalink } from '../src/adapters/github/permalink.js'
import { ConfigurationError } from '../src/errors.js'
import { known, unknown, type Known } from '../src/flow/issue/known.js'
import type { SourceRepository } from '../src/ports.js'

const run = promisify(execFile)

export interface Checkout {
  readonly files: Awaited<ReturnType<typeof openWorkspaceRepository>>
  /** `github.com/owner/name` of its remote `origin`. */
  readonly remote: string | undefined
  /** The commit that is checked out. */
  readonly commit: Known<string>
  /** The folder; `undefined` without a checkout. */
  readonly folder: string | undefined
}

const NO_CHECKOUT = 'no checkout was given (--repository <folder>)'

const none: Checkout = {
  files: undefined,
  remote: undefined,
  commit: unknown(NO_CHECKOUT),
  folder: undefined
}

export interface Surroundings {
  /** Folder that relative paths start from. */
  readonly current: string
  /** Folder of this program, whose own code no saved issue is about. */
  readonly program: string
  /** PATH that git is looked up in. */
  readonly searchPath: string
}

/** The folder that was named, else the current one if it is a checkout of something else than this program. */
export async function openCheckout(
  given: string | undefined,
  { current, program, searchPath }: Surroundings
): Promise<Checkout> {
  const folder = resolve(current, given ?? '.')
  if (given === undefined && folder === resolve(program)) return none
  const files = await openWorkspaceRepository(folder, searchPath)
  if (files === undefined) {
    if (given === undefined) return none
    throw new ConfigurationError([
      `--repository: ${given} is not the top folder of a git repository; write the folder of a checkout.`
    ])
  }
  return {
    files,
    remote: await remoteOf(folder, searchPath),
    commit: await files.commitOf(['HEAD']),
    folder
  }
}

async function remoteOf(folder: string, searchPath: string): Promise<string | undefined> {
  const args = ['-C', folder, 'config', '--get', 'remote.origin.url']
  const { stdout } = await run('git', args, { env: { PATH: searchPath } }).catch(() => ({ stdout: '' }))
  return repositoryName(stdout)
}

/** The checkout as the flow sees a repository. `home` is where events say that the code lives: it names a checkout that has no remote. */
export function asRepository({ files, remote }: Checkout, home: Known<string>): SourceRepository {
  const place = remote ?? (home.known ? home.value : 'github.com/owner/name')
  const missing = unknown(NO_CHECKOUT)
  return {
    name: place.slice(place.indexOf('/') + 1),
    paths: async () => (files === undefined ? missing : files.paths()),
    codeOwners: async () => (files === undefined ? missing : files.codeOwners()),
    readFile: async (path, commit, maximumBytes) =>
      files === undefined ? missing : files.readFile(path, commit, maximumBytes),
    commitOf: async (revisions) => (files === undefined ? missing : files.commitOf(revisions)),
    advisories: async () => unknown('no service is asked'),
    permalink: (commit, path, line) => permalink(`https://${place}`, commit, path, line)
  }
}

/** What is said of the checkout, in words. */
export function sayCheckout({ folder, remote, commit }: Checkout): Known<string> {
  if (folder === undefined) return unknown(NO_CHECKOUT)
  const at = commit.known ? ` at ${commit.value.slice(0, 12)}` : ''
  return known(`${folder}${at}${remote === undefined ? ', which has no remote "origin"' : ` (${remote})`}`)
}
