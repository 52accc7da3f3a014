import * as z from 'zod'
import { mapAnswer, type Answer } from '../../check-up/answer.js'
import type { CheckUpRequest } from '../../check-up/check.js'
import {
  jiraPermissions,
  type Assignee,
  type JiraPermission,
  type JiraProject,
  type JiraProjectFacts,
  type OpenTickets
} from '../../check-up/jira/facts.js'
import { OUR_LABEL } from '../../flow/ticket/labels.js'
import { ask } from '../ask.js'
import { readScreen } from './create-metadata.js'
import { readClosed, readStatuses, readWaysBack } from './examine-workflow.js'
import type { JiraConnection } from './jira-connection.js'

type Policy = NonNullable<CheckUpRequest['policy']>

/** Each takes a request of its own. */
const MOST_ASSIGNEES = 20

/** A page of keys alone may be this long. */
const MOST_COUNTED = 1_000

const projectSchema = z.object({
  key: z.string(),
  name: z.string(),
  issueTypes: z.array(
    // jira.js puts the id into a path as it is.
    z.object({ id: z.string().regex(/^\d+$/), name: z.string(), subtask: z.boolean() })
  ),
  components: z.array(z.object({ name: z.string() })).optional()
})

const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() }))
})

const openSchema = z.object({
  issues: z.array(z.unknown()),
  isLast: z.boolean().optional(),
  nextPageToken: z.string().nullish()
})

/** What hangs on the issue type is asked when the project has told its id. */
export async function examineProject(connection: JiraConnection, policy: Policy): Promise<JiraProjectFacts> {
  const { project: key } = policy.jira
  const wanted = policy.ownership.teams.flatMap(({ assignee }) => assignee ?? [])
  const accountIds = [...new Set(wanted)]
  const [[project, ofType], permissions, openTickets, assignees] = await Promise.all([
    examineTypes(connection, policy),
    ask(() => readPermissions(connection, key)),
    ask(() => countOpenTickets(connection, key)),
    Promise.all(accountIds.slice(0, MOST_ASSIGNEES).map((id) => examineAssignee(connection, key, id)))
  ])
  const unreadAssignees = accountIds.slice(MOST_ASSIGNEES)
  return { project, permissions, openTickets, assignees, unreadAssignees, ...ofType }
}

type OfType = Pick<JiraProjectFacts, 'screen' | 'statuses' | 'closed' | 'waysBack'>

async function examineTypes(
  connection: JiraConnection,
  { jira }: Policy
): Promise<readonly [Answer<JiraProject>, OfType]> {
  const answer = await ask(() => readProject(connection, jira.project))
  const project = mapAnswer(answer, ({ key, name, issueTypes, components }): JiraProject => ({
    key,
    name,
    issueTypes: issueTypes.map((type) => ({ name: type.name, isSubtask: type.subtask })),
    components: (components ?? []).map((component) => component.name)
  }))
  const type = answer.kind === 'given' ? findType(answer.value.issueTypes, jira.issueType) : undefined
  if (type === undefined) {
    const none = notAsked('the issue type is not known')
    return [project, { screen: none, statuses: none, closed: none, waysBack: [] }]
  }
  const place = { project: jira.project, type }
  const [screen, statuses, [closed, waysBack]] = await Promise.all([
    ask(() => readScreen(connection, place)),
    ask(() => readStatuses(connection, place)),
    examineClosed(connection, place)
  ])
  return [project, { screen, statuses, closed, waysBack }]
}

async function examineClosed(
  connection: JiraConnection,
  place: Parameters<typeof readClosed>[1]
): Promise<readonly [OfType['closed'], OfType['waysBack']]> {
  const closed = await ask(() => readClosed(connection, place))
  return [closed, closed.kind === 'given' ? await readWaysBack(connection, closed.value) : []]
}

function notAsked(why: string): Answer<never> {
  return { kind: 'refused', status: undefined, why }
}

interface ProjectType {
  readonly id: string
  readonly name: string
}

function findType(types: readonly ProjectType[], wanted: string): ProjectType | undefined {
  return (
    types.find(({ name }) => name === wanted) ??
    types.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  )
}

/** The key has passed the policy's schema: jira.js puts it into paths as it is. */
function readProject(connection: JiraConnection, key: string): Promise<z.infer<typeof projectSchema>> {
  return connection.call({
    doing: `show the project ${key}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: projectSchema,
    send: (client) => client.projects.getProject({ projectIdOrKey: key })
  })
}

async function readPermissions(
  connection: JiraConnection,
  key: string
): Promise<Readonly<Record<JiraPermission, boolean>>> {
  const { permissions } = await connection.call({
    doing: `tell the permissions in ${key}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: permissionsSchema,
    send: (client) =>
      client.permissions.getMyPermissions({ projectKey: key, permissions: jiraPermissions.join(',') })
  })
  const held = jiraPermissions.map((name) => [name, permissions[name]?.havePermission === true] as const)
  return Object.fromEntries(held) as Record<JiraPermission, boolean>
}

async function countOpenTickets(connection: JiraConnection, key: string): Promise<OpenTickets> {
  const { issues, isLast, nextPageToken } = await connection.call({
    doing: `search for open tickets of ${key} by label`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: openSchema,
    send: (client) =>
      client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
        jql: `project = "${key}" AND labels = "${OUR_LABEL}" AND statusCategory != Done`,
        fields: ['key'],
        maxResults: MOST_COUNTED
      })
  })
  return { count: issues.length, isMore: isLast !== true && typeof nextPageToken === 'string' }
}

async function examineAssignee(
  connection: JiraConnection,
  key: string,
  accountId: string
): Promise<Assignee> {
  const answer = await ask(() =>
    connection.call({
      doing: `look for an assignee of ${key}`,
      permission: 'Browse users and groups',
      idempotent: true,
      reply: z.array(z.object({ accountId: z.string() })),
      send: (client) => client.userSearch.findAssignableUsers({ project: key, accountId })
    })
  )
  return {
    accountId,
    answer: mapAnswer(answer, (people) => people.some((each) => each.accountId === accountId))
  }
}
