import type { Changes } from '../../flow/decision/attribution/deploy.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import { toChangeCommit } from './change-commit.js'
import { statusOf, toVendorError } from './client.js'
import { changedLines } from './patch-lines.js'
import type { AskedRepository } from './repository-list.js'

/** GitHub lists no more files of a comparison than these. */
const MAXIMUM_FILES = 300

/** What git takes for a revision, without the colon that names another repository to GitHub. */
const REVISION = /^(?!.*\.\.)[\w.+@/-]{1,200}$/

/**
 * What changed from one revision to the other, in one request. Unknown where a revision does not exist, and where the head is older
 * than the base: GitHub compares forwards alone, and no change would be shown. Never rejects.
 * https://docs.github.com/rest/commits/commits#compare-two-commits
 */
export async function readChanges(
  { octokit, owner, repo }: AskedRepository,
  base: string,
  head: string
): Promise<Known<Changes>> {
  const bad = [base, head].find((each) => !REVISION.test(each))
  if (bad !== undefined) return unknown('what is to be compared is no revision')
  try {
    const { rest } = await octokit()
    const basehead = `${base}...${head}`
    // Without a page, all files come, and up to 250 commits.
    const { data } = await rest.repos.compareCommitsWithBasehead({ owner, repo, basehead })
    if (data.status === 'behind') {
      return unknown(
        `${head} is older than ${base}: the change went back, and GitHub compares forwards alone`
      )
    }
    const files = data.files ?? []
    return known({
      base,
      head,
      url: data.html_url,
      files: files.map((file) => ({
        path: file.filename,
        previousPath: file.status === 'renamed' ? file.previous_filename : undefined,
        lines: changedLines(file.patch)
      })),
      commits: data.commits.map(toChangeCommit),
      truncated:
        files.length >= MAXIMUM_FILES ||
        data.total_commits > data.commits.length ||
        // What the base has and the head has not was undone, and is not listed.
        data.status === 'diverged'
    })
  } catch (error) {
    if (statusOf(error) === 404) {
      return unknown(
        `GitHub cannot compare ${base} with ${head} (404): one of them does not exist, they share no history, or the input ` +
          '"github-token" needs the permission "contents: read" on the repository'
      )
    }
    return unknown(toVendorError(error, `compare ${base} with ${head}`, 'contents: read').message)
  }
}
