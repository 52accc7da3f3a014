import { z } from 'zod'
import type { ServiceReply } from '../kit/service.js'
import { Refused } from './replies.js'

/** Reads a body strictly: a field nobody knows, a wrong type or a missing field is refused with 400. */
export function readBody<T>(
  schema: z.ZodType<T>,
  body: unknown,
  refuse: (reason: string) => ServiceReply
): T {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const first = read.error.issues[0]
  const place = first && first.path.length > 0 ? `${first.path.join('.')}: ` : ''
  throw new Refused(refuse(`invalid request body: ${place}${first?.message ?? 'unreadable'}`))
}

const timeText = z.string()

/** What the event endpoints of all three products filter by. */
export const eventFilter = z.strictObject({
  query: z.string().optional(),
  from: timeText.optional(),
  to: timeText.optional()
})

/** Only logs are split into indexes and storage tiers. */
export const logFilter = eventFilter.extend({
  indexes: z.array(z.string()).optional(),
  storage_tier: z.enum(['indexes', 'online-archives', 'flex']).optional()
})

/** Logs and spans spell it `timeOffset`, RUM `time_offset`. */
export const logOptions = z.strictObject({
  timezone: z.string().optional(),
  timeOffset: z.number().optional()
})
export const rumOptions = z.strictObject({
  timezone: z.string().optional(),
  time_offset: z.number().optional()
})
