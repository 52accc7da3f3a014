import { readFile, realpath } from 'node:fs/promises'
import { isAbsolute, posix, relative, resolve, sep } from 'node:path'
import { types } from 'node:util'
import { ConfigurationError } from '../../errors.js'
import { readOptionalFile } from './api-repository.js'
import type { OctokitSource } from './client.js'

export interface PolicyFilePlace {
  /** Folder that the workflow checks the repository out into; it may be empty. */
  readonly workspace: string
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  /** Commit that a file of this repository is read at when the workspace lacks it. */
  readonly commit: string
  /** `https://github.com`, or an Enterprise Server's. */
  readonly serverUrl: string
}

export interface PolicyText {
  /** How messages call the file. */
  readonly name: string
  readonly text: string
}

interface SharedFile {
  readonly owner: string
  readonly repo: string
  readonly path: string
  readonly ref: string
}

/** The shortest file that does everything: each key but the project has a default. */
const EXAMPLE = `jira:
  project: PPL          # key of the Jira project
ownership:
  teams:
    checkout: { github: ['@your-org/checkout'] }
  default: checkout     # team of what nobody owns`

/**
 * Reads the policy file. `location` is a path in the workspace, or `owner/repo/path@ref` for a file that repositories share. A
 * path that the workspace lacks is read through the API from the run's commit. `said` is what named it. Whatever the user can mend is a
 * ConfigurationError; a GitHub that refuses or fails is a VendorError.
 */
export async function readPolicyFile(
  location: string,
  place: PolicyFilePlace,
  said = 'Input "config"'
): Promise<PolicyText> {
  const shared = parseShared(location)
  if (shared) return readShared(location, shared, place, said)
  const path = checkPath(location, place.workspace, said)
  const local = await readLocal(path, place.workspace, said)
  if (local !== undefined) return { name: path, text: local }
  const { octokit, owner, repo, commit } = place
  const text = await readOptionalFile(octokit, { owner, repo, path, ref: commit })
  if (text !== undefined) return { name: `${path}@${commit.slice(0, 7)}`, text }
  throw problem(
    `${said} is ${JSON.stringify(location)}, and there is no such file: not in the workspace ${place.workspace}, and not in ` +
      `${place.serverUrl}/${owner}/${repo} at commit ${commit}. Commit it, for example with:\n${EXAMPLE}`
  )
}

/**
 * `owner/repo/path@ref` has an `@` behind at least two slashes, and an account name at its start: a folder such as `.github` is
 * none. The last `@` counts, since paths have them (`packages/@scope/…`) more often than refs do.
 */
function parseShared(location: string): SharedFile | undefined {
  const match = /^([A-Za-z0-9][A-Za-z0-9_-]*)\/([\w.-]+)\/(.+)@([^@]*)$/.exec(location)
  if (!match) return undefined
  const [, owner = '', repo = '', path = '', ref = ''] = match
  return { owner, repo, path, ref }
}

async function readShared(
  location: string,
  file: SharedFile,
  place: PolicyFilePlace,
  said: string
): Promise<PolicyText> {
  if (file.ref === '') {
    throw problem(
      `${said} is ${JSON.stringify(location)}; write a branch, tag or commit behind the @, such as @v1.`
    )
  }
  if (leavesRoot(file.path)) throw problem(`${said} is ${JSON.stringify(location)}; ${PATH_ADVICE}`)
  const text = await readOptionalFile(place.octokit, file)
  if (text !== undefined) return { name: location, text }
  throw problem(
    `${said} is ${JSON.stringify(location)}, and there is no file ${file.path} in ` +
      `${place.serverUrl}/${file.owner}/${file.repo} at ${file.ref}, or the input "github-token" may not read it: the token of a workflow ` +
      `reads its own repository and public ones; a private one takes a token with "contents: read" there. Commit the file, for ` +
      `example with:\n${EXAMPLE}`
  )
}

const PATH_ADVICE =
  'write a path below the top of the repository, such as .github/datadog-autofix.yml, or owner/repo/path@ref.'

/** The path as the repository writes it. */
function checkPath(location: string, workspace: string, said: string): string {
  if (location === '') throw problem(`${said} is empty; ${PATH_ADVICE}`)
  const way = relative(workspace, resolve(workspace, location)).split(sep).join('/')
  if (isAbsolute(location) || leavesRoot(way) || leavesRoot(location) || location.includes('\0')) {
    throw problem(`${said} is ${JSON.stringify(location)}; ${PATH_ADVICE}`)
  }
  return way
}

/** Where a file that the policy names is: in the policy's folder, repository and ref. */
export function besidePolicy(location: string, file: string): string {
  const shared = parseShared(location)
  if (!shared) return posix.join(posix.dirname(location), file)
  const path = posix.join(posix.dirname(shared.path), file)
  return `${shared.owner}/${shared.repo}/${path}@${shared.ref}`
}

function leavesRoot(path: string): boolean {
  const way = posix.normalize(path.replaceAll('\\', '/'))
  return way === '.' || way === './' || way.startsWith('/') || way === '..' || way.startsWith('../')
}

/** `undefined` when the workspace has no such file. */
async function readLocal(path: string, workspace: string, said: string): Promise<string | undefined> {
  const wanted = resolve(workspace, path)
  try {
    const [top, real] = [await realpath(workspace), await realpath(wanted)]
    if (leavesRoot(relative(top, real).split(sep).join('/'))) {
      throw problem(
        `${said} is ${JSON.stringify(path)}, a link that leads out of the workspace; ${PATH_ADVICE}`
      )
    }
    return await readFile(real, 'utf8')
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    const code = types.isNativeError(error) && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    const reason =
      code === 'EISDIR' ? 'it is a folder' : error instanceof Error ? error.message : String(error)
    throw new ConfigurationError([`${said} is ${JSON.stringify(path)}, which cannot be read: ${reason}.`], {
      cause: error
    })
  }
}

function problem(sentence: string): ConfigurationError {
  return new ConfigurationError([sentence])
}
