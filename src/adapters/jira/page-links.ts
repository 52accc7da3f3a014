import * as z from 'zod'
import type { BoardContext } from './board-context.js'
import { checkIssueKey } from './issue-key.js'

/**
 * Shows a page of another system on the ticket. The page's address is its global id, so that a second call updates the link.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 */
export async function linkPage(
  context: BoardContext,
  key: string,
  page: { readonly url: string; readonly title: string }
): Promise<void> {
  checkIssueKey(key)
  await context.connection.call({
    doing: `link a page on ticket ${key}`,
    permission: 'Link Issues',
    idempotent: true,
    reply: z.unknown(),
    send: (client) =>
      client.issueRemoteLinks.createOrUpdateRemoteIssueLink({
        issueIdOrKey: key,
        globalId: page.url,
        object: { url: page.url, title: context.outgoing.summary(page.title) }
      })
  })
}
