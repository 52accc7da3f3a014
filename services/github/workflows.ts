import type { ServiceReply } from '../kit/service.js'
import { workflowId } from './dispatches.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { timeOf } from './pull-shape.js'
import { ok } from './replies.js'

/** Workflows of the default branch, those that a person has switched off among them. */
async function list(call: Call): Promise<ServiceReply> {
  const { git, createdAt, disabledWorkflows } = call.repository
  const head = await git.head()
  const folder = head === undefined ? undefined : await git.entryAt(head, '.github/workflows')
  const entries = folder?.type === 'tree' ? await git.listTree(folder.sha, { recursive: false }) : []
  const files = entries.map(({ path }) => path).filter((path) => /\.ya?ml$/.test(path))
  const page = pageOf(call, 'actions/workflows', files)
  const workflows = page.items.map((file) => {
    const id = workflowId(file)
    const path = `.github/workflows/${file}`
    return {
      id,
      node_id: nodeId('Workflow', id),
      name: file,
      path,
      state: disabledWorkflows.has(path) ? 'disabled_manually' : 'active',
      created_at: timeOf(createdAt),
      updated_at: timeOf(createdAt),
      url: call.api(`actions/workflows/${id}`),
      html_url: call.html(`blob/${git.defaultBranch}/${path}`),
      badge_url: call.html(`workflows/${file}/badge.svg`)
    }
  })
  return ok({ total_count: files.length, workflows }, page.headers)
}

/** https://docs.github.com/en/rest/actions/workflows#list-repository-workflows */
export const workflowOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/actions/workflows`,
    need: { name: 'actions', access: 'read' },
    answer: list
  }
]
