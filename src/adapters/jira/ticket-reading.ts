import * as z from 'zod'
import type { ExistingTicket, TicketMemory } from '../../flow/decision/existing-ticket.js'
import { ticketUrl, type BoardContext } from './board-context.js'
import { checkIssueKey, isIssueKey } from './issue-key.js'
import { JiraError } from './jira-error.js'
import { jiraMoment } from './jira-time.js'
import { MEMORY_PROPERTY, parseMemory } from './ticket-memory.js'

const FIELDS = ['summary', 'status', 'resolution', 'resolutiondate', 'created', 'labels'] as const

const ticketSchema = z.object({
  key: z.string().refine(isIssueKey, 'not the key of a ticket'),
  properties: z.record(z.string(), z.unknown()).optional(),
  fields: z.object({
    summary: z.string(),
    // Jira has a fourth category, "undefined", for statuses that nobody has sorted: they are not closed.
    status: z.object({
      name: z.string(),
      statusCategory: z.object({
        key: z.enum(['new', 'indeterminate', 'done', 'undefined'])
      })
    }),
    resolution: z.object({ name: z.string() }).nullish(),
    resolutiondate: jiraMoment.nullish(),
    created: jiraMoment,
    labels: z.array(z.string()).nullish()
  })
})

/** The ticket as it is now, under its present key if it was moved; `undefined` when Jira knows none. */
export async function readTicket(context: BoardContext, key: string): Promise<ExistingTicket | undefined> {
  checkIssueKey(key)
  try {
    const { fields, ...ticket } = await context.connection.call({
      doing: `read ticket ${key}`,
      permission: 'Browse Projects',
      idempotent: true,
      reply: ticketSchema,
      send: (client) =>
        client.issues.getIssue({ issueIdOrKey: key, fields: [...FIELDS], properties: [MEMORY_PROPERTY] })
    })
    const { key: category } = fields.status.statusCategory
    return {
      key: ticket.key,
      url: ticketUrl(context, ticket.key),
      summary: fields.summary,
      status: fields.status.name,
      stage: category === 'undefined' ? 'new' : category,
      resolution: fields.resolution?.name,
      resolvedAt: fields.resolutiondate ?? undefined,
      createdAt: fields.created,
      labels: fields.labels ?? [],
      memory: readMemory(context, ticket.key, ticket.properties?.[MEMORY_PROPERTY])
    }
  } catch (error) {
    if (error instanceof JiraError && error.isNotFound) return undefined
    throw error
  }
}

function readMemory(context: BoardContext, key: string, value: unknown): TicketMemory | undefined {
  if (value === undefined || value === null) return undefined
  const memory = parseMemory(value)
  if (memory === undefined) {
    context.log.warning(
      'What was remembered on a ticket cannot be read, so the ticket counts as new to us.',
      {
        ticket: key,
        property: MEMORY_PROPERTY
      }
    )
  }
  return memory
}
