import { composeCommit } from './commit-object.js'
import { isGranted, type TokenGrant } from './credentials.js'
import { GraphqlRefusal, notAccessible } from './graphql-refusal.js'
import { accountEmail, WEB_COMMITTER } from './identity.js'
import type { HostedRepository } from './operation.js'
import { moveRef } from './ref-update.js'
import { writeTree, type TreeChange } from './tree-writer.js'
import { changesWorkflows, pathProblem } from './trees.js'
import { permissionsIn } from './visibility.js'

/** The input of the mutation, its branch already found. */
export interface BranchCommit {
  readonly repository: HostedRepository
  readonly branch: string
  readonly expectedHeadOid: string
  readonly headline: string
  readonly body: string | undefined
  readonly additions: readonly { readonly path: string; readonly contents: string }[]
  readonly deletions: readonly { readonly path: string }[]
}

function refuse(message: string): never {
  throw new GraphqlRefusal('UNPROCESSABLE', message)
}

/** RFC 4648 to the letter, as the schema asks for: no line breaks, whole padding. */
function decodeStrictly(path: string, contents: string): Buffer {
  const isWhole = contents.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(contents)
  if (!isWhole) refuse(`The contents of ${path} are not valid Base64`)
  return Buffer.from(contents, 'base64')
}

function checkPaths(paths: readonly string[]): void {
  const seen = new Set<string>()
  for (const path of paths) {
    if (path === '') refuse('A path must not be empty')
    const problem = pathProblem(path)
    if (problem !== undefined) refuse(`${path}: ${problem}`)
    if (seen.has(path)) refuse(`Paths must be unique across additions and deletions: ${path} is there twice`)
    seen.add(path)
  }
}

/** Without a mode in the input, an executable file stays one, and everything else becomes a plain file. */
async function readChanges(commit: BranchCommit, head: string): Promise<readonly TreeChange[]> {
  const { git } = commit.repository
  const changes: TreeChange[] = []
  for (const { path } of commit.deletions) {
    const entry = await git.entryAt(head, path)
    if (!entry || entry.type === 'tree') {
      refuse(`A path was requested for deletion which does not exist as of commit oid \`${head}\``)
    }
    changes.push({ path, mode: entry.mode, sha: null })
  }
  for (const { path, contents } of commit.additions) {
    const mode = (await git.entryAt(head, path))?.mode === '100755' ? '100755' : '100644'
    changes.push({ path, mode, sha: await git.writeObject('blob', decodeStrictly(path, contents)) })
  }
  return changes
}

function stale(expected: string): GraphqlRefusal {
  return new GraphqlRefusal(
    'STALE_DATA',
    `Expected branch to point to "${expected}" but it did not.  Pull and try again.`
  )
}

/**
 * One commit on top of the branch, or a refusal and no change at all. The commit is by the caller and signed by GitHub;
 * two callers that expect the same head cannot both win. Returns the commit's sha.
 * https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch
 */
export async function commitOnBranch(commit: BranchCommit, grant: TokenGrant): Promise<string> {
  const { repository, branch, expectedHeadOid } = commit
  const { git } = repository
  const permissions = permissionsIn(repository, grant)
  if (!isGranted(permissions, { name: 'contents', access: 'write' })) throw notAccessible()
  const head = await git.head(branch)
  if (head === undefined) {
    throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a Ref with the name 'refs/heads/${branch}'.`)
  }
  if (commit.headline.trim() === '') refuse('A commit message headline is required')
  checkPaths([...commit.additions, ...commit.deletions].map((each) => each.path))
  if (head !== expectedHeadOid) throw stale(expectedHeadOid)
  const base = await git.peel(head, 'tree')
  const tree = await writeTree(git, base, await readChanges(commit, head))
  if (tree === undefined) refuse('The tree could not be written')
  if (permissions.workflows !== 'write' && (await changesWorkflows(git, base, tree))) throw notAccessible()
  const seconds = Math.floor(git.now() / 1000)
  const { headline, body } = commit
  const content = composeCommit(
    {
      tree,
      parents: [head],
      author: { name: grant.login, email: accountEmail(grant.login), seconds },
      committer: { ...WEB_COMMITTER, seconds },
      message: body === undefined || body === '' ? headline : `${headline}\n\n${body}`
    },
    'web'
  )
  const sha = await git.writeObject('commit', content)
  const outcome = await moveRef(git, `refs/heads/${branch}`, { from: head, to: sha })
  if (outcome === 'moved') throw stale(expectedHeadOid)
  if (outcome !== 'done') refuse('The branch could not be updated')
  return sha
}
