import type { BoardContext } from '../src/adapters/jira/board-context.js'
import { filingRequest } from '../src/adapters/jira/filing-fields.js'
import type { JiraPolicy } from '../src/adapters/jira/jira-policy.js'
import { createOutgoing, type Redactor } from '../src/adapters/jira/outgoing.js'
import { vendorRetry } from '../src/adapters/retry.js'
import type { AdfDocument } from '../src/flow/ticket/adf.js'
import type { TicketDraft } from '../src/flow/ticket/ticket-draft.js'
import type { Clock, RunLog } from '../src/ports.js'

/** The request that would file the ticket, without what only Jira knows. */
export interface Ticket {
  readonly summary: string
  readonly description: AdfDocument
  readonly labels: readonly string[]
  /** Every other field, by its id, as Jira takes it. */
  readonly fields: Readonly<Record<string, unknown>>
}

export interface TicketOptions {
  readonly policy: JiraPolicy
  readonly redactor: Redactor
  readonly clock: Clock
  readonly log: RunLog
}

/** Made by what files tickets in Jira, so that all of it has passed the redactor as it does on its way there. */
export function ticketOf(draft: TicketDraft, { policy, redactor, clock, log }: TicketOptions): Ticket {
  const context: BoardContext = {
    connection: { call: () => Promise.reject(new Error('An explanation asks nothing of Jira.')) },
    policy,
    outgoing: createOutgoing(redactor),
    retry: vendorRetry(clock, () => 0),
    log,
    siteUrl: ''
  }
  const { summary, description, labels, ...fields } = filingRequest(context, draft, new Set()).fields
  return {
    summary: typeof summary === 'string' ? summary : '',
    description: description as AdfDocument,
    labels: Array.isArray(labels) ? labels.map(String) : [],
    fields
  }
}
