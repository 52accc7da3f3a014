import * as z from 'zod'
import type { ScreenField } from '../../flow/ticket/screen-field.js'
import type { BoardContext } from './board-context.js'
import type { JiraConnection } from './jira-connection.js'

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
      hasDefaultValue: z.boolean().optional(),
      schema: z
        .object({ type: z.string(), items: z.string().optional(), custom: z.string().optional() })
        .optional(),
      allowedValues: z
        .array(
          z.object({ id: z.string().optional(), name: z.string().optional(), value: z.string().optional() })
        )
        .optional()
        // Fields of apps list whatever they like: then nothing is said of their values.
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
export async function readCreateFields(context: BoardContext): Promise<readonly ScreenField[]> {
  const { connection, policy } = context
  const wanted = policy.issueType.toLowerCase()
  const type = (await readIssueTypes(context)).find((each) => each.name.toLowerCase() === wanted)
  return type === undefined ? [] : readScreen(connection, { project: policy.project, type })
}

/** Fields on the create screen of an issue type. Takes the permission Create Issues. */
export async function readScreen(
  connection: JiraConnection,
  {
    project,
    type
  }: { readonly project: string; readonly type: { readonly id: string; readonly name: string } }
): Promise<readonly ScreenField[]> {
  const listed = await readPages((startAt) =>
    connection
      .call({
        doing: `list the fields of ${type.name} in ${project}`,
        permission: 'Create Issues',
        idempotent: true,
        reply: fields,
        send: (client) =>
          client.issues.getCreateIssueMetaIssueTypeId({
            projectIdOrKey: project,
            issueTypeId: type.id,
            startAt,
            maxResults: PAGE_SIZE
          })
      })
      .then((page) => ({ items: page.fields, total: page.total }))
  )
  return listed.map(({ fieldId, name, required, hasDefaultValue, schema, allowedValues }) => ({
    id: fieldId,
    name,
    required,
    hasDefault: hasDefaultValue === true,
    type: schema?.items ?? schema?.type ?? 'any',
    isList: schema?.type === 'array',
    isRichText:
      schema?.custom?.endsWith(':textarea') === true ||
      fieldId === 'description' ||
      fieldId === 'environment',
    allowed: allowedValues
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
