import * as z from 'zod'
import type { AllowedValue, ScreenField } from '../../check-up/jira/facts.js'
import type { JiraConnection } from './jira-connection.js'

const PAGE_SIZE = 50

/** Pages at most: a create screen has no thousand fields. */
const PAGE_LIMIT = 20

const screen = z.object({
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

type Field = z.infer<typeof screen>['fields'][number]

/** The create screen of an issue type. Takes the permission Create Issues. */
export async function readScreen(
  connection: JiraConnection,
  {
    project,
    type
  }: { readonly project: string; readonly type: { readonly id: string; readonly name: string } }
): Promise<readonly ScreenField[]> {
  const all: Field[] = []
  for (let pages = 0; pages < PAGE_LIMIT; pages += 1) {
    const page = await connection.call({
      doing: `list the fields of ${type.name} in ${project}`,
      permission: 'Create Issues',
      idempotent: true,
      reply: screen,
      send: (client) =>
        client.issues.getCreateIssueMetaIssueTypeId({
          projectIdOrKey: project,
          issueTypeId: type.id,
          startAt: all.length,
          maxResults: PAGE_SIZE
        })
    })
    all.push(...page.fields)
    if (page.fields.length === 0 || all.length >= (page.total ?? 0)) break
  }
  return all.map(toField)
}

function toField({ fieldId, name, required, hasDefaultValue, schema, allowedValues }: Field): ScreenField {
  return {
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
    allowed: allowedValues?.map(({ id, name: called, value }): AllowedValue => ({ id, name: called, value }))
  }
}
