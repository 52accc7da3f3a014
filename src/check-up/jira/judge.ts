import type { Policy } from '../../config/policy.js'
import type { CheckUpRequest } from '../check.js'
import { jiraChecks, type JiraCheckId } from './checks.js'
import type { JiraFacts, JiraProjectFacts } from './facts.js'
import { notChecked, type JiraCheck } from './lines.js'
import { isAccepted, judgeAccess, NO_TOKEN } from './judge-access.js'
import { judgeFields } from './judge-fields.js'
import {
  findIssueType,
  judgeIssueType,
  judgePermissions,
  judgeProject,
  judgeSearch
} from './judge-project.js'
import { judgeRequiredFields } from './judge-required.js'
import { judgePriority, judgeScreen } from './judge-screen.js'
import { judgeAssignees, judgeComponents, judgeTeamField } from './judge-teams.js'
import {
  judgeKeepClosed,
  judgeLinkType,
  judgeReopening,
  judgeResolutionDates,
  judgeWorkflow
} from './judge-workflow.js'

/** Jira's lines, at least one for each id of the table, in its order. */
export function judgeJira(facts: JiraFacts, { policy }: CheckUpRequest): readonly JiraCheck[] {
  const lines = [...judgeAccess(facts), ...judgeRest(facts, policy)]
  const order = Object.keys(jiraChecks)
  return lines.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}

function judgeRest(facts: JiraFacts, policy: Policy | undefined): readonly JiraCheck[] {
  const ofAll: readonly JiraCheckId[] = [...ofPolicy, ...ofProject, ...ofIssueType]
  if (!isAccepted(facts)) return wait(ofAll, NO_TOKEN.why, NO_TOKEN.mend)
  const { project } = facts
  if (policy === undefined || project === undefined) {
    return wait(ofAll, 'the policy file cannot be read', 'Mend the policy file that the input config names.')
  }
  return [
    ...judgeTeamField(facts, project, policy),
    judgeLinkType(facts, policy),
    ...judgeKeepClosed(facts, policy),
    judgeProject(facts, project, policy),
    ...judgeInProject(facts, project, policy)
  ]
}

function judgeInProject(facts: JiraFacts, project: JiraProjectFacts, policy: Policy): readonly JiraCheck[] {
  if (project.project.kind !== 'given') {
    return wait(
      [...ofProject, ...ofIssueType],
      `Jira did not show the project ${policy.jira.project}`,
      'Mend jira-project first.'
    )
  }
  const type = findIssueType(project.project.value, policy)
  return [
    ...judgePermissions(project, policy),
    judgeSearch(project),
    judgeIssueType(project.project.value, policy),
    ...judgeComponents(project, project.project.value, policy),
    ...judgeAssignees(project, policy),
    ...(type === undefined || type.isSubtask
      ? wait(
          ofIssueType,
          'it depends on the issue type, which new tickets cannot have',
          'Mend jira-issue-type first.'
        )
      : judgeOfIssueType(facts, project, policy))
  ]
}

function judgeOfIssueType(facts: JiraFacts, project: JiraProjectFacts, policy: Policy): readonly JiraCheck[] {
  return [
    ...judgeScreen(project),
    ...judgeRequiredFields(project, policy),
    ...judgeFields(facts, project, policy),
    judgePriority(project, policy),
    ...judgeWorkflow(project, policy),
    ...judgeReopening(project, policy),
    judgeResolutionDates(project, policy)
  ]
}

const ofPolicy = ['jira-project', 'jira-team-field', 'jira-link-type', 'jira-keep-closed'] as const
const ofProject = [
  'jira-permissions',
  'jira-search',
  'jira-issue-type',
  'jira-components',
  'jira-assignees'
] as const
const ofIssueType = [
  'jira-screen',
  'jira-required-fields',
  'jira-fields',
  'jira-priority',
  'jira-workflow',
  'jira-reopening',
  'jira-resolution-dates'
] as const

function wait(ids: readonly JiraCheckId[], why: string, mend: string): readonly JiraCheck[] {
  return ids.map((id) => notChecked(id, why, mend))
}
