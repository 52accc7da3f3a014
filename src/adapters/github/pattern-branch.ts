import type { PatternBranch } from '../../knowledge-ports.js'
import { readOptionalFile } from './api-repository.js'
import type { OctokitSource } from './client.js'
import { openDraft } from './draft-pull-request.js'
import { commit, createBranch, mayHaveMoved, readHead, refusal, type RepositoryPlace } from './fix-branch.js'
import { addLabels } from './pull-request-extras.js'

/**
 * The branch of proposed patterns, as the App, through the API alone. Commits go on top of what is there, people's own included:
 * there is no way to overwrite anything.
 */
export function createPatternBranch(octokit: OctokitSource, place: RepositoryPlace): PatternBranch {
  async function readFile(
    branch: string,
    path: string
  ): Promise<{ readonly head: string; readonly text: string | undefined } | undefined> {
    const head = await readHead(octokit, place, branch)
    if (head === undefined) return undefined
    return { head, text: await readOptionalFile(octokit, { ...place, path, ref: head }) }
  }

  return {
    readFile,
    create: (branch, baseCommit) => createBranch(octokit, place, { branch, baseCommit }),
    async commit({ branch, head, path, text, headline, body }) {
      try {
        const files = [{ path, content: new TextEncoder().encode(text) }]
        await commit(await octokit(), place, { branch, baseCommit: head, files, headline, commitBody: body })
        return true
      } catch (error) {
        if (!mayHaveMoved(error)) throw refusal(error, branch)
        // A lost reply does not say whether it was done: what became of it is seen at the head.
        return (await readFile(branch, path))?.text === text
      }
    },
    async propose({ labels, ...draft }) {
      const { number, url, warnings } = await openDraft(octokit, place, draft)
      const unlabelled = await addLabels(octokit, { ...place, number }, labels)
      return { number, url, warnings: [...warnings, ...unlabelled] }
    }
  }
}
