import type { ServiceReply } from '../kit/service.js'
import type { BareRepository } from './bare-repository.js'
import type { TreeEntry } from './git-object.js'
import { describeNeed } from './credentials.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { created, forbidden, notFound, ok, unprocessable } from './replies.js'
import { writeTree, type TreeChange } from './tree-writer.js'

const WORKFLOWS = { name: 'workflows', access: 'write' } as const

interface TreeBody {
  readonly tree: readonly TreeInput[]
  readonly base_tree?: string
}

interface TreeInput {
  readonly path?: string
  readonly mode?: string
  readonly type?: string
  readonly sha?: string | null
  readonly content?: string
}

function shape(call: Call, sha: string, entries: readonly TreeEntry[]): object {
  const limit = call.repository.treeLimit
  return {
    sha,
    url: call.api(`git/trees/${sha}`),
    tree: entries.slice(0, limit).map((each) => ({
      ...each,
      // A submodule's commit is not in this repository, so it has no address here.
      ...(each.type === 'commit' ? {} : { url: call.api(`git/${each.type}s/${each.sha}`) })
    })),
    truncated: entries.length > limit
  }
}

async function get(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const name = call.request.params['tree_sha'] ?? ''
  const tree =
    (await git.peel(name, 'tree')) ?? (await git.peel((await git.resolveCommit(name)) ?? '', 'tree'))
  if (tree === undefined) return notFound()
  // Any value turns it on, `0` and `false` too: https://docs.github.com/en/rest/git/trees#get-a-tree
  const recursive = call.request.query.has('recursive')
  return ok(shape(call, tree, await git.listTree(tree, { recursive })))
}

/** The sentence that refuses a path; `undefined` for one that is taken. */
export function pathProblem(path: string): string | undefined {
  if (path.startsWith('/')) return 'tree.path cannot start with a slash'
  const malformed = path.split('/').some((each) => ['', '.', '..', '.git'].includes(each.toLowerCase()))
  return malformed ? 'tree.path contains a malformed path component' : undefined
}

function wantedType(mode: string): 'blob' | 'tree' | 'commit' {
  if (mode === '040000') return 'tree'
  return mode === '160000' ? 'commit' : 'blob'
}

/** One entry as asked for, or the sentence that refuses it. */
async function readEntry(git: BareRepository, entry: TreeInput): Promise<TreeChange | string> {
  const { path, mode, sha, content, type } = entry
  if (path === undefined) return 'Must supply a valid tree.path'
  const problem = pathProblem(path)
  if (problem !== undefined) return problem
  if (sha === null) return { path, mode: mode ?? '100644', sha }
  if (mode === undefined) return 'Must supply a valid tree.mode'
  if ((sha === undefined) === (content === undefined)) return 'Must supply either tree.sha or tree.content'
  const wanted = wantedType(mode)
  if (type !== undefined && type !== wanted) return `tree.type ${type} does not match tree.mode ${mode}`
  if (sha === undefined) return { path, mode, sha: await git.writeObject('blob', content ?? '') }
  // The commit of a submodule lives elsewhere and cannot be checked.
  if (wanted !== 'commit' && (await git.typeOf(sha)) !== wanted)
    return `tree.sha ${sha} is not a valid ${wanted}`
  return { path, mode, sha }
}

async function workflowsOf(git: BareRepository, tree: string | undefined): Promise<string | undefined> {
  return tree === undefined ? undefined : (await git.entryAt(tree, '.github/workflows'))?.sha
}

/** Workflow files are code that runs with secrets, so a change of them takes a permission of its own. */
export async function changesWorkflows(
  git: BareRepository,
  base: string | undefined,
  tree: string
): Promise<boolean> {
  const after = await workflowsOf(git, tree)
  if (base !== undefined) return after !== (await workflowsOf(git, base))
  return after !== undefined && after !== (await workflowsOf(git, await git.head()))
}

async function create(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const body = call.body as TreeBody
  if (body.tree.length === 0) return unprocessable('Invalid tree info')
  const base = body.base_tree === undefined ? undefined : await git.peel(body.base_tree, 'tree')
  if (body.base_tree !== undefined && base === undefined)
    return unprocessable('base_tree is not a valid tree oid')
  const changes: TreeChange[] = []
  for (const entry of body.tree) {
    const change = await readEntry(git, entry)
    if (typeof change === 'string') return unprocessable(change)
    changes.push(change)
  }
  const tree = await writeTree(git, base, changes)
  if (tree === undefined) return unprocessable('GitRPC::BadObjectState')
  if (call.grant?.permissions.workflows !== 'write' && (await changesWorkflows(git, base, tree))) {
    return forbidden(describeNeed(WORKFLOWS))
  }
  const entries = await git.listTree(tree, { recursive: false })
  return created(shape(call, tree, entries), { location: call.api(`git/trees/${tree}`) })
}

/** https://docs.github.com/en/rest/git/trees */
export const treeOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/git/trees/{tree_sha*}`,
    need: { name: 'contents', access: 'read' },
    answer: get
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/git/trees`,
    need: { name: 'contents', access: 'write' },
    answer: create
  }
]
