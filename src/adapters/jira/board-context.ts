import type { RunLog } from '../../ports.js'
import type { RetryPolicy } from '../retry.js'
import type { JiraConnection } from './jira-connection.js'
import type { JiraPolicy } from './jira-policy.js'
import type { Outgoing } from './outgoing.js'

/** What every part of the board works with. */
export interface BoardContext {
  readonly connection: JiraConnection
  readonly policy: JiraPolicy
  readonly outgoing: Outgoing
  readonly retry: RetryPolicy
  readonly log: RunLog
  /** Without a slash at the end. */
  readonly siteUrl: string
}

/** Page of a ticket for people. */
export function ticketUrl(context: Pick<BoardContext, 'siteUrl'>, key: string): string {
  return `${context.siteUrl}/browse/${key}`
}
