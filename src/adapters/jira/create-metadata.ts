import * as z from 'zod'
import type { BoardContext } from './board-context.js'

/** A field on the create screen of an issue type. */
export interface CreateField {
  readonly id: string
  readonly name: string
  readonly required: boolean
  /** Jira's type, `option`; of the items when `isList`. */
  readonly type: string
  readonly isList: boolean
  /** A text of several lines takes Atlassian Document Format. */
  readonly isRichText: boolean
  /** Empty when Jira lists none. */
  readonly allowed: readonly AllowedValue[]
}

export interface AllowedValue {
  /** How people call it. */
  readonly label: string
  /** How the field takes it. */
  readonly value: Readonly<Record<string, string>>
}

const PAGE_SIZE = 50

/** Pages of one list at most: a create screen has no thousand fields. */
const PAGE_LIMIT = 20

const issueTypes = z.object({
  total: z.number().optional(),
  issueTypes: z.array(z.object({ id: z.string(), name: z.string() }))
})

const fields = z.object({
  total: z.number().optional(),
  fields: z.array(
    z.object({
      fieldId: z.string(),
      name: z.string(),
      required: z.boolean(),
      schema: z
        .object({ type: z.string(), items: z.string().optional(), custom: z.string().optional() })
        .optional(),
      allowedValues: z
        .array(
          z.object({ id: z.string().optional(), name: z.string().optional(), value: z.string().optional() })
        )
        .optional()
        // Fields of apps list whatever they like: then their values are not quoted.
        .catch(undefined)
    })
  )
})

/** Issue types that tickets of the project may have. */
export function readIssueTypes(
  context: BoardContext
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return readPages((startAt) =>
    context.connection
      .call({
        doing: `list the issue types of ${context.policy.project}`,
        permission: 'Create Issues',
        idempotent: true,
        reply: issueTypes,
        send: (client) =>
          client.issues.getCreateIssueMetaIssueTypes({
            projectIdOrKey: context.policy.project,
            startAt,
            maxResults: PAGE_SIZE
          })
      })
      .then((page) => ({ items: page.issueTypes, total: page.total }))
  )
}

/** Fields on the create screen of the configured issue type; empty when the project has no such type. */
export async function readCreateFields(context: BoardContext): Promise<readonly CreateField[]> {
  const wanted = context.policy.issueType.toLowerCase()
  const type = (await readIssueTypes(context)).find((each) => each.name.toLowerCase() === wanted)
  if (type === undefined) return []
  const listed = await readPages((startAt) =>
    context.connection
      .call({
        doing: `list the fields of ${context.policy.issueType} in ${context.policy.project}`,
        permission: 'Create Issues',
        idempotent: true,
        reply: fields,
        send: (client) =>
          client.issues.getCreateIssueMetaIssueTypeId({
            projectIdOrKey: context.policy.project,
            issueTypeId: type.id,
            startAt,
            maxResults: PAGE_SIZE
          })
      })
      .then((page) => ({ items: page.fields, total: page.total }))
  )
  return listed.map((field) => ({
    id: field.fieldId,
    name: field.name,
    required: field.required,
    type: field.schema?.items ?? field.schema?.type ?? 'string',
    isList: field.schema?.type === 'array',
    isRichText:
      field.schema?.custom?.endsWith(':textarea') === true ||
      field.fieldId === 'description' ||
      field.fieldId === 'environment',
    allowed: (field.allowedValues ?? []).flatMap(({ id, name, value }): AllowedValue[] => {
      if (value !== undefined) return [{ label: value, value: { value } }]
      if (name !== undefined) return [{ label: name, value: { name } }]
      return id === undefined ? [] : [{ label: id, value: { id } }]
    })
  }))
}

async function readPages<T>(
  readPage: (startAt: number) => Promise<{ readonly items: readonly T[]; readonly total: number | undefined }>
): Promise<readonly T[]> {
  const all: T[] = []
  for (let pages = 0; pages < PAGE_LIMIT; pages += 1) {
    const page = await readPage(all.length)
    all.push(...page.items)
    if (page.items.length === 0 || all.length >= (page.total ?? 0)) return all
  }
  return all
}
