import * as z from 'zod'
import type { BoardContext } from './board-context.js'
import { isIssueKey } from './issue-key.js'
import type { LabelledTicket } from './label-search.js'

/** Jira reads so many tickets by key in one request. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ */
const KEYS_PER_REQUEST = 100

const newestSchema = z.object({
  issues: z.array(z.object({ key: z.string().refine(isIssueKey, 'not the key of a ticket') }))
})

const ticketsSchema = z.object({
  issues: z.array(
    z.object({
      key: z.string().refine(isIssueKey, 'not the key of a ticket'),
      fields: z.object({ labels: z.array(z.string()).nullish() })
    })
  )
})

/**
 * Tickets with any of the labels among the newest of the project: a hundred up to the newest that the search index knows, and the
 * hundred keys after it. Jira numbers the tickets of a project one after the other and reads them by key without delay, so that
 * this sees what was filed a moment ago; the index alone may lag by minutes, and not in the order of the keys. Three requests.
 */
export async function findRecent(
  context: BoardContext,
  labels: readonly string[]
): Promise<readonly LabelledTicket[]> {
  const newest = await newestNumber(context)
  const pages = await Promise.all([
    readKeys(context, Math.max(1, newest - KEYS_PER_REQUEST + 1), newest),
    readKeys(context, newest + 1, newest + KEYS_PER_REQUEST)
  ])
  return pages.flat().filter((ticket) => ticket.labels.some((label) => labels.includes(label)))
}

/** Number of the newest ticket that the index knows; 0 when it knows none. */
async function newestNumber({ connection, policy }: BoardContext): Promise<number> {
  const { issues } = await connection.call({
    doing: `look for the newest ticket of ${policy.project}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: newestSchema,
    send: (client) =>
      client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
        jql: `project = "${policy.project}" ORDER BY key DESC`,
        fields: ['key'],
        maxResults: 1
      })
  })
  const key = issues[0]?.key ?? ''
  return Number(/-(\d+)$/.exec(key)?.[1] ?? 0)
}

async function readKeys(
  { connection, policy }: BoardContext,
  first: number,
  last: number
): Promise<readonly LabelledTicket[]> {
  const keys = Array.from({ length: last - first + 1 }, (_, index) => `${policy.project}-${first + index}`)
  if (keys.length === 0) return []
  const { issues } = await connection.call({
    doing: `read the newest tickets of ${policy.project}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: ticketsSchema,
    send: (client) => client.issues.bulkFetchIssues({ issueIdsOrKeys: keys, fields: ['labels'] })
  })
  return issues.map(({ key, fields }) => ({ key, labels: fields.labels ?? [] }))
}
