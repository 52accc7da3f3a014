import * as z from 'zod'
import { ConfigurationError, VendorError } from '../../errors.js'
import type { BoardContext } from './board-context.js'
import { isIssueKey } from './issue-key.js'
import { JiraError } from './jira-error.js'

/** Labels per query: those of a sweep of fifty issues, in a JQL of about six thousand characters. */
const LABELS_PER_QUERY = 150

/** Jira gives fewer than asked for when fields are wanted. */
const PAGE_SIZE = 100

/** Pages per query. So many tickets under our own labels mean that something else is wrong. */
const PAGE_LIMIT = 20

export interface LabelledTicket {
  readonly key: string
  readonly labels: readonly string[]
}

/** Keys of all tickets of the project with any of the labels, oldest first. Reads the search index, which lags. */
export async function findByLabels(
  context: BoardContext,
  labels: readonly string[]
): Promise<readonly LabelledTicket[]> {
  const unique = [...new Set(labels)]
  const found = new Map<string, LabelledTicket>()
  for (let start = 0; start < unique.length; start += LABELS_PER_QUERY) {
    const chunk = unique.slice(start, start + LABELS_PER_QUERY)
    for (const ticket of await searchLabels(context, chunk)) found.set(ticket.key, ticket)
  }
  return [...found.values()]
}

async function searchLabels(
  context: BoardContext,
  labels: readonly string[]
): Promise<readonly LabelledTicket[]> {
  const jql = `project = ${quote(context.policy.project)} AND labels in (${labels.map(quote).join(', ')}) ORDER BY created ASC`
  const page = pageSchema(labels)
  const found: LabelledTicket[] = []
  let token: string | undefined
  for (let pages = 0; pages < PAGE_LIMIT; pages += 1) {
    const reply = await context.connection
      .call({
        doing: `search for tickets of ${context.policy.project} by label`,
        permission: 'Browse Projects',
        idempotent: true,
        reply: page,
        send: (client) =>
          client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
            jql,
            fields: ['labels'],
            maxResults: PAGE_SIZE,
            ...(token === undefined ? {} : { nextPageToken: token })
          })
      })
      .catch((error: unknown) => {
        throw asUnknownProject(error, context)
      })
    found.push(...reply.issues.map(({ key, fields }) => ({ key, labels: fields.labels })))
    if (reply.isLast === true || reply.nextPageToken === undefined) return found
    token = reply.nextPageToken
  }
  throw new VendorError(
    `Jira has more than ${PAGE_LIMIT * PAGE_SIZE} tickets of ${context.policy.project} with the labels ${labels.slice(0, 3).join(', ')}: they cannot all be read`,
    { vendor: 'Jira', retryable: false }
  )
}

/** Of a query's parts, the project alone is the user's: `The value 'PPL' does not exist for the field 'project'.` */
function asUnknownProject(error: unknown, { policy }: BoardContext): unknown {
  if (!(error instanceof JiraError) || error.status !== 400) return error
  const said = error.messages.find((message) => /field 'project'/i.test(message))
  if (said === undefined) return error
  return new ConfigurationError(
    [
      `jira.project is "${policy.project}", but Jira says ${JSON.stringify(said)} Check the key, and that the account of ` +
        'jira-user-email has the permission Browse Projects there.'
    ],
    { cause: error }
  )
}

/** A text in JQL. https://support.atlassian.com/jira-software-cloud/docs/search-syntax-for-text-fields/ */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/**
 * A page says whether it is the last, or has the token of the next: with neither, tickets may be missing. JQL compares labels
 * without regard to case.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
 */
function pageSchema(labels: readonly string[]) {
  const asked = new Set(labels.map((label) => label.toLowerCase()))
  return z
    .object({
      issues: z.array(
        z.object({
          key: z.string().refine(isIssueKey, 'not the key of a ticket'),
          fields: z.object({
            labels: z
              .array(z.string())
              .refine(
                (own) => own.some((label) => asked.has(label.toLowerCase())),
                'a ticket without any of the labels that were searched for'
              )
          })
        })
      ),
      isLast: z.boolean().optional(),
      nextPageToken: z
        .string()
        .min(1)
        .nullish()
        .transform((token) => token ?? undefined)
    })
    .refine(
      (page) => page.isLast === true || page.nextPageToken !== undefined,
      'neither the last page nor the token of the next'
    )
}
