import type { Version3Parameters } from 'jira.js'
import type { TicketDraft } from '../../flow/ticket/ticket-draft.js'
import type { BoardContext } from './board-context.js'
import type { JiraPolicy } from './jira-policy.js'
import { MEMORY_PROPERTY } from './ticket-memory.js'

/** What a team brings to a ticket. A ticket without them is better than none, so they are left out when Jira refuses them. */
export type TeamField = 'component' | 'assignee' | 'jiraTeam'

/** Id of the Jira field that a team's setting fills; `undefined` when the draft or the config has none. */
export function teamFieldId(field: TeamField, draft: TicketDraft, policy: JiraPolicy): string | undefined {
  if (draft.team?.[field] === undefined) return undefined
  switch (field) {
    case 'component':
      return 'components'
    case 'assignee':
      return 'assignee'
    case 'jiraTeam':
      return policy.teamField
  }
}

/** The request that files a ticket with its memory, so that no ticket of ours is ever without. */
export function filingRequest(
  context: BoardContext,
  draft: TicketDraft,
  leftOut: ReadonlySet<TeamField>
): Version3Parameters.CreateIssue {
  const { policy, outgoing } = context
  const priority = (draft.escalated === true ? policy.escalatedPriority : undefined) ?? policy.priority
  return {
    fields: {
      ...policy.fields,
      ...teamFields(draft, policy, leftOut),
      ...(priority === undefined ? {} : { priority: { name: priority } }),
      project: { key: policy.project },
      issuetype: { name: policy.issueType },
      summary: outgoing.summary(draft.summary),
      description: outgoing.document(draft.description),
      labels: [...new Set([...draft.labels, ...policy.labels])]
    },
    properties: [{ key: MEMORY_PROPERTY, value: outgoing.memory(draft.memory) }]
  }
}

function teamFields(
  draft: TicketDraft,
  policy: JiraPolicy,
  leftOut: ReadonlySet<TeamField>
): Record<string, unknown> {
  const { component, assignee, jiraTeam } = draft.team ?? {}
  return {
    ...(component === undefined || leftOut.has('component') ? {} : { components: [{ name: component }] }),
    ...(assignee === undefined || leftOut.has('assignee') ? {} : { assignee: { accountId: assignee } }),
    // The plain id, no object: https://developer.atlassian.com/platform/teams/components/team-field-in-jira-rest-api/
    ...(jiraTeam === undefined || policy.teamField === undefined || leftOut.has('jiraTeam')
      ? {}
      : { [policy.teamField]: jiraTeam })
  }
}
