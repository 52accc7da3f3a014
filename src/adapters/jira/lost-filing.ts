import { isDeepStrictEqual } from 'node:util'
import type { TicketDraft } from '../../flow/ticket/ticket-draft.js'
import type { BoardContext } from './board-context.js'
import { JiraError } from './jira-error.js'
import { findRecent } from './recent-tickets.js'
import { parseMemory } from './ticket-memory.js'
import { readTicket } from './ticket-reading.js'

/** Waits before each look, in milliseconds: Jira may still be at it when our time limit ends. */
const LOOKS_AFTER_MS: readonly number[] = [1_000, 4_000, 10_000]

const ISSUE_LABEL = 'datadog-issue-'

/**
 * Key of the ticket that a request filed whose reply was lost. A second request could file it twice, so it is looked for by its
 * label among the newest ones, past the search index, and known by its memory: an earlier ticket of the same issue has the label too. When it does not show up, the error
 * says that it may exist.
 */
export async function findLostFiling(
  context: BoardContext,
  draft: TicketDraft,
  lost: JiraError
): Promise<string> {
  const labels = draft.labels.filter((label) => label.startsWith(ISSUE_LABEL))
  // As Jira keeps it: without the keys that are undefined.
  const sent = parseMemory(JSON.parse(JSON.stringify(context.outgoing.memory(draft.memory))))
  for (const wait of labels.length === 0 ? [] : LOOKS_AFTER_MS) {
    await context.retry.clock.sleep(wait)
    const key = await look(context, labels, sent).catch((error: unknown) => {
      throw mayExist(context, lost, error)
    })
    if (key !== undefined) {
      context.log.info('Jira gave no reply to the filing of a ticket, which was found all the same.', {
        ticket: key
      })
      return key
    }
  }
  throw mayExist(context, lost, undefined)
}

async function look(
  context: BoardContext,
  labels: readonly string[],
  sent: ReturnType<typeof parseMemory>
): Promise<string | undefined> {
  const found = await findRecent(context, labels)
  // Newest first: older ones are predecessors.
  for (const { key } of [...found].reverse()) {
    const ticket = await readTicket(context, key)
    if (ticket?.memory !== undefined && isDeepStrictEqual(ticket.memory, sent)) return ticket.key
  }
  return undefined
}

function mayExist(context: BoardContext, lost: JiraError, lookError: unknown): JiraError {
  const why =
    lookError instanceof Error
      ? ` It could not be looked for: ${lookError.message}`
      : ' It was looked for among the newest tickets, and is not there yet.'
  return new JiraError(
    `${lost.message} The ticket may exist in ${context.policy.project} all the same.${why} ` +
      'Run this again: it finds the ticket by its label and files none twice.',
    {
      vendor: 'Jira',
      status: lost.status,
      // Trying again here is what could file it twice.
      retryable: false,
      requestId: lost.requestId,
      isOutcomeUnknown: true,
      cause: lost
    }
  )
}
