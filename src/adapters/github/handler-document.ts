import * as z from 'zod'
import type { BookedStart, HandlerDocument } from '../../flow/decision/patterns/handler-limits.js'

/** The starts of handlers as people find them in the history of their ref: JSON, a line for each field. */

/** Identifiers and names: one line, no control characters. Text of strangers has no place in here. */
const line = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}*$/u)

const startSchema = z.strictObject({
  pattern: line,
  workflow: line,
  issueId: line,
  at: z.number().int().min(0).max(8.64e15),
  cooldownHours: z.number().min(0)
}) satisfies z.ZodType<BookedStart>

const documentSchema = z.strictObject({
  version: z.literal(1),
  starts: z.array(startSchema)
}) satisfies z.ZodType<HandlerDocument>

export type HandlerText =
  | { readonly readable: true; readonly document: HandlerDocument }
  /** `problem` names the place and never the value. */
  | { readonly readable: false; readonly problem: string }

export function parseHandlers(text: string): HandlerText {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { readable: false, problem: 'it is not JSON' }
  }
  const read = documentSchema.safeParse(json)
  if (read.success) return { readable: true, document: read.data }
  const issue = read.error.issues[0]
  const place = issue?.path.join('.') ?? ''
  return {
    readable: false,
    problem: `${place === '' ? 'the top' : place} is not as expected (${issue?.code})`
  }
}

/** Throws when what it would write could not be read again: that is a defect of whoever made the booking. */
export function formatHandlers(document: HandlerDocument): string {
  const text = `${JSON.stringify(document, null, 2)}\n`
  const read = parseHandlers(text)
  if (!read.readable) throw new Error(`The starts of handlers would not be readable: ${read.problem}`)
  return text
}
