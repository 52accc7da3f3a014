import type { Answer } from '../../../src/check-up/answer.js'
import { given } from '../../../src/check-up/answer.js'
import type { CheckUpRequest } from '../../../src/check-up/check.js'
import { jiraChecks, type JiraCheckId } from '../../../src/check-up/jira/checks.js'
import type { JiraFacts, JiraProjectFacts } from '../../../src/check-up/jira/facts.js'
import type { ScreenField } from '../../../src/flow/ticket/screen-field.js'
import type { JiraCheck } from '../../../src/check-up/jira/lines.js'
import { judgeJira } from '../../../src/check-up/jira/judge.js'
import { toPolicy } from '../../../src/config/policy.js'
import { policySchema } from '../../../src/config/policy-schema.js'

export const CLOUD_ID = '1324a887-45db-1bf4-1e99-ef0ff456d421'
export const ASSIGNEE = '5b10ac8d82e05b22cc7d4ef5'
export const everyId = Object.keys(jiraChecks)

export const unauthorised: Answer<never> = { kind: 'refused', status: 401, why: 'HTTP 401' }
export const unknownProject: Answer<never> = { kind: 'refused', status: 404, why: 'HTTP 404' }
export const silence: Answer<never> = { kind: 'lost', why: 'Jira gave no answer in time.' }

/** A policy file; what is not named has its default. */
export function requestWith(file: {
  readonly jira?: Readonly<Record<string, unknown>>
  readonly ownership?: unknown
  readonly dedupe?: unknown
}): CheckUpRequest {
  const ownership = {
    teams: {
      checkout: { component: 'checkout', assignee: ASSIGNEE, 'jira-team': 'team-1' },
      platform: {}
    },
    default: 'platform'
  }
  const jira = {
    project: 'PPL',
    priority: 'High',
    'team-field': 'customfield_10001',
    'reopen-status': 'To Do',
    fields: { customfield_10060: { value: 'Critical' } },
    ...file.jira
  }
  const policy = toPolicy(policySchema.parse({ ownership, ...file, jira }))
  const serverUrl = 'https://github.com'
  return { policy, owner: 'acme', repo: 'shop', serverUrl, apiUrl: 'https://api.github.com' }
}

export const request = requestWith({})

export function field(id: string, more: Partial<ScreenField> = {}): ScreenField {
  return {
    id,
    name: `Name of ${id}`,
    required: false,
    hasDefault: false,
    type: 'string',
    isList: false,
    isRichText: false,
    allowed: undefined,
    ...more
  }
}

const named = (name: string) => ({ id: undefined, name, value: undefined })
const option = (value: string, id: string) => ({ id, name: undefined, value })

export const screen: readonly ScreenField[] = [
  field('project', { required: true, type: 'project' }),
  field('issuetype', { required: true, type: 'issuetype' }),
  field('summary', { required: true }),
  field('description', { isRichText: true }),
  field('labels', { isList: true }),
  field('components', { isList: true, type: 'component', allowed: [named('checkout')] }),
  field('assignee', { type: 'user' }),
  field('reporter', { type: 'user', required: true }),
  field('priority', { type: 'priority', allowed: [named('High'), named('Low')] }),
  field('customfield_10001', { name: 'Team', type: 'team' }),
  field('customfield_10060', {
    name: 'Severity',
    type: 'option',
    allowed: [option('Critical', '1'), option('Minor', '2')]
  })
]

export const goodProject: JiraProjectFacts = {
  project: given({
    key: 'PPL',
    name: 'People',
    issueTypes: [
      { name: 'Bug', isSubtask: false },
      { name: 'Task', isSubtask: false },
      { name: 'Subtask', isSubtask: true }
    ],
    components: ['checkout', 'Search']
  }),
  permissions: given({
    BROWSE_PROJECTS: true,
    CREATE_ISSUES: true,
    EDIT_ISSUES: true,
    ADD_COMMENTS: true,
    EDIT_OWN_COMMENTS: true,
    TRANSITION_ISSUES: true,
    LINK_ISSUES: true,
    ASSIGN_ISSUES: true
  }),
  openTickets: given({ count: 12, isMore: false }),
  screen: given(screen),
  statuses: given([
    { name: 'To Do', category: 'new' },
    { name: 'In Progress', category: 'indeterminate' },
    { name: 'Done', category: 'done' }
  ]),
  closed: given([{ key: 'PPL-7', status: 'Done', isResolved: true }]),
  waysBack: [
    {
      key: 'PPL-7',
      status: 'Done',
      transitions: given([{ name: 'Reopen', to: { name: 'To Do', category: 'new' }, asks: [] }])
    }
  ],
  assignees: [{ accountId: ASSIGNEE, answer: given(true) }],
  unreadAssignees: []
}

export const good: JiraFacts = {
  siteUrl: 'https://acme.atlassian.net',
  apiUrl: 'https://acme.atlassian.net',
  cloudId: given(CLOUD_ID),
  account: given({ id: '712020:bot', name: 'Autofix', email: 'same' }),
  linkTypes: given(['Blocks', 'Relates']),
  resolutions: given(['Done', "Won't Do"]),
  siteFields: given([
    { id: 'summary', name: 'Summary', custom: undefined },
    {
      id: 'customfield_10001',
      name: 'Team',
      custom: 'com.atlassian.teams:rm-teams-custom-field-team'
    },
    { id: 'customfield_10002', name: 'Old team', custom: 'com.atlassian.jira.plugin:textfield' },
    { id: 'customfield_10060', name: 'Severity', custom: 'com.atlassian.jira.plugin:select' }
  ]),
  project: goodProject
}

/** The good facts with something else about the project. */
export function withProject(changed: Partial<JiraProjectFacts>): JiraFacts {
  return { ...good, project: { ...goodProject, ...changed } }
}

/** Lines of one id, as `status: found | mend`. */
export function linesOf(id: JiraCheckId, facts: JiraFacts = good, asked = request): readonly string[] {
  return judgeJira(facts, asked)
    .filter((line) => line.id === id)
    .map(tell)
}

export function tell({ status, found, mend }: JiraCheck): string {
  return mend === undefined ? `${status}: ${found}` : `${status}: ${found} | ${mend}`
}
