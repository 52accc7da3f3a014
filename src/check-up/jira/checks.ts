import type { CheckTable } from '../check.js'

/** Every line of Jira's part of the check-up, in the order in which it is shown. */
export const jiraChecks = {
  'jira-token': 'Does Jira accept jira-user-email and jira-api-token?',
  'jira-account': 'Whose token is it?',
  'jira-gateway': 'Does jira-api-url lead to the site of jira-base-url?',
  'jira-project': 'Is the project there?',
  'jira-permissions': 'May the account do in the project what a run does?',
  'jira-search': 'Does the search answer, and how many of our tickets are open?',
  'jira-issue-type': 'Does the project have the issue type?',
  'jira-screen': 'Does the create screen take what every ticket has?',
  'jira-required-fields': 'Does the policy set every field that a new ticket requires?',
  'jira-fields': 'Does Jira take the fields of the policy?',
  'jira-priority': 'Does Jira take the priority?',
  'jira-team-field': 'Is jira.team-field the Team field, and on the screen?',
  'jira-components': "Do the teams' components exist?",
  'jira-assignees': "May the teams' assignees be assigned?",
  'jira-link-type': 'Does the link type exist?',
  'jira-workflow': 'Does the workflow have closed statuses, and the one of jira.reopen-status?',
  'jira-reopening': 'Is there a way back from a closed status?',
  'jira-resolution-dates': 'Does closing a ticket set its resolution?',
  'jira-keep-closed': 'Do the resolutions that keep a ticket closed exist?'
} as const satisfies CheckTable

export type JiraCheckId = keyof typeof jiraChecks
