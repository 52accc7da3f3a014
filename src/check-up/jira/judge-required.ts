import { namesOf, sampleValue, type ScreenField } from '../../flow/ticket/screen-field.js'
import type { Policy } from '../../config/policy.js'
import type { Team } from '../../flow/decision/router.js'
import { failed, ok } from '../check.js'
import type { JiraProjectFacts } from './facts.js'
import { nameAll, quote, unanswered, type JiraCheck } from './lines.js'
import { CREATE_MEND } from './judge-screen.js'

/** Fields that every ticket of ours has. Jira itself makes the account the reporter. */
const ALWAYS_SET: ReadonlySet<string> = new Set([
  'project',
  'issuetype',
  'summary',
  'description',
  'labels',
  'reporter'
])

/** A line for each required field that some ticket would come without, by the rules of filing. */
export function judgeRequiredFields({ screen }: JiraProjectFacts, policy: Policy): readonly JiraCheck[] {
  const id = 'jira-required-fields'
  if (screen.kind !== 'given') return [unanswered(id, screen, CREATE_MEND)]
  const required = screen.value.filter((field) => field.required && !field.hasDefault)
  const problems = required.flatMap((field) => judgeField(field, policy))
  return problems.length > 0
    ? problems
    : [
        ok(
          id,
          `Every ticket has the fields that Jira requires: ${nameAll(required.map(({ name }) => name))}.`
        )
      ]
}

function judgeField(field: ScreenField, policy: Policy): readonly JiraCheck[] {
  const { jira } = policy
  if (ALWAYS_SET.has(field.id) || !isEmpty(jira.fields[field.id])) return []
  if (field.id === 'priority' && jira.priority !== undefined) return []
  const without = ticketsWithout(field.id, policy)
  if (without === undefined) return []
  const names = namesOf(field) ?? []
  const allowed = names.length === 0 ? '' : ` Allowed values: ${nameAll(names)}.`
  const line =
    field.id === 'priority'
      ? `jira: { priority: ${JSON.stringify(names[0] ?? 'Medium')} }`
      : `jira: { fields: { ${quote(field.id)}: ${JSON.stringify(sampleValue(field))} } }`
  return [
    failed(
      'jira-required-fields',
      `Jira requires "${quote(field.name)}" (${quote(field.id)}) of a new ticket, and refuses ${without}.${allowed}`,
      `Write into the policy, with the value that fits: ${line}`
    )
  ]
}

/** Which tickets come without a field that the settings of the teams fill; `undefined`: none. */
function ticketsWithout(id: string, { jira, ownership }: Policy): string | undefined {
  const setting = settingFor(id, jira.teamField)
  if (setting === undefined) return 'every ticket without it'
  const teams = ownership.teams.filter((team) => team[setting] === undefined).map(({ name }) => name)
  const ownerless = ownership.fallback === undefined ? ['those that nobody owns'] : []
  const kinds = [...(teams.length > 0 ? [`those of the teams ${nameAll(teams)}`] : []), ...ownerless]
  return kinds.length === 0 ? undefined : kinds.join(' and ')
}

function settingFor(
  id: string,
  teamField: string | undefined
): keyof Pick<Team, 'component' | 'assignee' | 'jiraTeam'> | undefined {
  if (id === 'components') return 'component'
  if (id === 'assignee') return 'assignee'
  return id === teamField ? 'jiraTeam' : undefined
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
