import * as z from 'zod'
import type { JiraConnection } from './jira-connection.js'

/** A step that a ticket's workflow offers from where the ticket is. */
export interface ListedTransition {
  readonly id: string
  readonly name: string
  /** Status that it leads to; the category is Jira's key. */
  readonly to: { readonly name: string; readonly category: string }
  /** Names of the fields that it asks for and has no default for. */
  readonly asks: readonly string[]
}

const transition = z
  .object({
    id: z.string().min(1),
    name: z.string(),
    to: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
    fields: z
      .record(
        z.string(),
        z.object({
          required: z.boolean(),
          name: z.string().optional(),
          hasDefaultValue: z.boolean().optional()
        })
      )
      .optional()
  })
  .transform(({ id, name, to, fields }): ListedTransition => {
    const asked = Object.entries(fields ?? {}).filter(
      ([, field]) => field.required && field.hasDefaultValue !== true
    )
    return {
      id,
      name,
      to: { name: to.name, category: to.statusCategory.key },
      asks: asked.map(([fieldId, field]) => field.name ?? fieldId)
    }
  })

const transitionList = z.object({ transitions: z.array(transition) })

/** Jira lists none to an account without the permission Transition Issues. */
export async function readTransitions(
  connection: JiraConnection,
  key: string
): Promise<readonly ListedTransition[]> {
  const { transitions } = await connection.call({
    doing: `list the transitions of ticket ${key}`,
    permission: 'Transition Issues',
    idempotent: true,
    reply: transitionList,
    send: (client) => client.issues.getTransitions({ issueIdOrKey: key, expand: 'transitions.fields' })
  })
  return transitions
}
