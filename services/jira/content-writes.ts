import { isObject, listOf, textAt, type JsonObject } from './json.js'
import { notOnScreen, writeField, type FieldOutcome } from './field-rules.js'
import type { IssueTypeDefinition, ProjectDefinition } from './project.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { TicketContent } from './ticket.js'
import type { ServiceReply } from '../kit/service.js'

export type ContentOutcome =
  | { readonly ok: true; readonly content: TicketContent }
  | { readonly ok: false; readonly reply: ServiceReply }

interface ContentWrite {
  readonly site: JiraSite
  readonly project: ProjectDefinition
  readonly type: IssueTypeDefinition
  readonly content: TicketContent
  /** `fields` of the request, without those that only a creation takes. */
  readonly fields: JsonObject
  /** `update` of the request: lists of operations by field id. */
  readonly update: JsonObject
  /** Whether required fields that are left out are a fault. */
  readonly isNew: boolean
}

/** Writes the fields and operations of a create or edit request into the content of a ticket, or says all faults at once. */
export function writeContent(write: ContentWrite): ContentOutcome {
  const errors: Record<string, string> = {}
  const general = new Set<string>()
  let content = write.content
  const apply = (id: string, value: unknown): void => {
    const field = write.type.fields.find((each) => each.id === id)
    if (!field) {
      errors[id] = notOnScreen(id)
      return
    }
    const outcome: FieldOutcome = writeField({ content, field, value, project: write.project })
    if (outcome.ok) {
      const isEmptied = field.required === true && isEmpty(outcome.content, id)
      if (isEmptied) errors[id] = `${field.name} is required.`
      else content = outcome.content
    } else if ('message' in outcome) {
      errors[id] = outcome.message
    } else {
      general.add(outcome.general)
      write.site.adfProblems.push(...outcome.details)
    }
  }
  for (const [id, value] of Object.entries(write.fields)) apply(id, value)
  for (const [id, operations] of Object.entries(write.update)) {
    if (id in write.fields) {
      errors[id] = `Field '${id}' cannot appear in both 'fields' and 'update'`
      continue
    }
    for (const operation of listOf(operations)) {
      const value = operationValue({ content, project: write.project, id, operation })
      if (value.ok) apply(id, value.value)
      else errors[id] = value.message
    }
  }
  if (write.isNew) {
    for (const field of write.type.fields) {
      const isMissing =
        field.required === true && errors[field.id] === undefined && isEmpty(content, field.id)
      if (!isMissing) continue
      errors[field.id] =
        field.kind === 'summary' ? 'You must specify a summary of the issue.' : `${field.name} is required.`
    }
  }
  if (general.size === 0 && Object.keys(errors).length === 0) return { ok: true, content }
  return { ok: false, reply: refuse(400, [...general], errors) }
}

function isEmpty(content: TicketContent, id: string): boolean {
  const own: Readonly<Record<string, unknown>> = { ...content, ...content.custom }
  const value = own[id]
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

type OperationValue =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

function operationValue(asked: {
  content: TicketContent
  project: ProjectDefinition
  id: string
  operation: unknown
}): OperationValue {
  const { content, project, id, operation } = asked
  const [verb, operand] = isObject(operation) ? (Object.entries(operation)[0] ?? []) : []
  if (verb === 'set') return { ok: true, value: operand }
  if ((verb === 'add' || verb === 'remove') && id === 'labels') {
    const others = content.labels.filter((label) => label !== operand)
    return { ok: true, value: verb === 'add' ? [...others, operand] : others }
  }
  if ((verb === 'add' || verb === 'remove') && id === 'components') {
    const removed =
      project.components.find((each) => each.id === textAt(operand, 'id'))?.name ?? textAt(operand, 'name')
    const others = content.components.filter((name) => name !== removed).map((name) => ({ name }))
    return { ok: true, value: verb === 'add' ? [...others, operand] : others }
  }
  return { ok: false, message: `Field does not support update '${verb ?? ''}'` }
}

/** Names of the fields in which two contents differ. */
export function changedFields(before: TicketContent, after: TicketContent): readonly string[] {
  const names = ['summary', 'description', 'labels', 'components', 'assignee', 'priority'] as const
  const customIds = new Set([...Object.keys(before.custom), ...Object.keys(after.custom)])
  return [
    ...names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])),
    ...[...customIds].filter((id) => JSON.stringify(before.custom[id]) !== JSON.stringify(after.custom[id]))
  ]
}

/** The editable part of a ticket of this type before anything was written. */
export function blankContent(type: IssueTypeDefinition): TicketContent {
  const custom = type.fields
    .filter((field) => field.id.startsWith('customfield_'))
    .map((field) => [field.id, field.defaultValue ?? null] as const)
  return {
    summary: '',
    description: null,
    labels: [],
    components: [],
    assignee: null,
    priority: type.fields.find((field) => field.kind === 'priority')?.defaultValue ?? null,
    custom: Object.fromEntries(custom)
  }
}
