import type { NewPullRequest, PullRequestFacts, PullRequests } from '../../fix-ports.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { Clock } from '../../ports.js'
import { toVendorError, type OctokitSource } from './client.js'
import { readBlobs } from './commit-blobs.js'
import { treeWith } from './commit-tree.js'
import { openDraft, readFinished } from './draft-pull-request.js'
import { commitOnNewBranch, readHead } from './fix-branch.js'
import { addLabels, requestReviewers } from './pull-request-extras.js'

export interface PullRequestsOptions {
  /** Of the App: what it opens runs the repository's own checks, and GitHub signs what it commits. */
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  readonly clock: Clock
}

/** Label of every pull request of ours. */
export const PULL_REQUEST_LABEL = 'datadog-autofix'

/** `createCommitOnBranch` takes no modes: what is there keeps its own, and what is new gets that of an ordinary file. */
const OTHER_TREE =
  'GitHub made the commit with another tree than the one that was proven, most likely a file with another mode (executable or ' +
  'not): look at the modes of the changed files.'

const PER_PAGE = 100
const READ = { permission: 'pull requests: read', input: 'app-token' } as const
const CHECKS = { permission: 'checks: read', input: 'app-token' } as const

/** Waits between two looks for checks: they double up to the longest. */
const FIRST_LOOK_MS = 2_000
const LONGEST_LOOK_MS = 15_000

/** Pull requests through the API alone: no clone, no push, and no way to merge. */
export function createPullRequests({ octokit, owner, repo, clock }: PullRequestsOptions): PullRequests {
  const place = { owner, repo }

  /** Open ones are filtered here: the list by label takes the permission "Issues", which the App has no other use for. */
  async function list(filter: { readonly state: 'open' | 'all'; readonly head?: string }): Promise<Found[]> {
    const client = await octokit()
    const pulls = await client.paginate(client.rest.pulls.list, { ...place, ...filter, per_page: PER_PAGE })
    // The same branch name in a fork is somebody else's.
    const home = `${owner}/${repo}`.toLowerCase()
    return pulls.filter(({ head }) => head.repo === null || head.repo.full_name.toLowerCase() === home)
  }

  return {
    async find(branches): Promise<readonly PullRequestFacts[]> {
      try {
        const open = await list({ state: 'open' })
        const ofBranches = await Promise.all(
          [...new Set(branches)].map((branch) => list({ state: 'all', head: `${owner}:${branch}` }))
        )
        const ours = open.filter(({ labels }) => labels.some(({ name }) => name === PULL_REQUEST_LABEL))
        const all = [...ours, ...ofBranches.flat().filter(({ head }) => branches.includes(head.ref))]
        const unique = new Map(all.map((each) => [each.number, toFacts(each)]))
        return [...unique.values()].sort((one, other) => other.number - one.number)
      } catch (error) {
        throw toVendorError(error, 'list the pull requests', READ)
      }
    },
    head: (branch) => readHead(octokit, place, branch),
    blobs: (commit, paths) => readBlobs(octokit, place, { commit, paths }),
    treeWith: (commit, files) => treeWith(octokit, place, { commit, files }),
    async open(request: NewPullRequest) {
      if (request.finished !== undefined) return readFinished(octokit, place, request.finished)
      const { sha, verified, parent, tree } = await commitOnNewBranch(octokit, place, request)
      const wanted = parent === request.baseCommit ? request.tree : undefined
      const pull = await openDraft(octokit, place, request)
      const warnings = [
        ...pull.warnings,
        ...(wanted === undefined || wanted === tree ? [] : [OTHER_TREE]),
        ...(await addLabels(octokit, { ...place, number: pull.number }, request.labels)),
        ...(await requestReviewers(octokit, { ...place, number: pull.number }, request.reviewers))
      ]
      return { ...pull, commit: sha, verified, warnings }
    },
    /** Check runs are counted, not suites: every App that listens has a suite on every commit, also when it never runs. */
    async checksStarted(commit, waitMs): Promise<Known<number>> {
      let waited = 0
      try {
        for (let wait = FIRST_LOOK_MS; ; wait = Math.min(LONGEST_LOOK_MS, wait * 2)) {
          const { rest } = await octokit()
          const { data } = await rest.checks.listForRef({ ...place, ref: commit, per_page: 1 })
          if (data.total_count > 0 || waited >= waitMs) return known(data.total_count)
          const next = Math.min(wait, waitMs - waited)
          await clock.sleep(next)
          waited += next
        }
      } catch (error) {
        return unknown(toVendorError(error, `list the checks of ${commit}`, CHECKS).message)
      }
    }
  }
}

interface Found {
  readonly number: number
  readonly html_url: string
  readonly state: string
  readonly merged_at: string | null
  readonly closed_at: string | null
  readonly labels: readonly { readonly name: string }[]
  readonly head: { readonly ref: string; readonly repo: { readonly full_name: string } | null }
}

function toFacts(pull: Found): PullRequestFacts {
  const closed = pull.merged_at === null ? 'closed' : 'merged'
  return {
    number: pull.number,
    url: pull.html_url,
    state: pull.state === 'open' ? 'open' : closed,
    branch: pull.head.ref,
    closedAt: pull.closed_at === null ? undefined : Date.parse(pull.closed_at)
  }
}
