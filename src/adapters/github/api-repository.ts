import { types } from 'node:util'
import { codeOwnersPaths, parseCodeOwners, type CodeOwners } from '../../flow/decision/codeowners.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { RunLog } from '../../ports.js'
import { isCommit, tooLong } from '../repository-file.js'
import { statusOf, toVendorError, type OctokitSource } from './client.js'
import { readCommitOf } from './revision-commit.js'

export interface ApiRepositoryOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  /** Commit whose tree is read. */
  readonly commit: string
  readonly log: RunLog
}

export interface RepositoryFiles {
  paths(): Promise<Known<readonly string[]>>
  codeOwners(): Promise<Known<CodeOwners>>
  readFile(path: string, commit: string, maximumBytes: number): Promise<Known<string>>
  commitOf(revisions: readonly string[]): Promise<Known<string>>
}

/** The repository's paths and owners through the API, for workflows that do not check it out. Each is read once. */
export function createApiRepository(options: ApiRepositoryOptions): RepositoryFiles {
  const place = { owner: options.owner, repo: options.repo }
  let paths: Promise<Known<readonly string[]>> | undefined
  let codeOwners: Promise<Known<CodeOwners>> | undefined

  async function readPaths(): Promise<Known<readonly string[]>> {
    try {
      const { rest } = await options.octokit()
      const { data } = await rest.git.getTree({ ...place, tree_sha: options.commit, recursive: 'true' })
      if (data.truncated) {
        return unknown(
          'the repository has more files than GitHub lists; check it out in the workflow (actions/checkout)'
        )
      }
      return known(
        data.tree.flatMap(({ type, path }) => (type === 'blob' && path !== undefined ? [path] : []))
      )
    } catch (error) {
      return unreadable(error, 'list the files of the repository')
    }
  }

  /** Only the file that GitHub itself reads is fetched: the first of the three places that exists. */
  async function readCodeOwners(): Promise<Known<CodeOwners>> {
    const all = await (paths ??= readPaths())
    const source = all.known ? codeOwnersPaths.find((path) => all.value.includes(path)) : undefined
    if (source === undefined) return unknown(all.known ? 'the repository has no CODEOWNERS file' : all.reason)
    try {
      const file = { ...place, path: source, ref: options.commit }
      const text = await readRepositoryFile(options.octokit, file)
      return text === undefined ? unknown(`${source} is not a file`) : known(parseCodeOwners(source, text))
    } catch (error) {
      return unreadable(error, `read ${source}`)
    }
  }

  async function readFile(path: string, commit: string, maximumBytes: number): Promise<Known<string>> {
    if (!isCommit(commit)) return unknown(`${commit} is not a whole commit`)
    try {
      const text = await readRepositoryFile(options.octokit, { ...place, path, ref: commit })
      if (text === undefined) return unknown(`${path} is not a file`)
      const bytes = Buffer.byteLength(text)
      return bytes > maximumBytes ? unknown(tooLong(path, bytes)) : known(text)
    } catch (error) {
      return unknown(toVendorError(error, `read ${path}`, 'contents: read').message)
    }
  }

  function unreadable(error: unknown, doing: string): Known<never> {
    const { message } = toVendorError(error, doing, 'contents: read')
    options.log.warning('The repository could not be read; the culprit has no file and CODEOWNERS no say', {
      reason: message
    })
    return unknown(message)
  }

  return {
    paths: () => (paths ??= readPaths()),
    codeOwners: () => (codeOwners ??= readCodeOwners()),
    readFile,
    commitOf: (revisions) => readCommitOf(options.octokit, place, revisions)
  }
}

export interface RepositoryFile {
  readonly owner: string
  readonly repo: string
  readonly path: string
  /** Branch, tag or commit; the default branch when absent. */
  readonly ref?: string
}

/**
 * A text file through the contents API; `undefined` when what lies there is not a file. Rejects with the client's own error, so
 * that callers can look at the status.
 */
async function readRepositoryFile(octokit: OctokitSource, file: RepositoryFile): Promise<string | undefined> {
  const { rest } = await octokit()
  const { data } = await rest.repos.getContent({ ...file, mediaType: { format: 'raw' } })
  // With the raw media type the body is the text itself, which the client's types do not know; a folder is a list all the same.
  const body: unknown = data
  if (types.isAnyArrayBuffer(body)) return Buffer.from(body).toString('utf8')
  return typeof body === 'string' ? body : undefined
}

/** `undefined` when the file does not exist, or may not be seen. */
export async function readOptionalFile(
  octokit: OctokitSource,
  file: RepositoryFile
): Promise<string | undefined> {
  try {
    return await readRepositoryFile(octokit, file)
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw toVendorError(error, `read ${file.owner}/${file.repo}/${file.path}`, 'contents: read')
  }
}
