import { VendorError } from '../../errors.js'
import type { NewPullRequest, OpenedPullRequest } from '../../fix-ports.js'
import { statusOf, toVendorError, type OctokitSource } from './client.js'
import { once, type RepositoryPlace } from './fix-branch.js'

export interface StandingPullRequest {
  readonly number: number
  readonly url: string
  readonly draft: boolean
  /** It stood already. */
  readonly found: boolean
  readonly warnings: readonly string[]
}

/** What GitHub has to be told of a pull request. */
export type DraftRequest = Pick<NewPullRequest, 'branch' | 'base' | 'title' | 'body'>

type Opened = Omit<StandingPullRequest, 'warnings' | 'found'>

interface Reply {
  readonly number: number
  readonly html_url: string
  readonly draft?: boolean | undefined
}

const WRITE = { permission: 'pull requests: write', input: 'app-token' } as const

const NO_DRAFTS =
  'This repository does not support draft pull requests (private repositories need a paid plan): an ordinary one was opened. ' +
  'Require a review on the base branch, so that nothing is merged unseen.'

/**
 * The one pull request from the branch: made, or, where an earlier try of ours has made it, given the new texts. Creation is not
 * tried again after a lost reply: we look whether it stands.
 */
export async function openDraft(
  octokit: OctokitSource,
  place: RepositoryPlace,
  request: DraftRequest
): Promise<StandingPullRequest> {
  const standing = await update(octokit, place, request)
  if (standing) return { ...standing, found: true, warnings: [] }
  try {
    return { ...(await create(octokit, place, request, true)), found: false, warnings: [] }
  } catch (error) {
    if (!isDraftRefusal(error)) return settle(error)
  }
  try {
    return { ...(await create(octokit, place, request, false)), found: false, warnings: [NO_DRAFTS] }
  } catch (error) {
    return settle(error)
  }

  /** 422 also says that it exists: the list was older than the creation. */
  async function settle(error: unknown): Promise<StandingPullRequest> {
    const failure = toVendorError(error, `open a pull request from ${request.branch}`, WRITE)
    const mayStand = statusOf(error) === 422 || (failure instanceof VendorError && failure.retryable)
    const found = mayStand ? await update(octokit, place, request) : undefined
    if (found === undefined) throw failure
    return { ...found, found: true, warnings: [] }
  }
}

/** The pull request as it is by now, whatever people have put on its branch since. */
export async function readFinished(
  octokit: OctokitSource,
  place: RepositoryPlace,
  number: number
): Promise<OpenedPullRequest> {
  try {
    const { rest } = await octokit()
    const pull = (await rest.pulls.get({ ...place, pull_number: number })).data
    const { data } = await rest.repos.getCommit({ ...place, ref: pull.head.sha })
    const verified = data.commit.verification?.verified === true
    return { ...shape(pull), commit: data.sha, verified, found: true, warnings: [] }
  } catch (error) {
    throw toVendorError(error, `read the pull request #${number}`, WRITE)
  }
}

async function create(
  octokit: OctokitSource,
  place: RepositoryPlace,
  request: DraftRequest,
  draft: boolean
): Promise<Opened> {
  const { rest } = await octokit()
  const { branch: head, base, title, body } = request
  return shape((await rest.pulls.create({ ...place, head, base, title, body, draft, request: once })).data)
}

/** The open pull request from the branch with the new texts; `undefined` when there is none. */
async function update(
  octokit: OctokitSource,
  place: RepositoryPlace,
  { branch, base, title, body }: DraftRequest
): Promise<Opened | undefined> {
  try {
    const { rest } = await octokit()
    const filter = { ...place, state: 'open', head: `${place.owner}:${branch}`, base } as const
    const found = (await rest.pulls.list(filter)).data.find(({ head }) => head.ref === branch)
    if (found === undefined) return undefined
    return shape((await rest.pulls.update({ ...place, pull_number: found.number, title, body })).data)
  } catch (error) {
    throw toVendorError(error, `update the pull request from ${branch}`, WRITE)
  }
}

function shape({ number, html_url: url, draft }: Reply): Opened {
  return { number, url, draft: draft === true }
}

function isDraftRefusal(error: unknown): boolean {
  return (
    statusOf(error) === 422 &&
    error instanceof Error &&
    /draft pull requests are not supported/i.test(error.message)
  )
}
