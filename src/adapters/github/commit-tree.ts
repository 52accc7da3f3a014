import { toVendorError, type OctokitSource } from './client.js'
import { contentsWrite, type RepositoryPlace } from './fix-branch.js'

interface WantedTree {
  readonly commit: string
  readonly files: readonly { readonly path: string; readonly mode: string; readonly text: string }[]
}

/**
 * Git's name of the commit's tree with the files in it, as GitHub works it out. The tree that this makes belongs to no commit, and
 * GitHub removes it again. https://docs.github.com/rest/git/trees#create-a-tree
 */
export async function treeWith(
  octokit: OctokitSource,
  place: RepositoryPlace,
  { commit, files }: WantedTree
): Promise<string> {
  try {
    const { rest } = await octokit()
    const base = await rest.git.getCommit({ ...place, commit_sha: commit })
    const tree = files.map(({ path, mode, text }) => ({
      path,
      mode: mode === '100755' ? ('100755' as const) : ('100644' as const),
      type: 'blob' as const,
      content: text
    }))
    return (await rest.git.createTree({ ...place, base_tree: base.data.tree.sha, tree })).data.sha
  } catch (error) {
    throw toVendorError(error, `put the change on the tree of ${commit}`, contentsWrite)
  }
}
