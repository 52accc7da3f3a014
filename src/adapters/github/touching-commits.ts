import type { ChangeCommit } from '../../flow/decision/attribution/deploy.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import { toChangeCommit } from './change-commit.js'
import { toVendorError } from './client.js'
import type { AskedRepository } from './repository-list.js'

/** One page, because the newest are asked for. */
const PER_PAGE = 30
/** GitHub takes no other times. */
const LAST_TIME = Date.parse('2099-12-31T00:00:00Z')

export interface TouchQuestion {
  readonly path: string
  readonly head: string
  /** Milliseconds since the epoch. */
  readonly since: number
}

/**
 * The commits up to `head` that changed a file since then, newest first, thirty at most. A file that was renamed has those of its new
 * name alone. Never rejects. https://docs.github.com/rest/commits/commits#list-commits
 */
export async function readTouching(
  { octokit, owner, repo }: AskedRepository,
  { path, head, since }: TouchQuestion
): Promise<Known<readonly ChangeCommit[]>> {
  try {
    const { rest } = await octokit()
    const { data } = await rest.repos.listCommits({
      owner,
      repo,
      path,
      sha: head,
      since: new Date(Math.min(LAST_TIME, Math.max(0, since))).toISOString(),
      per_page: PER_PAGE
    })
    return known(data.map(toChangeCommit))
  } catch (error) {
    return unknown(toVendorError(error, `list the commits that touched ${path}`, 'contents: read').message)
  }
}
