import { execFile } from 'node:child_process'
import { promisify, types } from 'node:util'
import { codeOwnersPaths, parseCodeOwners, type CodeOwners } from '../../flow/decision/codeowners.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { RepositoryFiles } from '../github/api-repository.js'
import { isCommit, noRevision, tooLong } from '../repository-file.js'

const run = promisify(execFile)

/** Paths of a very large repository; a listing beyond this is not a repository that we can map a stack trace to. */
const MAXIMUM_LISTING_BYTES = 256 * 1024 * 1024
const LISTING_TIMEOUT_MS = 30_000

/**
 * The configuration of a checked-out tree is not ours. Of what we ask, only the fetch of an object that a partial clone lacks would
 * run a program or open a connection that it names: no fetch, and for a git older than that switch (2.45) no protocol.
 */
const ISOLATION = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C'
} as const

/**
 * The repository as the workflow checked it out: no request at all. `undefined` when the workspace is not the top of a git work
 * tree. `searchPath` is the PATH that git is looked up in; git gets nothing else of our environment.
 */
export async function openWorkspaceRepository(
  workspace: string,
  searchPath: string
): Promise<RepositoryFiles | undefined> {
  const git = async (...args: string[]): Promise<string> => {
    // safe.directory: on runners the workspace often belongs to another user than the one of a container job.
    const { stdout } = await run('git', ['-c', `safe.directory=${workspace}`, '-C', workspace, ...args], {
      env: { PATH: searchPath, ...ISOLATION },
      maxBuffer: MAXIMUM_LISTING_BYTES,
      timeout: LISTING_TIMEOUT_MS
    })
    return stdout
  }
  const isTop = await git('rev-parse', '--show-prefix').then(
    (prefix) => prefix.trim() === '',
    () => false
  )
  if (!isTop) return undefined
  let paths: Promise<Known<readonly string[]>> | undefined
  let codeOwners: Promise<Known<CodeOwners>> | undefined

  // Of what is committed, not of what lies in the work tree: a step before us may have built or changed something, and a sparse
  // checkout lacks files that the repository has.
  async function readPaths(): Promise<Known<readonly string[]>> {
    try {
      const listing = await git('ls-tree', '-r', '-z', 'HEAD')
      return known(listing.split('\0').flatMap(pathOfFile))
    } catch (error) {
      return unknown(`git could not list the files: ${messageOf(error)}`)
    }
  }

  async function readCodeOwners(): Promise<Known<CodeOwners>> {
    const all = await (paths ??= readPaths())
    const source = all.known ? codeOwnersPaths.find((path) => all.value.includes(path)) : undefined
    if (source === undefined) return unknown(all.known ? 'the repository has no CODEOWNERS file' : all.reason)
    try {
      return known(parseCodeOwners(source, await git('cat-file', 'blob', `HEAD:${source}`)))
    } catch (error) {
      return unknown(`git could not read ${source}: ${messageOf(error)}`)
    }
  }

  async function readFile(path: string, commit: string, maximumBytes: number): Promise<Known<string>> {
    if (!isCommit(commit)) return unknown(`${commit} is not a whole commit`)
    try {
      const size = Number(await git('cat-file', '-s', `${commit}:${path}`))
      if (!(size <= maximumBytes)) return unknown(tooLong(path, size))
      return known(await git('cat-file', 'blob', `${commit}:${path}`))
    } catch (error) {
      return unknown(`git could not read ${path}: ${messageOf(error)}`)
    }
  }

  async function commitOf(revisions: readonly string[]): Promise<Known<string>> {
    for (const revision of revisions) {
      const name = revision.startsWith('tags/') ? `refs/${revision}` : revision
      const commit = await git('rev-parse', '--verify', '--quiet', `${name}^{commit}`).catch(() => '')
      if (isCommit(commit.trim())) return known(commit.trim())
    }
    return unknown(noRevision(revisions))
  }

  return {
    paths: () => (paths ??= readPaths()),
    codeOwners: () => (codeOwners ??= readCodeOwners()),
    readFile,
    commitOf
  }
}

/** `100644 blob <sha>\t<path>`; a submodule (`160000 commit`) is no file. */
function pathOfFile(entry: string): string[] {
  const tab = entry.indexOf('\t')
  return entry.slice(0, tab).includes(' blob ') ? [entry.slice(tab + 1)] : []
}

/** The first line of git's complaint; the rest is advice for people at a terminal. */
function messageOf(error: unknown): string {
  const said = types.isNativeError(error) && 'stderr' in error ? String(error.stderr).trim() : ''
  if (said !== '') return said.split('\n', 1)[0] ?? said
  return error instanceof Error ? error.message : String(error)
}
