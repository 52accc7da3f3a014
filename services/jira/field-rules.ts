import { findAdfProblems, TEXT_LIMIT } from './adf-rules.js'
import { isObject, listOf, textAt } from './json.js'
import type { AllowedValue, FieldDefinition, ProjectDefinition } from './project.js'
import type { TicketContent } from './ticket.js'

/** Jira's summary is one line of at most this many characters. */
export const SUMMARY_LIMIT = 255

/** Longest label. */
export const LABEL_LIMIT = 255

export type FieldOutcome =
  | { readonly ok: true; readonly content: TicketContent }
  /** A fault of the field, reported under its id. */
  | { readonly ok: false; readonly message: string }
  /** A fault of a rich text, which Jira reports without naming the field. */
  | {
      readonly ok: false
      readonly general: 'INVALID_INPUT' | 'CONTENT_LIMIT_EXCEEDED'
      readonly details: readonly string[]
    }

interface FieldWrite {
  readonly content: TicketContent
  readonly field: FieldDefinition
  readonly value: unknown
  readonly project: ProjectDefinition
}

/** What Jira says of a field that the screen does not have. */
export function notOnScreen(id: string): string {
  return `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`
}

const NOT_A_DOCUMENT = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'

function fault(message: string): FieldOutcome {
  return { ok: false, message }
}

/** Puts one field as sent into the content of a ticket, by the rules of its kind. */
export function writeField(write: FieldWrite): FieldOutcome {
  const { content, field, value } = write
  switch (field.kind) {
    case 'summary':
      return writeSummary(content, value)
    case 'rich-text':
      return writeRichText(write)
    case 'labels':
      return writeLabels(content, value)
    case 'components':
      return writeComponents(write)
    case 'user':
      return writeAssignee(write)
    case 'priority':
      return writePriority(write)
    case 'select':
      return writeSelect(write)
    case 'team':
      return writeTeam(write)
    case 'string':
      return value === null || typeof value === 'string'
        ? custom(write, value)
        : fault('Operation value must be a string')
    case 'number':
      return value === null || typeof value === 'number'
        ? custom(write, value)
        : fault('Operation value must be a number')
  }
}

function custom({ content, field }: FieldWrite, value: unknown): FieldOutcome {
  return { ok: true, content: { ...content, custom: { ...content.custom, [field.id]: value } } }
}

function writeSummary(content: TicketContent, value: unknown): FieldOutcome {
  if (value === null || value === undefined) return fault('You must specify a summary of the issue.')
  if (typeof value !== 'string') return fault('Operation value must be a string')
  if (value.trim() === '') return fault('You must specify a summary of the issue.')
  if (/[\r\n]/.test(value)) return fault('The summary is invalid because it contains newline characters.')
  if (value.length > SUMMARY_LIMIT) return fault(`Summary can't exceed ${SUMMARY_LIMIT} characters.`)
  return { ok: true, content: { ...content, summary: value.trim() } }
}

function writeRichText(write: FieldWrite): FieldOutcome {
  const { content, field, value } = write
  if (value !== null && !isObject(value)) return fault(NOT_A_DOCUMENT)
  if (isObject(value)) {
    if (value['type'] !== 'doc') return fault(NOT_A_DOCUMENT)
    const details = findAdfProblems(value)
    if (details.length > 0) return { ok: false, general: 'INVALID_INPUT', details }
    if (JSON.stringify(value).length > TEXT_LIMIT) {
      return {
        ok: false,
        general: 'CONTENT_LIMIT_EXCEEDED',
        details: [`${field.id} is over ${TEXT_LIMIT} characters`]
      }
    }
  }
  return field.id === 'description'
    ? { ok: true, content: { ...content, description: value } }
    : custom(write, value)
}

function writeLabels(content: TicketContent, value: unknown): FieldOutcome {
  if (value !== null && !Array.isArray(value)) return fault('data was not an array')
  const labels = listOf(value)
  for (const label of labels) {
    if (typeof label !== 'string') return fault('string expected at index 0')
    if (/\s/.test(label)) return fault(`The label '${label}' contains spaces which is invalid.`)
    if (label.length > LABEL_LIMIT)
      return fault(`The label '${label}' exceeds the maximum length of ${LABEL_LIMIT} characters.`)
    if (label === '') return fault('The label is empty.')
  }
  return { ok: true, content: { ...content, labels: [...new Set(labels.map(String))].sort() } }
}

function writeComponents({ content, value, project }: FieldWrite): FieldOutcome {
  if (value !== null && !Array.isArray(value)) return fault('data was not an array')
  const names: string[] = []
  for (const entry of listOf(value)) {
    const id = textAt(entry, 'id')
    const name = textAt(entry, 'name')
    if (id === undefined && name === undefined)
      return fault('expected an object containing an id or name property')
    const found = project.components.find((each) => (id === undefined ? each.name === name : each.id === id))
    if (!found)
      return fault(
        id === undefined ? `Component name '${name}' is not valid` : `Component id '${id}' is not valid.`
      )
    names.push(found.name)
  }
  return { ok: true, content: { ...content, components: [...new Set(names)] } }
}

function writeAssignee({ content, value, project }: FieldWrite): FieldOutcome {
  const accountId = textAt(value, 'accountId') ?? textAt(value, 'id')
  // "-1" is the project's default assignee, which is nobody here.
  if (value === null || accountId === '-1') return { ok: true, content: { ...content, assignee: null } }
  if (accountId === undefined) {
    return isObject(value) && value['accountId'] === null
      ? { ok: true, content: { ...content, assignee: null } }
      : fault('expected Object containing an accountId property')
  }
  const user = project.assignable.find((each) => each.accountId === accountId)
  if (!user || user.active === false) return fault(`User '${accountId}' cannot be assigned issues.`)
  return { ok: true, content: { ...content, assignee: accountId } }
}

function findAllowed(
  field: FieldDefinition,
  value: unknown,
  labelName: 'name' | 'value'
): AllowedValue | undefined {
  const id = textAt(value, 'id')
  const label = textAt(value, labelName)
  return field.allowedValues?.find((each) => (id === undefined ? each.label === label : each.id === id))
}

function writePriority({ content, field, value }: FieldWrite): FieldOutcome {
  const found = findAllowed(field, value, 'name')
  return found
    ? { ok: true, content: { ...content, priority: found.label } }
    : fault('The priority selected is invalid.')
}

function writeSelect(write: FieldWrite): FieldOutcome {
  const { field, value } = write
  if (value === null) return custom(write, null)
  if (!isObject(value)) return fault("Specify a valid 'id' or 'name' for " + field.name)
  const found = findAllowed(field, value, 'value')
  if (found) return custom(write, found.label)
  const id = textAt(value, 'id')
  return fault(
    id === undefined
      ? `Option value '${textAt(value, 'value') ?? ''}' is not valid`
      : `Option id '${id}' is not valid`
  )
}

function writeTeam(write: FieldWrite): FieldOutcome {
  const { value, project } = write
  if (value === null) return custom(write, null)
  // https://developer.atlassian.com/platform/teams/components/team-field-in-jira-rest-api/: the plain id, no object.
  if (typeof value !== 'string') return fault('Team id must be a string.')
  return project.teams.some((each) => each.id === value)
    ? custom(write, value)
    : fault(`Team id '${value}' is not valid.`)
}
