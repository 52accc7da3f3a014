import { known, unknown, type Known } from '../../flow/issue/known.js'
import { noRevision } from '../repository-file.js'
import { statusOf, toVendorError, type OctokitSource } from './client.js'

/**
 * The commit of the first revision that exists, a request each. An annotated tag is followed to its commit.
 * https://docs.github.com/en/rest/commits/commits#get-a-commit
 */
export async function readCommitOf(
  octokit: OctokitSource,
  place: { readonly owner: string; readonly repo: string },
  revisions: readonly string[]
): Promise<Known<string>> {
  for (const ref of revisions) {
    try {
      const { rest } = await octokit()
      const { data } = await rest.repos.getCommit({ ...place, ref, mediaType: { format: 'sha' } })
      // With the sha media type the body is the hash itself, which the client's types do not know.
      const sha: unknown = data
      if (typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha)) return known(sha)
    } catch (error) {
      // 422: the revision does not exist; 404: nor does what it might be part of.
      const status = statusOf(error)
      if (status !== 404 && status !== 422)
        return unknown(toVendorError(error, `look up ${ref}`, 'contents: read').message)
    }
  }
  return unknown(noRevision(revisions))
}
