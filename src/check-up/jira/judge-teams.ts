import type { Policy } from '../../config/policy.js'
import { failed, ok, warning } from '../check.js'
import type { JiraFacts, JiraProject, JiraProjectFacts } from './facts.js'
import { isSameName, nameAll, quote, unanswered, type JiraCheck } from './lines.js'

/**
 * The type that Atlassian documents, and the one that newer sites show.
 * https://developer.atlassian.com/platform/teams/components/team-field-in-jira-rest-api/
 */
const TEAM_FIELD_TYPES: readonly (string | undefined)[] = [
  'com.atlassian.teams:rm-teams-custom-field-team',
  'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team'
]

export function judgeTeamField(
  facts: JiraFacts,
  { screen }: JiraProjectFacts,
  { jira, ownership }: Policy
): readonly JiraCheck[] {
  const id = 'jira-team-field'
  const users = ownership.teams.filter(({ jiraTeam }) => jiraTeam !== undefined).map(({ name }) => name)
  const { siteFields } = facts
  const known = siteFields.kind === 'given' ? siteFields.value : []
  const fit = known.filter(({ custom }) => TEAM_FIELD_TYPES.includes(custom)).map((field) => field.id)
  const mend =
    fit.length === 0
      ? 'Jira shows no Team field here: remove jira.team-field, and jira-team of the teams.'
      : `Write ${quote(fit[0] ?? '')} as jira.team-field.`
  if (jira.teamField === undefined) {
    if (users.length === 0) return [ok(id, 'No team of the policy has a jira-team.')]
    const found = `The teams ${nameAll(users)} have a jira-team, and jira.team-field is not set: no ticket gets its team.`
    return [
      failed(
        id,
        found,
        known.length === 0
          ? 'Write the id of the Team field as jira.team-field, such as customfield_10001.'
          : mend
      )
    ]
  }
  if (siteFields.kind !== 'given') {
    return [
      unanswered(
        id,
        siteFields,
        'Give a scoped token the scope read:jira-work, which the list of fields takes.'
      )
    ]
  }
  const field = known.find((each) => each.id === jira.teamField)
  if (field === undefined) return [failed(id, `Jira has no field with the id ${jira.teamField}.`, mend)]
  if (!TEAM_FIELD_TYPES.includes(field.custom)) {
    return [
      failed(id, `${jira.teamField} is the field "${quote(field.name)}", which is no Team field.`, mend)
    ]
  }
  if (screen.kind === 'given' && !screen.value.some((each) => each.id === jira.teamField)) {
    return [
      failed(
        id,
        `The Team field ${jira.teamField} is not on the create screen: tickets are filed without their team, each after a try that ` +
          'Jira refuses.',
        'Put the field on the create screen of the issue type, or remove jira.team-field.'
      )
    ]
  }
  return [
    ok(
      id,
      `${jira.teamField} is the Team field${screen.kind === 'given' ? ', and on the create screen' : ''}. Whether the teams' ids exist ` +
        'shows when a ticket is filed.'
    )
  ]
}

/** A line for each team whose component is missing. */
export function judgeComponents(
  { screen }: JiraProjectFacts,
  { components }: JiraProject,
  { jira, ownership }: Policy
): readonly JiraCheck[] {
  const id = 'jira-components'
  const teams = ownership.teams.flatMap(({ name, component }) =>
    component === undefined ? [] : [{ name, component }]
  )
  if (teams.length === 0) return [ok(id, 'No team of the policy has a component.')]
  if (screen.kind === 'given' && !screen.value.some((field) => field.id === 'components')) {
    return [
      warning(
        id,
        'Components is not on the create screen: tickets are filed without their component, each after a try that Jira refuses.',
        'Put Components on the create screen of the issue type, or remove component from the teams.'
      )
    ]
  }
  const missing = teams.filter(({ component }) => !components.includes(component))
  if (missing.length === 0) {
    return [
      ok(
        id,
        `${jira.project} has the components of all teams: ${nameAll(teams.map((each) => each.component))}.`
      )
    ]
  }
  return missing.map(({ name, component }) => {
    const like = components.find((each) => isSameName(each, component))
    return warning(
      id,
      `${jira.project} has no component "${quote(component)}": tickets of the team ${quote(name)} are filed without it.`,
      like === undefined
        ? `Create it (Project settings, Components), or write as ownership.teams.${quote(name)}.component one of: ${nameAll(components)}.`
        : `Write "${quote(like)}" as ownership.teams.${quote(name)}.component.`
    )
  })
}

/** A line for each assignee that the project does not take, or that could not be looked up. */
export function judgeAssignees(
  { screen, assignees, unreadAssignees }: JiraProjectFacts,
  { jira, ownership }: Policy
): readonly JiraCheck[] {
  const id = 'jira-assignees'
  if (!ownership.teams.some(({ assignee }) => assignee !== undefined)) {
    return [ok(id, 'No team of the policy has an assignee.')]
  }
  if (screen.kind === 'given' && !screen.value.some((field) => field.id === 'assignee')) {
    return [
      warning(
        id,
        'Assignee is not on the create screen: tickets are filed without one, each after a try that Jira refuses.',
        'Put Assignee on the create screen of the issue type, or remove assignee from the teams.'
      )
    ]
  }
  const lines = assignees.flatMap(({ accountId, answer }): readonly JiraCheck[] => {
    if (answer.kind === 'given' && answer.value) return []
    if (answer.kind !== 'given') {
      return [
        unanswered(
          id,
          answer,
          'Give the account the global permission Browse users and groups, and a scoped token the scope read:jira-user.'
        )
      ]
    }
    const teams = ownership.teams.filter(({ assignee }) => assignee === accountId).map(({ name }) => name)
    return [
      warning(
        id,
        `The assignee ${quote(accountId)} cannot be assigned in ${jira.project}: tickets of ${nameAll(teams)} are filed without one.`,
        `Give the person the permission Assignable User in ${jira.project}, or change the assignee of the team; the account has to be active.`
      )
    ]
  })
  const unread =
    unreadAssignees.length === 0
      ? []
      : [
          warning(
            id,
            `Not checked: ${unreadAssignees.length} more assignees. The doctor looks up ${assignees.length}.`,
            'Look at them in Jira, or run the doctor with a policy of fewer teams.'
          )
        ]
  // The same refusal for everybody is one finding.
  const distinct = lines.filter(
    (line, index) => lines.findIndex(({ found }) => found === line.found) === index
  )
  return distinct.length + unread.length > 0
    ? [...distinct, ...unread]
    : [ok(id, `${jira.project} takes the assignees of all teams.`)]
}
