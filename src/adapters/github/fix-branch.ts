import { createHash } from 'node:crypto'
import { VendorError } from '../../errors.js'
import { truncateWords } from '../../text/truncate.js'
import type { NewPullRequest } from '../../fix-ports.js'
import { statusOf, toVendorError, type Octokit, type OctokitSource } from './client.js'

export interface RepositoryPlace {
  readonly owner: string
  readonly repo: string
}

export interface FixCommit {
  readonly sha: string
  readonly verified: boolean
  /** The commit that it stands on. */
  readonly parent: string
  /** Git's name of its tree. */
  readonly tree: string
}

/** What the App needs to write a branch. */
export const contentsWrite = { permission: 'contents: write', input: 'app-token' } as const
/** Sent once: we look before we send again, where the client would just send again. */
export const once = { retries: 0 } as const

const MAXIMUM_TRIES = 3

/** Signed by GitHub because it names neither an author nor a committer. https://docs.github.com/graphql/reference/mutations#createcommitonbranch */
const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`

/** Head of a branch; `undefined` when there is none. */
export async function readHead(
  octokit: OctokitSource,
  place: RepositoryPlace,
  branch: string
): Promise<string | undefined> {
  try {
    const { rest } = await octokit()
    return (await rest.git.getRef({ ...place, ref: `heads/${branch}` })).data.object.sha
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw toVendorError(error, `read the branch ${branch}`, contentsWrite)
  }
}

/**
 * The branch with the one commit on top of the base. What an earlier try left is gone on from: a branch at the base, or one with the very
 * commit. A branch with anything else on it is left alone, and an error that says so.
 */
export async function commitOnNewBranch(
  octokit: OctokitSource,
  place: RepositoryPlace,
  request: NewPullRequest
): Promise<FixCommit> {
  await createBranch(octokit, place, request)
  let failure: unknown
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const head = await readHead(octokit, place, request.branch)
    if (head === undefined) throw notOurs(request.branch, 'it is gone again')
    if (head !== request.baseCommit) {
      const own = await readOwnCommit(octokit, place, head, request)
      if (!('notOurs' in own)) return own
      // Left by a try on what the base was then: moved without force, so that nothing but the base's own history is left behind.
      if (!(await moveAhead(octokit, place, request))) throw notOurs(request.branch, own.notOurs)
    }
    try {
      await commit(await octokit(), place, request)
    } catch (error) {
      // Expecting the base as its head, the mutation does nothing when it was done before: what became of it is seen at the head.
      if (!mayHaveMoved(error)) throw refusal(error, request.branch)
      failure = error
    }
  }
  const head = await readHead(octokit, place, request.branch)
  if (head !== undefined && head !== request.baseCommit) {
    const own = await readOwnCommit(octokit, place, head, request)
    if (!('notOurs' in own)) return own
    throw notOurs(request.branch, own.notOurs)
  }
  throw refusal(failure ?? new Error('GitHub took the commit, and the branch did not move'), request.branch)
}

/** Makes the branch at the commit, unless it is there. */
export async function createBranch(
  octokit: OctokitSource,
  place: RepositoryPlace,
  { branch, baseCommit }: Pick<NewPullRequest, 'branch' | 'baseCommit'>
): Promise<void> {
  try {
    const { rest } = await octokit()
    await rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: baseCommit, request: once })
  } catch (error) {
    const failure = toVendorError(error, `create the branch ${branch}`, contentsWrite)
    const status = statusOf(error)
    const mayExist = status === 422 || (failure instanceof VendorError && failure.retryable)
    if (!mayExist || (await readHead(octokit, place, branch)) === undefined) throw failure
  }
}

/** False: the branch has something that the base has not. */
async function moveAhead(
  octokit: OctokitSource,
  place: RepositoryPlace,
  { branch, baseCommit }: NewPullRequest
): Promise<boolean> {
  try {
    const { rest } = await octokit()
    await rest.git.updateRef({ ...place, ref: `heads/${branch}`, sha: baseCommit, force: false })
    return true
  } catch (error) {
    if (statusOf(error) === 422) return false
    throw toVendorError(error, `move the branch ${branch} ahead`, contentsWrite)
  }
}

/** One commit on top of `baseCommit`, which has to be the branch's head; rejects with the client's own error. */
export async function commit(
  octokit: Octokit,
  place: RepositoryPlace,
  request: Pick<NewPullRequest, 'branch' | 'baseCommit' | 'files' | 'headline' | 'commitBody'>
): Promise<void> {
  const additions = request.files.map(({ path, content }) => ({
    path,
    contents: Buffer.from(content).toString('base64')
  }))
  await octokit.graphql(COMMIT, {
    input: {
      branch: { repositoryNameWithOwner: `${place.owner}/${place.repo}`, branchName: request.branch },
      expectedHeadOid: request.baseCommit,
      message: { headline: request.headline, body: request.commitBody },
      fileChanges: { additions }
    },
    request: once
  })
}

/**
 * The commit at the head, when it is the one that we would make: with the same content of the same files and no other, on the base;
 * or on what the base was when an earlier try made it, where GitHub's signature says that an App has.
 */
async function readOwnCommit(
  octokit: OctokitSource,
  place: RepositoryPlace,
  sha: string,
  request: NewPullRequest
): Promise<FixCommit | { readonly notOurs: string }> {
  const { rest } = await octokit()
  const { data } = await rest.repos.getCommit({ ...place, ref: sha }).catch((error: unknown) => {
    throw toVendorError(error, `read the commit ${sha}`, contentsWrite)
  })
  const [parent, ...others] = data.parents.map((each) => each.sha)
  const verified = data.commit.verification?.verified === true
  const madeByApp = verified && /\[bot\]$/.test(data.author?.login ?? '')
  if (parent === undefined || others.length > 0 || (parent !== request.baseCommit && !madeByApp)) {
    return { notOurs: `its head ${sha} is not one commit on top of ${request.baseCommit}` }
  }
  const found = new Map((data.files ?? []).map((file) => [file.filename, file.sha]))
  const same = request.files.every(({ path, content }) => found.get(path) === blobName(content))
  if (!same || found.size !== request.files.length) {
    return { notOurs: `its head ${sha} has another change` }
  }
  return { sha: data.sha, verified, parent, tree: data.commit.tree.sha }
}

/** Git's name of a file's content. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
function blobName(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex')
}

function notOurs(branch: string, why: string): VendorError {
  return new VendorError(
    `The branch ${branch} exists already, and is not what this fix left behind: ${why}. Nothing is overwritten: delete the branch, ` +
      'or merge or close what stands on it, and run again.',
    { vendor: 'GitHub', retryable: false }
  )
}

/** The head is another one by now, or nobody knows whether the reply that was lost was a yes. */
export function mayHaveMoved(error: unknown): boolean {
  if (graphqlTypes(error).includes('STALE_DATA')) return true
  const failure = toVendorError(error, 'commit', contentsWrite)
  return failure instanceof VendorError && failure.retryable
}

export function refusal(error: unknown, branch: string): Error {
  const doing = `commit to the branch ${branch}`
  const types = graphqlTypes(error)
  if (types.length === 0 || !(error instanceof Error)) return toVendorError(error, doing, contentsWrite)
  const forbidden = types.some((type) => type === 'FORBIDDEN' || type === 'NOT_FOUND')
  const mend = forbidden
    ? ` The input "${contentsWrite.input}" needs the permission "${contentsWrite.permission}".`
    : ''
  const said = truncateWords(error.message.replace(/\s+/g, ' '), 500)
  // The client's own error holds the whole request.
  return new VendorError(`GitHub refused to ${doing}: ${said}.${mend}`, {
    vendor: 'GitHub',
    retryable: false,
    cause: new Error(said)
  })
}

/** Kinds of the errors that a GraphQL reply lists; empty when the error is not such a reply. */
function graphqlTypes(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return []
  const errors: readonly unknown[] = error.errors
  return errors.map((each) =>
    typeof each === 'object' && each !== null && 'type' in each && typeof each.type === 'string'
      ? each.type
      : 'UNKNOWN'
  )
}
