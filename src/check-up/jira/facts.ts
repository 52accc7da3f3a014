import type { Answer } from '../answer.js'
import type { ScreenField } from '../../flow/ticket/screen-field.js'

/** Project permissions that a run uses, by Jira's keys. */
export const jiraPermissions = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'TRANSITION_ISSUES',
  'LINK_ISSUES',
  'ASSIGN_ISSUES'
] as const

export type JiraPermission = (typeof jiraPermissions)[number]

/** What Jira told. Each part has its own answer, so that one refusal hides nothing else. */
export interface JiraFacts {
  /** Without a slash at the end, like `apiUrl`. */
  readonly siteUrl: string
  /** The site, the gateway `https://api.atlassian.com/ex/jira/<cloudId>`, or a proxy. */
  readonly apiUrl: string
  /** Id of the site in Atlassian's cloud, which it tells everybody. */
  readonly cloudId: Answer<string>
  /** Takes the scope `read:jira-user`, which nothing else of a run takes. */
  readonly account: Answer<JiraAccount>
  /** Names. */
  readonly linkTypes: Answer<readonly string[]>
  /** Names. */
  readonly resolutions: Answer<readonly string[]>
  /** Every field of the site, on whatever screen. */
  readonly siteFields: Answer<readonly SiteField[]>
  /** `undefined`: the policy cannot be read, so that no project is known. */
  readonly project: JiraProjectFacts | undefined
}

export interface JiraAccount {
  readonly id: string
  readonly name: string
  /** Its e-mail address next to jira-user-email; people may hide theirs. */
  readonly email: 'same' | 'other' | 'hidden'
}

export interface SiteField {
  readonly id: string
  readonly name: string
  /** Jira's type of a custom field, `com.atlassian.teams:rm-teams-custom-field-team`; `undefined` for Jira's own fields. */
  readonly custom: string | undefined
}

/** What hangs on the policy's project and issue type. */
export interface JiraProjectFacts {
  readonly project: Answer<JiraProject>
  readonly permissions: Answer<Readonly<Record<JiraPermission, boolean>>>
  /** Those with our label that are not closed. */
  readonly openTickets: Answer<OpenTickets>
  /** Create screen of the issue type. */
  readonly screen: Answer<readonly ScreenField[]>
  /** Statuses of the issue type's workflow. */
  readonly statuses: Answer<readonly JiraStatus[]>
  /** Tickets of the issue type that are closed, the newest change first. Reads the search index, which lags. */
  readonly closed: Answer<readonly ClosedTicket[]>
  /** Transitions of some of them, one for each closed status. */
  readonly waysBack: readonly WayBack[]
  /** Of the policy's teams, each once. */
  readonly assignees: readonly Assignee[]
  /** Account ids that were not looked up because there are too many. */
  readonly unreadAssignees: readonly string[]
}

export interface JiraProject {
  readonly key: string
  readonly name: string
  readonly issueTypes: readonly { readonly name: string; readonly isSubtask: boolean }[]
  /** Names. */
  readonly components: readonly string[]
}

export interface OpenTickets {
  readonly count: number
  /** There are more than were counted. */
  readonly isMore: boolean
}

export type StatusCategory = 'new' | 'indeterminate' | 'done' | 'undefined'

export interface JiraStatus {
  readonly name: string
  readonly category: StatusCategory
}

export interface ClosedTicket {
  readonly key: string
  readonly status: string
  /** With a resolution and its date. */
  readonly isResolved: boolean
}

/** How a closed ticket could be moved on. */
export interface WayBack {
  readonly key: string
  readonly status: string
  readonly transitions: Answer<readonly JiraTransition[]>
}

export interface JiraTransition {
  readonly name: string
  /** The category is Jira's key. */
  readonly to: { readonly name: string; readonly category: string }
  /** Names of the fields that it cannot do without. */
  readonly asks: readonly string[]
}

export interface Assignee {
  readonly accountId: string
  /** Whether the project takes that person. */
  readonly answer: Answer<boolean>
}
