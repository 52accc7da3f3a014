import type { RunLog, TicketBoard } from '../../ports.js'
import type { BoardContext } from './board-context.js'
import { addComment, findComment, rewriteComment } from './comments.js'
import { fileTicket } from './filing.js'
import { createJiraConnection, type JiraConnectionOptions } from './jira-connection.js'
import type { JiraPolicy } from './jira-policy.js'
import { findByLabels } from './label-search.js'
import { createOutgoing } from './outgoing.js'
import { findRecent } from './recent-tickets.js'
import { reopenTicket } from './reopening.js'
import { addLabels, writeMemory } from './ticket-changes.js'
import { linkPage } from './page-links.js'
import { linkTickets } from './ticket-links.js'
import { readTicket } from './ticket-reading.js'

export interface TicketBoardOptions extends JiraConnectionOptions {
  readonly policy: JiraPolicy
  readonly log: RunLog
}

/** Tickets in a project of Jira Cloud, over its REST API v3. Nothing is loaded or sent before the first call. */
export function createTicketBoard(options: TicketBoardOptions): TicketBoard {
  const context: BoardContext = {
    connection: createJiraConnection(options),
    policy: options.policy,
    outgoing: createOutgoing(options.redactor),
    retry: options.retry,
    log: options.log,
    siteUrl: options.siteUrl.replace(/\/+$/, '')
  }
  return {
    findByLabels: (labels) => findByLabels(context, labels),
    findRecent: (labels) => findRecent(context, labels),
    read: (key) => readTicket(context, key),
    create: (draft) => fileTicket(context, draft),
    comment: (key, body) => addComment(context, key, body),
    findComment: (key, pageUrl) => findComment(context, key, pageUrl),
    updateComment: (key, id, body, notify) => rewriteComment(context, { key, id, body, notify }),
    remember: (key, memory) => writeMemory(context, key, memory),
    addLabels: (key, labels) => addLabels(context, key, labels),
    reopen: (key) => reopenTicket(context, key),
    link: (newKey, oldKey) => linkTickets(context, newKey, oldKey),
    linkPage: (key, page) => linkPage(context, key, page)
  }
}
