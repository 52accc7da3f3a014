import type { Policy } from '../../config/policy.js'
import { sayCount } from '../../flow/ticket/wording.js'
import { failed, ok, warning, type CheckStatus } from '../check.js'
import {
  jiraPermissions,
  type JiraFacts,
  type JiraPermission,
  type JiraProject,
  type JiraProjectFacts
} from './facts.js'
import { isSameName, nameAll, quote, unanswered, type JiraCheck } from './lines.js'

export function judgeProject(
  { siteUrl }: JiraFacts,
  { project }: JiraProjectFacts,
  { jira }: Policy
): JiraCheck {
  const id = 'jira-project'
  const mend =
    `Compare jira.project with the keys at ${siteUrl}/jira/projects. If it is right, give the account of jira-user-email the ` +
    'permission Browse Projects there.'
  if (project.kind === 'lost') return unanswered(id, project, mend)
  if (project.kind === 'refused') {
    return failed(id, `Jira does not show the project ${jira.project}: ${quote(project.why)}`, mend)
  }
  const { key, name } = project.value
  // Jira goes on answering to the key that a project had before.
  return key === jira.project
    ? ok(id, `${jira.project} is the project "${quote(name)}".`)
    : warning(
        id,
        `The project "${quote(name)}" has the key ${quote(key)} now; ${jira.project} is one that it had before.`,
        `Write ${quote(key)} as jira.project.`
      )
}

interface Loss {
  /** As Jira's permission schemes call it. */
  readonly title: string
  readonly status: Exclude<CheckStatus, 'ok'>
  readonly lost: string
}

const LOSSES = {
  BROWSE_PROJECTS: {
    title: 'Browse Projects',
    status: 'failed',
    lost: 'tickets can neither be found nor read, and every run fails'
  },
  CREATE_ISSUES: { title: 'Create Issues', status: 'failed', lost: 'no ticket can be filed' },
  EDIT_ISSUES: {
    title: 'Edit Issues',
    status: 'failed',
    lost: "neither labels nor a ticket's memory can be written, and runs that meet a repeat fail"
  },
  ADD_COMMENTS: {
    title: 'Add Comments',
    status: 'failed',
    lost: 'runs that meet a repeat or a regression fail'
  },
  EDIT_OWN_COMMENTS: {
    title: 'Edit Own Comments',
    status: 'warning',
    lost: 'the comment for repeats cannot be rewritten, and each repeat adds one, of which watchers hear'
  },
  TRANSITION_ISSUES: {
    title: 'Transition Issues',
    status: 'failed',
    lost: 'no ticket can be reopened, and runs that meet a regression fail'
  },
  LINK_ISSUES: {
    title: 'Link Issues',
    status: 'failed',
    lost: 'a new ticket cannot be linked to the closed one that it follows, and the run that files it fails'
  },
  ASSIGN_ISSUES: {
    title: 'Assign Issues',
    status: 'warning',
    lost: "tickets are filed without the team's assignee, each after a try that Jira refuses"
  }
} as const satisfies Readonly<Record<JiraPermission, Loss>>

/** A line for each permission that is missing, or one for all of them. */
export function judgePermissions({ permissions }: JiraProjectFacts, policy: Policy): readonly JiraCheck[] {
  const id = 'jira-permissions'
  if (permissions.kind !== 'given') {
    return [
      unanswered(id, permissions, 'Give the account of jira-user-email the permission Browse Projects.')
    ]
  }
  const missing = jiraPermissions
    .filter((key) => !permissions.value[key] && isNeeded(key, policy))
    .map((key): Loss => LOSSES[key])
  if (missing.length === 0) {
    return [ok(id, `The account has every permission that a run needs in ${policy.jira.project}.`)]
  }
  return missing.map(({ title, status, lost }) => {
    const found = `The account lacks the permission ${title} in ${policy.jira.project}: ${lost}.`
    const mend =
      `Give the account of jira-user-email the permission ${title}, or a role that has it: Project settings, Permissions; in a ` +
      'team-managed project Project settings, Access.'
    return status === 'failed' ? failed(id, found, mend) : warning(id, found, mend)
  })
}

function isNeeded(key: JiraPermission, { ownership, dedupe }: Policy): boolean {
  if (key === 'ASSIGN_ISSUES') return ownership.teams.some(({ assignee }) => assignee !== undefined)
  return key !== 'TRANSITION_ISSUES' || dedupe.regression.maximumReopens > 0
}

export function judgeSearch({ openTickets }: JiraProjectFacts): JiraCheck {
  const id = 'jira-search'
  if (openTickets.kind === 'lost') return unanswered(id, openTickets, '')
  if (openTickets.kind === 'refused') {
    return failed(
      id,
      `The search for our tickets is refused: ${quote(openTickets.why)}`,
      'Give the account of jira-user-email the permission Browse Projects, and a scoped token the scope read:jira-work.'
    )
  }
  const { count, isMore } = openTickets.value
  const tickets = count === 1 && !isMore ? '1 open ticket' : `${sayCount(count)} open tickets`
  return ok(id, `The search finds ${isMore ? 'more than ' : ''}${tickets} with the label datadog-autofix.`)
}

/** The type that tickets are filed as, in whatever case it is written. */
export function findIssueType(
  { issueTypes }: JiraProject,
  { jira }: Policy
): JiraProject['issueTypes'][number] | undefined {
  return (
    issueTypes.find(({ name }) => name === jira.issueType) ??
    issueTypes.find(({ name }) => isSameName(name, jira.issueType))
  )
}

export function judgeIssueType(project: JiraProject, policy: Policy): JiraCheck {
  const id = 'jira-issue-type'
  const type = findIssueType(project, policy)
  const { issueType, project: key } = policy.jira
  const fit = project.issueTypes.filter(({ isSubtask }) => !isSubtask).map(({ name }) => name)
  const mend =
    fit.length === 0
      ? 'Add an issue type to the project (Project settings, Issue types), and write its name as jira.issue-type.'
      : `Write as jira.issue-type one of: ${nameAll(fit)}.`
  if (type === undefined) return failed(id, `${key} has no issue type "${quote(issueType)}".`, mend)
  if (type.isSubtask) {
    return failed(
      id,
      `"${quote(type.name)}" is a sub-task: a ticket of that type needs a parent, and ours have none.`,
      mend
    )
  }
  return type.name === issueType
    ? ok(id, `${key} has the issue type "${quote(issueType)}".`)
    : warning(
        id,
        `${key} has no issue type "${quote(issueType)}", but "${quote(type.name)}".`,
        `Write "${quote(type.name)}" as jira.issue-type.`
      )
}
