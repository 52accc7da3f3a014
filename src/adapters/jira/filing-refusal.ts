import { stringify } from 'yaml'
import { ConfigurationError } from '../../errors.js'
import { namesOf, sampleValue, type ScreenField } from '../../flow/ticket/screen-field.js'
import type { BoardContext } from './board-context.js'
import { readCreateFields, readIssueTypes } from './create-metadata.js'
import type { JiraError } from './jira-error.js'

/** Allowed values that a message lists at most. */
const ALLOWED_LIMIT = 20

/** Fields that every ticket of ours has. */
const ourFields = new Set(['summary', 'description', 'labels'])

/**
 * What to do about a creation that Jira refused: a ConfigurationError that names everything wrong with its mend, or the refusal
 * itself when the config has no part in it. `leftOut` says what was or would be left out, which Jira's refusal may come from.
 */
export async function explainRefusal(
  context: BoardContext,
  refusal: JiraError,
  leftOut: { readonly fields: ReadonlySet<string>; readonly warnings: readonly string[] }
): Promise<Error> {
  const fields = Object.fromEntries(Object.entries(refusal.fields).filter(([id]) => !leftOut.fields.has(id)))
  const { project } = context.policy
  if (fields['project'] !== undefined) {
    return new ConfigurationError(
      [
        `jira.project is "${project}", but Jira says ${JSON.stringify(fields['project'])}. Check the key, and that the ` +
          'account of jira-user-email has the permissions Browse Projects and Create Issues there.'
      ],
      { cause: refusal }
    )
  }
  if (fields['issuetype'] !== undefined) {
    return new ConfigurationError([await typeProblem(context, fields['issuetype'])], { cause: refusal })
  }
  const isOurs = Object.entries(fields).some(([id, said]) => ourFields.has(id) && !isOffScreen(said))
  if (Object.keys(fields).length === 0 || isOurs) return refusal
  // The explanation is worth more than the reason why it is shorter than it could be.
  const known = await readCreateFields(context).catch(() => [])
  const problems = Object.entries(fields).map(([id, said]) => fieldProblem(context, known, id, said))
  return new ConfigurationError([...problems, ...leftOut.warnings], { cause: refusal })
}

async function typeProblem(context: BoardContext, said: string): Promise<string> {
  const { issueType, project } = context.policy
  const types = await readIssueTypes(context).catch(() => [])
  const start = `jira.issue-type is "${issueType}", which project ${project} does not take (Jira: ${JSON.stringify(said)}).`
  if (types.length === 0) return `${start} Write the name of one of the project's issue types.`
  return `${start} Write one of: ${types.map(({ name }) => name).join(', ')}.`
}

function fieldProblem(
  context: BoardContext,
  known: readonly ScreenField[],
  id: string,
  said: string
): string {
  const { policy } = context
  const field = known.find((each) => each.id === id)
  const name = field === undefined ? id : `"${field.name}" (${id})`
  const place = `${policy.issueType} in project ${policy.project}`
  const quoted = `Jira: ${JSON.stringify(said)}`
  const allowed = field === undefined ? '' : allowedValues(field)
  if (isOffScreen(said)) {
    const wish = Object.hasOwn(policy.fields, id)
      ? `, or remove jira.fields.${id}`
      : id === 'priority'
        ? ', or remove jira.priority'
        : ''
    return `The field ${name} is not on the create screen of ${place} (${quoted}). Put it there in the project's settings${wish}.`
  }
  if (id === 'priority') {
    const priorities = [
      ...(policy.priority === undefined ? [] : [`jira.priority is "${policy.priority}"`]),
      ...(policy.escalatedPriority === undefined
        ? []
        : [`jira.escalated-priority is "${policy.escalatedPriority}"`])
    ]
    if (priorities.length > 0)
      return `${priorities.join(' and ')}, which ${place} does not take (${quoted}).${allowed}`
  }
  if (Object.hasOwn(policy.fields, id))
    return `jira.fields.${id} has a value that ${place} does not take (${quoted}).${allowed}`
  return (
    `The field ${name} is required for ${place}, and the config does not set it (${quoted}).${allowed} Add to the config:\n` +
    (id === 'priority'
      ? sample({ jira: { priority: (field && namesOf(field)?.[0]) ?? 'Medium' } })
      : sampleField(id, field))
  )
}

function isOffScreen(said: string): boolean {
  return /screen/i.test(said)
}

function allowedValues(field: ScreenField): string {
  const names = namesOf(field) ?? []
  if (names.length === 0) return ''
  const more = names.length - ALLOWED_LIMIT
  return ` Allowed values: ${names.slice(0, ALLOWED_LIMIT).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`
}

function sampleField(id: string, field: ScreenField | undefined): string {
  return sample({ jira: { fields: { [id]: field === undefined ? '<value>' : sampleValue(field) } } })
}

function sample(config: unknown): string {
  return stringify(config).trimEnd()
}
