import type { ServiceReply } from '../kit/service.js'
import { isBot } from './identity.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { notFound, ok } from './replies.js'
import { timeOf } from './pull-shape.js'

/** A ruleset as it is set up; it is told, and not enforced. */
export interface HostedRuleset {
  readonly id: number
  /** Branches that it is in force for. */
  readonly appliesTo: (branch: string) => boolean
  readonly rules: readonly { readonly type: string; readonly parameters?: object }[]
  /** Logins that may bypass it. */
  readonly bypass?: readonly string[]
  /** Default: the repository itself. */
  readonly organization?: string
}

const READ = { name: 'metadata', access: 'read' } as const

function sourceOf({ repository }: Call, { organization }: HostedRuleset): { type: string; name: string } {
  return organization === undefined
    ? { type: 'Repository', name: `${repository.owner}/${repository.name}` }
    : { type: 'Organization', name: organization }
}

/** The branch need not exist. */
async function forBranch(call: Call): Promise<ServiceReply> {
  const branch = call.request.params['branch'] ?? ''
  const all = call.repository.rulesets
    .filter(({ appliesTo }) => appliesTo(branch))
    .flatMap((ruleset) => {
      const { type, name } = sourceOf(call, ruleset)
      const origin = { ruleset_source_type: type, ruleset_source: name, ruleset_id: ruleset.id }
      return ruleset.rules.map((rule) => ({ ...rule, ...origin }))
    })
  const page = pageOf(call, `rules/branches/${branch}`, all)
  return ok(page.items, page.headers)
}

/** Each caller is told whether it may bypass the ruleset itself; who else may is for its administrators. */
async function one(call: Call): Promise<ServiceReply> {
  const id = Number(call.request.params['ruleset_id'])
  const ruleset = call.repository.rulesets.find((each) => each.id === id)
  if (ruleset === undefined) return notFound()
  const { type, name } = sourceOf(call, ruleset)
  const login = call.grant?.login ?? ''
  const may = isBot(login) && (ruleset.bypass?.includes(login) ?? false)
  return ok({
    id,
    name: `ruleset ${id}`,
    target: 'branch',
    source_type: type,
    source: name,
    enforcement: 'active',
    node_id: nodeId('RepositoryRuleset', id),
    rules: ruleset.rules,
    current_user_can_bypass: may ? 'always' : 'never',
    created_at: timeOf(call.repository.createdAt),
    updated_at: timeOf(call.repository.createdAt)
  })
}

/** https://docs.github.com/en/rest/repos/rules */
export const ruleOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/rules/branches/{branch*}`, need: READ, answer: forBranch },
  { method: 'GET', path: `${REPOSITORY}/rulesets/{ruleset_id}`, need: READ, answer: one }
]
