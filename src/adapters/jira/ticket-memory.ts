import * as z from 'zod'
import type { TicketMemory } from '../../flow/decision/existing-ticket.js'

/** Key of the issue property that holds what we remember. */
export const MEMORY_PROPERTY = 'datadog-autofix'

const schema = z.object({
  version: z.literal(1),
  issues: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      service: z.string(),
      env: z.string().nullish(),
      lastSeenAt: z.number(),
      version: z.string().nullish()
    })
  ),
  fingerprint: z.string().nullish(),
  scoreAtFiling: z.number(),
  commentId: z.string().nullish(),
  alerts: z.number(),
  notifiedAt: z.number(),
  mayBeLocked: z.literal(true).nullish(),
  reopens: z.number(),
  handedOffAt: z.number().nullish(),
  fixCommentId: z.string().nullish(),
  // Tickets of the first version do not say it.
  fingerprintVersion: z.number().default(1),
  cycleKeys: z.array(z.string())
})

/** What the property of a ticket says; `undefined` when it is not in our words (edited by hand, or of another version). */
export function parseMemory(value: unknown): TicketMemory | undefined {
  const read = schema.safeParse(value)
  if (!read.success) return undefined
  const { issues, fingerprint, commentId, handedOffAt, fixCommentId, mayBeLocked, ...rest } = read.data
  return {
    ...rest,
    issues: issues.map((each) => ({
      ...each,
      env: each.env ?? undefined,
      version: each.version ?? undefined
    })),
    fingerprint: fingerprint ?? undefined,
    commentId: commentId ?? undefined,
    handedOffAt: handedOffAt ?? undefined,
    ...(mayBeLocked === true ? { mayBeLocked } : {}),
    ...(fixCommentId === null || fixCommentId === undefined ? {} : { fixCommentId })
  }
}
