import { namesOf, sampleValue, type AllowedValue, type ScreenField } from '../../flow/ticket/screen-field.js'
import type { Policy } from '../../config/policy.js'
import { failed, ok, warning } from '../check.js'
import type { JiraFacts, JiraProjectFacts } from './facts.js'
import { isSameName, nameAll, quote, unanswered, type JiraCheck } from './lines.js'
import { CREATE_MEND } from './judge-screen.js'

/** Fields that a run sets itself, over what the policy says, and what to do instead. */
const OVERWRITTEN: Readonly<Record<string, string>> = {
  project: 'Use jira.project.',
  issuetype: 'Use jira.issue-type.',
  labels: 'Use jira.labels.',
  summary: 'Every ticket has its own.',
  description: 'Every ticket has its own.'
}

/** A line for each of jira.fields that Jira would refuse, or that does nothing. */
export function judgeFields(
  facts: JiraFacts,
  project: JiraProjectFacts,
  policy: Policy
): readonly JiraCheck[] {
  const id = 'jira-fields'
  const entries = Object.entries(policy.jira.fields)
  if (entries.length === 0) return [ok(id, 'The policy sets none.')]
  const { screen } = project
  if (screen.kind !== 'given') return [unanswered(id, screen, CREATE_MEND)]
  const lines = entries.flatMap(([key, value]): readonly JiraCheck[] => {
    if (isOverwritten(key, policy)) return [overwritten(key)]
    const field = screen.value.find((each) => each.id === key)
    if (field === undefined) return [offScreen(key, facts)]
    const problem = problemOf(field, value)
    return problem === undefined ? [] : [refused(field, problem)]
  })
  return lines.length > 0 ? lines : [ok(id, `Jira takes them: ${nameAll(entries.map(([key]) => key))}.`)]
}

function isOverwritten(key: string, { jira }: Policy): boolean {
  return Object.hasOwn(OVERWRITTEN, key) || (key === 'priority' && jira.priority !== undefined)
}

function overwritten(key: string): JiraCheck {
  return warning(
    'jira-fields',
    `jira.fields.${quote(key)} does nothing: a run sets that field itself.`,
    `Remove it. ${OVERWRITTEN[key] ?? 'jira.priority is set.'}`
  )
}

function offScreen(key: string, { siteFields }: JiraFacts): JiraCheck {
  const id = 'jira-fields'
  const place = `jira.fields.${quote(key)}`
  const known = siteFields.kind === 'given' ? siteFields.value : undefined
  const remove = `or remove ${place}.`
  const field = known?.find((each) => each.id === key)
  if (known === undefined || field !== undefined) {
    const name = field === undefined ? quote(key) : `"${quote(field.name)}" (${quote(key)})`
    return failed(
      id,
      `The field ${name} is not on the create screen, so that Jira refuses every ticket.`,
      `Put it on the create screen of the issue type, ${remove}`
    )
  }
  const named = known.filter((each) => isSameName(each.name, key)).map((each) => each.id)
  return failed(
    id,
    `Jira has no field with the id "${quote(key)}", and refuses every ticket.`,
    named.length === 0
      ? `Write the id of the field, such as customfield_10060, ${remove}`
      : `That is the name of a field: write its id, ${nameAll(named)}, ${remove}`
  )
}

function refused(field: ScreenField, problem: string): JiraCheck {
  const names = namesOf(field) ?? []
  const allowed = names.length === 0 ? '' : ` Allowed values: ${nameAll(names)}.`
  return failed(
    'jira-fields',
    `jira.fields.${quote(field.id)} ("${quote(field.name)}") ${problem}, so that Jira refuses every ticket.${allowed}`,
    `Write a value such as: jira: { fields: { ${quote(field.id)}: ${JSON.stringify(sampleValue(field))} } }`
  )
}

/** Types whose values Jira takes as one of a list, by id or by name. */
const CHOSEN: ReadonlySet<string> = new Set([
  'option',
  'option-with-child',
  'priority',
  'component',
  'version',
  'securitylevel'
])

/** What Jira would say of a value; `undefined` when it takes it, or when that cannot be known from here. */
function problemOf(field: ScreenField, value: unknown): string | undefined {
  if (value === null) return field.required ? 'is empty, and required' : undefined
  if (field.isList !== Array.isArray(value)) {
    return field.isList ? 'has to be a list' : 'is a list, and takes one value'
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const each of values) {
    const problem = problemOfOne(field, each)
    if (problem !== undefined) return problem
  }
  return undefined
}

function problemOfOne({ type, isRichText, allowed }: ScreenField, value: unknown): string | undefined {
  if (isRichText) {
    return isObject(value) && value['type'] === 'doc'
      ? undefined
      : 'has to be a document in Atlassian Document Format'
  }
  if (type === 'number') return typeof value === 'number' ? undefined : 'has to be a number'
  if (type === 'string' || type === 'date' || type === 'datetime') {
    return typeof value === 'string' ? undefined : 'has to be a text'
  }
  if (!CHOSEN.has(type)) return undefined
  if (!isObject(value)) return 'has to be an object with "value", "name" or "id"'
  if (allowed === undefined || allowed.some((each) => isChosen(each, value))) return undefined
  return `has a value that is not allowed (${quote(JSON.stringify(value))})`
}

function isChosen(allowed: AllowedValue, chosen: Readonly<Record<string, unknown>>): boolean {
  const { id, value, name } = chosen
  // Jira looks at the id first.
  if (id !== undefined) return (typeof id === 'number' ? String(id) : id) === allowed.id
  if (value !== undefined) return value === allowed.value
  return name !== undefined && name === allowed.name
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
