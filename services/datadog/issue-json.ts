import type { LinkedCase, StoredIssue, Team, User } from './issue.js'

export const INCLUDES = ['assignee', 'case', 'team_owners'] as const

/** A resource beside the issue that a reply can carry in `included`. */
export type Include = (typeof INCLUDES)[number]

/**
 * The issue as the API gives it. It carries no counts, environment, fingerprint, stack or request context.
 * https://docs.datadoghq.com/api/latest/error-tracking/get-the-details-of-an-error-tracking-issue/
 */
export function issueResource(issue: StoredIssue): Record<string, unknown> {
  const { regression } = issue
  return {
    id: issue.id,
    type: 'issue',
    attributes: {
      error_message: issue.errorMessage,
      error_type: issue.errorType,
      file_path: issue.filePath,
      first_seen: issue.firstSeen,
      first_seen_version: issue.firstSeenVersion,
      function_name: issue.functionName,
      is_crash: issue.isCrash,
      languages: issue.languages,
      last_seen: issue.lastSeen,
      last_seen_version: issue.lastSeenVersion,
      platform: issue.platform,
      ...(regression && {
        regression: {
          regressed_at: new Date(regression.regressedAt).toISOString(),
          ...(regression.regressedAtVersion !== undefined && {
            regressed_at_version: regression.regressedAtVersion
          }),
          resolved_at: new Date(regression.resolvedAt).toISOString()
        }
      }),
      service: issue.service,
      state: issue.state
    },
    relationships: {
      ...(issue.assignee && { assignee: { data: { id: issue.assignee.id, type: 'user' } } }),
      ...(issue.linkedCase && { case: { data: { id: issue.linkedCase.id, type: 'case' } } }),
      ...(issue.teams.length > 0 && {
        team_owners: { data: issue.teams.map(({ id }) => ({ id, type: 'team' })) }
      })
    }
  }
}

/** The resources asked for that the issue really has, in the order case, user, teams. */
export function includedWith(
  issue: StoredIssue,
  asked: ReadonlySet<Include>
): readonly Record<string, unknown>[] {
  return [
    ...(asked.has('case') && issue.linkedCase ? [caseResource(issue, issue.linkedCase)] : []),
    ...(asked.has('assignee') && issue.assignee ? [userResource(issue.assignee)] : []),
    ...(asked.has('team_owners') ? issue.teams.map(teamResource) : [])
  ]
}

function userResource({ id, email, handle, name }: User): Record<string, unknown> {
  return { id, type: 'user', attributes: { email, handle, name } }
}

function teamResource({ id, handle, name, summary }: Team): Record<string, unknown> {
  return { id, type: 'team', attributes: { handle, name, summary } }
}

function caseResource(issue: StoredIssue, linked: LinkedCase): Record<string, unknown> {
  const created = new Date(linked.createdAt).toISOString()
  return {
    id: linked.id,
    type: 'case',
    attributes: {
      ...(linked.status === 'CLOSED' && { closed_at: created }),
      created_at: created,
      creation_source: 'ERROR_TRACKING',
      description: '',
      insights: [
        { type: 'ERROR_TRACKING', ref: `/error-tracking?issueId=${issue.id}`, resource_id: issue.id }
      ],
      ...(linked.jira && {
        jira_issue: {
          error_message: '',
          result: {
            account_id: linked.jira.accountId,
            issue_id: linked.jira.issueId,
            issue_key: linked.jira.issueKey,
            issue_url: linked.jira.issueUrl,
            project_id: linked.jira.projectId,
            project_key: linked.jira.projectKey
          },
          status: 'COMPLETED'
        }
      }),
      key: linked.key,
      modified_at: created,
      priority: 'NOT_DEFINED',
      status: linked.status,
      title: `${issue.errorType}: ${issue.errorMessage}`,
      type: 'ERROR_TRACKING_ISSUE'
    },
    relationships: {
      ...(issue.assignee && { assignee: { data: { id: issue.assignee.id, type: 'user' } } })
    }
  }
}
