import * as z from 'zod'
import type { BoardContext } from './board-context.js'
import { checkIssueKey } from './issue-key.js'
import { JiraError } from './jira-error.js'
import { onceDespiteLoss } from './lost-reply.js'

const linked = z.object({
  fields: z.object({
    issuelinks: z.array(
      z.object({
        type: z.object({ name: z.string() }),
        outwardIssue: z.object({ key: z.string() }).optional(),
        inwardIssue: z.object({ key: z.string() }).optional()
      })
    )
  })
})

/** Links a new ticket to the one that it follows. A link type that the site lacks is a warning: the ticket itself is filed. */
export async function linkTickets(context: BoardContext, newKey: string, oldKey: string): Promise<void> {
  checkIssueKey(newKey)
  checkIssueKey(oldKey)
  const { linkType } = context.policy
  try {
    await onceDespiteLoss(
      {
        act: async () => {
          await context.connection.call({
            doing: `link ticket ${newKey} to ${oldKey}`,
            permission: 'Link Issues',
            idempotent: false,
            reply: z.unknown(),
            // The inward ticket is the subject: "new duplicates old".
            send: (client) =>
              client.issueLinks.linkIssues({
                type: { name: linkType },
                inwardIssue: { key: newKey },
                outwardIssue: { key: oldKey }
              })
          })
          return true
        },
        find: async () => ((await isLinked(context, newKey, oldKey)) ? true : undefined)
      },
      context.retry
    )
  } catch (error) {
    if (!isUnknownType(error)) throw error
    context.log.warning('Jira has no link type of the configured name, so the new ticket is not linked.', {
      ticket: newKey,
      follows: oldKey,
      linkType,
      mend: `Set jira.link-type to one of the site's link types: ${context.siteUrl}/secure/admin/ViewLinkTypes!default.jspa lists them.`
    })
  }
}

async function isLinked(context: BoardContext, newKey: string, oldKey: string): Promise<boolean> {
  const { fields } = await context.connection.call({
    doing: `read the links of ticket ${newKey}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: linked,
    send: (client) => client.issues.getIssue({ issueIdOrKey: newKey, fields: ['issuelinks'] })
  })
  return fields.issuelinks.some(
    ({ type, outwardIssue, inwardIssue }) =>
      type.name === context.policy.linkType && (outwardIssue?.key === oldKey || inwardIssue?.key === oldKey)
  )
}

/** Jira answers 404 to an unknown type and to an unknown ticket; the words tell them apart. */
function isUnknownType(error: unknown): boolean {
  return (
    error instanceof JiraError && error.isNotFound && error.messages.some((each) => /link type/i.test(each))
  )
}
