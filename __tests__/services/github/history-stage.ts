import { git } from '../../adapters/git/checkout.js'
import type { EmbeddedGitHub, EmbeddedGitHubOptions } from '../../../services/github/embedded-github.js'
import { PLACE, type Octokit } from './stage.js'

export const HISTORIAN = 'ghs_historian'
/** Reads neither deployments nor contents. */
export const STRANGER = 'ghs_stranger'
/** Reads the contents alone. */
export const CODER = 'ghs_coder'

export const HISTORY_TOKENS: EmbeddedGitHubOptions['tokens'] = [
  {
    token: HISTORIAN,
    login: 'github-actions[bot]',
    permissions: { metadata: 'read', contents: 'write', deployments: 'read', actions: 'write' }
  },
  { token: CODER, login: 'coder[bot]', permissions: { metadata: 'read', contents: 'read' } },
  { token: STRANGER, login: 'stranger[bot]', permissions: { metadata: 'read' } }
]

export interface CommitFacts {
  readonly message: string
  /** Path to content; `null` removes the path. */
  readonly files: Readonly<Record<string, string | null>>
  readonly author?: { readonly name: string; readonly email: string }
  readonly date: string
  /** Default: the tip of `main`. */
  readonly parent?: string
  /** Default `main`. Made where it is missing. */
  readonly branch?: string
}

/** A commit by somebody at some time on top of a branch, made through the API as it is. */
export async function addCommit(
  github: EmbeddedGitHub,
  { rest }: Octokit,
  facts: CommitFacts
): Promise<string> {
  const { branch = 'main', author = { name: 'Ann', email: 'ann@example.com' }, message } = facts
  const parent = facts.parent ?? (await github.head(branch)) ?? ''
  const tree = await rest.git.createTree({
    ...PLACE,
    base_tree: parent,
    tree: Object.entries(facts.files).map(([path, content]) => ({
      path,
      mode: '100644' as const,
      type: 'blob' as const,
      ...(content === null ? { sha: null } : { content })
    }))
  })
  const person = { ...author, date: facts.date }
  const { sha } = (
    await rest.git.createCommit({
      ...PLACE,
      message,
      tree: tree.data.sha,
      parents: [parent],
      author: person,
      committer: person
    })
  ).data
  await git(github.gitDir, 'update-ref', `refs/heads/${branch}`, sha)
  return sha
}
