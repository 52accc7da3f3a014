import * as z from 'zod'
import type { ClosedTicket, JiraStatus, StatusCategory, WayBack } from '../../check-up/jira/facts.js'
import { ask } from '../ask.js'
import { isIssueKey } from './issue-key.js'
import type { JiraConnection } from './jira-connection.js'
import { readTransitions } from './transitions.js'

interface Place {
  readonly project: string
  readonly type: { readonly id: string; readonly name: string }
}

/** Closed tickets that are looked at: enough to meet the ways in which a team closes them. */
const MOST_CLOSED = 10

/** Closed statuses whose transitions are read; each takes a request of its own. */
const MOST_WAYS = 3

const CATEGORIES: readonly StatusCategory[] = ['new', 'indeterminate', 'done', 'undefined']

const status = z
  .object({ name: z.string(), statusCategory: z.object({ key: z.string() }) })
  .transform(({ name, statusCategory: { key } }): JiraStatus => {
    return { name, category: CATEGORIES.find((each) => each === key) ?? 'undefined' }
  })

const statuses = z.array(z.object({ id: z.string(), statuses: z.array(status) }))

const closed = z.object({
  issues: z.array(
    z.object({
      key: z.string().refine(isIssueKey, 'not the key of a ticket'),
      fields: z.object({
        status,
        resolution: z.object({ name: z.string() }).nullish(),
        resolutiondate: z.string().nullish()
      })
    })
  )
})

/** Statuses of the issue type's workflow. */
export async function readStatuses(
  connection: JiraConnection,
  { project, type }: Place
): Promise<readonly JiraStatus[]> {
  const types = await connection.call({
    doing: `list the statuses of ${project}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: statuses,
    send: (client) => client.projects.getAllStatuses({ projectIdOrKey: project })
  })
  return types.find(({ id }) => id === type.id)?.statuses ?? []
}

/** Closed tickets of the issue type, the one that changed last first. */
export async function readClosed(
  connection: JiraConnection,
  { project, type }: Place
): Promise<readonly ClosedTicket[]> {
  const name = type.name.replace(/["\\]/g, '\\$&')
  const { issues } = await connection.call({
    doing: `search for closed tickets of ${project}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: closed,
    send: (client) =>
      client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
        jql: `project = "${project}" AND issuetype = "${name}" AND statusCategory = Done ORDER BY updated DESC`,
        fields: ['status', 'resolution', 'resolutiondate'],
        maxResults: MOST_CLOSED
      })
  })
  return (
    issues
      // The index lags: a ticket may have been reopened since.
      .filter(({ fields }) => fields.status.category === 'done')
      .map(({ key, fields }) => ({
        key,
        status: fields.status.name,
        isResolved: typeof fields.resolution?.name === 'string' && typeof fields.resolutiondate === 'string'
      }))
  )
}

/** The transitions of one ticket for each closed status. Takes the permission Transition Issues. */
export async function readWaysBack(
  connection: JiraConnection,
  tickets: readonly ClosedTicket[]
): Promise<readonly WayBack[]> {
  const examples = tickets.filter(
    (ticket, index) => tickets.findIndex((each) => each.status === ticket.status) === index
  )
  return Promise.all(
    examples.slice(0, MOST_WAYS).map(async ({ key, status: name }) => ({
      key,
      status: name,
      transitions: await ask(() => readTransitions(connection, key))
    }))
  )
}
