import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { BranchRule } from '../../check-up/github/facts.js'
import { askGithub, type Examined } from './examine-place.js'

const PER_PAGE = 100
/** Rulesets that are asked about one by one. */
const MAXIMUM_RULESETS = 10

/** Of a rule's parameters, those that say whether a fix passes; a parameter of another shape is as if it were not there. */
const parameters = z
  .object({
    operator: z.string().optional(),
    pattern: z.string().optional(),
    negate: z.boolean().optional(),
    required_status_checks: z.array(z.object({ context: z.string() })).optional(),
    restricted_file_paths: z.array(z.string()).optional(),
    restricted_file_extensions: z.array(z.string()).optional()
  })
  .catch({})

const rule = z.object({
  type: z.string(),
  ruleset_source: z.string().optional(),
  ruleset_id: z.number().optional(),
  parameters: parameters.optional()
})

/**
 * The rules in force for a branch, of the repository and of its organisation. The branch need not exist. Classic branch protection
 * is not among them. https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 */
export function examineRules(place: Examined, branch: string): Promise<Answer<readonly BranchRule[]>> {
  const { owner, repo } = place
  const question = { doing: `tell the rules for the branch ${branch}`, permission: 'metadata: read' }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.repos.getBranchRules({ owner, repo, branch, per_page: PER_PAGE })
    const found: readonly unknown[] = data
    return found.flatMap((each) => {
      const read = rule.safeParse(each)
      return read.success ? [toRule(read.data)] : []
    })
  })
}

function toRule({
  type,
  ruleset_source,
  ruleset_id,
  parameters: given = {}
}: z.infer<typeof rule>): BranchRule {
  const { operator, pattern, negate = false } = given
  return {
    type,
    source: ruleset_source ?? '',
    ruleset: ruleset_id,
    pattern: operator === undefined || pattern === undefined ? undefined : { operator, pattern, negate },
    names: [
      ...(given.required_status_checks ?? []).map(({ context }) => context),
      ...(given.restricted_file_paths ?? []),
      ...(given.restricted_file_extensions ?? [])
    ]
  }
}

/**
 * Whether the token's App may bypass each of the rulesets. GitHub tells each caller about itself; a ruleset that it does not tell about
 * is left out. https://docs.github.com/rest/repos/rules#get-a-repository-ruleset
 */
export async function examineBypass(
  place: Examined,
  rules: Answer<readonly BranchRule[]>
): Promise<ReadonlyMap<number, boolean>> {
  if (rules.kind !== 'given') return new Map()
  const { owner, repo } = place
  const numbers = [...new Set(rules.value.flatMap(({ ruleset }) => ruleset ?? []))].slice(0, MAXIMUM_RULESETS)
  const found = await Promise.all(
    numbers.map(async (ruleset_id) => {
      const question = { doing: `tell of the ruleset ${ruleset_id}`, permission: 'metadata: read' }
      const answer = await askGithub(place, question, async ({ rest }) => {
        const { data } = await rest.repos.getRepoRuleset({ owner, repo, ruleset_id })
        return data.current_user_can_bypass
      })
      if (answer.kind !== 'given' || answer.value === undefined) return []
      // One that may only be bypassed by pull requests holds for a commit to a branch.
      return [[ruleset_id, ['always', 'exempt'].includes(answer.value)] as const]
    })
  )
  return new Map(found.flat())
}
