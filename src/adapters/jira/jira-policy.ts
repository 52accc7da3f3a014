/** How tickets look in the project, and how they are linked and reopened: the part `jira` of the config, checked there. */
export interface JiraPolicy {
  /** Key of the project. */
  readonly project: string
  /** Name of the issue type. */
  readonly issueType: string
  /** Name of the priority; `undefined` leaves it to the project's default. */
  readonly priority: string | undefined
  /** Name of the priority of tickets that somebody has to look at now; `undefined`: the same as of all others. */
  readonly escalatedPriority: string | undefined
  /** Labels beside our own. */
  readonly labels: readonly string[]
  /** Further fields by id, passed to Jira as they are. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Id of the Team field, `customfield_10001`; `undefined` when the project does not use it. */
  readonly teamField: string | undefined
  /** Name of the link type between a new ticket and the one that it follows. */
  readonly linkType: string
  /** Status of a reopened ticket; `undefined` takes the first that is to do, else the first in progress. */
  readonly reopenStatus: string | undefined
}
