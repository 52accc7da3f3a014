import * as z from 'zod'
import type { TicketDraft } from '../../flow/ticket/ticket-draft.js'
import type { FiledTicket } from '../../ports.js'
import { ticketUrl, type BoardContext } from './board-context.js'
import { filingRequest, teamFieldId, type TeamField } from './filing-fields.js'
import { explainRefusal } from './filing-refusal.js'
import { isIssueKey } from './issue-key.js'
import { JiraError } from './jira-error.js'
import { findLostFiling } from './lost-filing.js'

const created = z.object({ key: z.string().refine(isIssueKey, 'not the key of a ticket') })

const TEAM_FIELDS: readonly TeamField[] = ['component', 'assignee', 'jiraTeam']

/**
 * Files a ticket once. What the team's settings bring is left out, with a warning, when Jira refuses it. After a failure that
 * may have filed the ticket it is looked for, never filed again.
 */
export async function fileTicket(context: BoardContext, draft: TicketDraft): Promise<FiledTicket> {
  const leftOut = new Set<TeamField>()
  const warnings: string[] = []
  for (;;) {
    try {
      const key = await sendFiling(context, draft, leftOut)
      return { key, url: ticketUrl(context, key), warnings }
    } catch (error) {
      if (!(error instanceof JiraError) || error.status !== 400) throw error
      const refused = TEAM_FIELDS.filter(
        (field) => !leftOut.has(field) && isRefused(field, error, context, draft)
      )
      warnings.push(...refused.map((field) => warningOf(field, error, context, draft)))
      // Every creation that Jira refuses burns a number of the project (JRACLOUD-78553): what stays wrong is not sent again.
      if (refused.length === 0 || refused.length < Object.keys(error.fields).length) {
        const ids = refused.map((field) => teamFieldId(field, draft, context.policy) ?? field)
        throw await explainRefusal(context, error, { fields: new Set(ids), warnings })
      }
      for (const field of refused) leftOut.add(field)
    }
  }
}

async function sendFiling(
  context: BoardContext,
  draft: TicketDraft,
  leftOut: ReadonlySet<TeamField>
): Promise<string> {
  const request = filingRequest(context, draft, leftOut)
  try {
    const { key } = await context.connection.call({
      doing: `file a ticket in ${context.policy.project}`,
      permission: 'Create Issues',
      idempotent: false,
      reply: created,
      send: (client) => client.issues.createIssue(request)
    })
    return key
  } catch (error) {
    if (error instanceof JiraError && error.isOutcomeUnknown) return findLostFiling(context, draft, error)
    throw error
  }
}

function isRefused(field: TeamField, error: JiraError, context: BoardContext, draft: TicketDraft): boolean {
  const id = teamFieldId(field, draft, context.policy)
  return id !== undefined && error.fields[id] !== undefined
}

function warningOf(field: TeamField, error: JiraError, context: BoardContext, draft: TicketDraft): string {
  const { project, teamField } = context.policy
  const team = draft.team?.name ?? ''
  const value = draft.team?.[field] ?? ''
  const said = JSON.stringify(error.fields[teamFieldId(field, draft, context.policy) ?? ''] ?? '')
  const setting = `ownership.teams.${team}`
  switch (field) {
    case 'component':
      return (
        `The component "${value}" is left out, because project ${project} does not take it (Jira: ${said}). ` +
        `Create it in the project's settings under Components, or change ${setting}.component.`
      )
    case 'assignee':
      return (
        `The assignee ${value} is left out, because project ${project} does not take that person (Jira: ${said}). ` +
        `Give the person the permission Assignable User, or change ${setting}.assignee.`
      )
    case 'jiraTeam':
      return (
        `The Atlassian team ${value} is left out, because ${teamField} of project ${project} does not take it (Jira: ${said}). ` +
        `Change ${setting}.jira-team to the id at the end of the team's page address, or change jira.team-field.`
      )
  }
}
