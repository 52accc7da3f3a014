import * as z from 'zod'
import type { TicketMemory } from '../../flow/decision/existing-ticket.js'
import type { BoardContext } from './board-context.js'
import { checkIssueKey } from './issue-key.js'
import { MEMORY_PROPERTY } from './ticket-memory.js'

/** Writes the ticket's memory as an issue property: no history, no notification, consistent at once. */
export async function writeMemory(context: BoardContext, key: string, memory: TicketMemory): Promise<void> {
  checkIssueKey(key)
  await context.connection.call({
    doing: `remember on ticket ${key}`,
    permission: 'Edit Issues',
    idempotent: true,
    reply: z.unknown(),
    send: (client) =>
      client.issueProperties.setIssueProperty({
        issueIdOrKey: key,
        propertyKey: MEMORY_PROPERTY,
        propertyValue: context.outgoing.memory(memory)
      })
  })
}

/** Adds labels and leaves those that are there, whoever set them. */
export async function addLabels(
  context: BoardContext,
  key: string,
  labels: readonly string[]
): Promise<void> {
  checkIssueKey(key)
  if (labels.length === 0) return
  await context.connection.call({
    doing: `label ticket ${key}`,
    permission: 'Edit Issues',
    idempotent: true,
    reply: z.unknown(),
    send: (client) =>
      client.issues.editIssue({
        issueIdOrKey: key,
        update: { labels: labels.map((label) => ({ add: label })) }
      })
  })
}
