import * as z from 'zod'
import { fixClasses } from '../decision/fix-class.js'
import { autofixOutcomes, fixReasons, publishOutcomes, type FixReason } from './fix-outcomes.js'
import type { Attempt, Ledger } from './ledger.js'

/** The ledger as people find it in the history of its ref: JSON, a line for each field, what is not known yet as null. */

const MAXIMUM_LINE_CHARS = 500

/** Identifiers and names: one line, no control characters. Text of strangers has no place in here. */
const line = z
  .string()
  .max(MAXIMUM_LINE_CHARS)
  .regex(/^\P{Cc}*$/u)
const usd = z.number().min(0)
const time = z.number().int().min(0).max(8.64e15)
const reasons = z.custom<FixReason>((value) => typeof value === 'string' && Object.hasOwn(fixReasons, value))

const attemptSchema = z.strictObject({
  id: line.min(1),
  issueId: line,
  fingerprint: line,
  ticketKey: line,
  team: line,
  fixClass: z.enum([...fixClasses, '']),
  state: z.enum(['reserved', 'spent', 'published', 'closed']),
  reservedAt: time,
  leaseUntil: time,
  reservedUsd: usd,
  spentUsd: orNull(usd),
  outcome: orNull(z.enum([...autofixOutcomes, ...publishOutcomes])),
  reason: orNull(reasons),
  branch: line,
  pullRequest: orNull(z.number().int().positive()),
  runUrl: line
}) satisfies z.ZodType<Attempt>

const ledgerSchema = z
  .strictObject({ version: z.literal(1), attempts: z.array(attemptSchema) })
  .refine(({ attempts }) => new Set(attempts.map(({ id }) => id)).size === attempts.length, {
    path: ['attempts'],
    message: 'an id twice'
  }) satisfies z.ZodType<Ledger>

export type LedgerText =
  | { readonly readable: true; readonly ledger: Ledger }
  /** `problem` names the place and never the value. */
  | { readonly readable: false; readonly problem: string }

export function parseLedger(text: string): LedgerText {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { readable: false, problem: 'it is not JSON' }
  }
  const read = ledgerSchema.safeParse(json)
  if (read.success) return { readable: true, ledger: read.data }
  const issue = read.error.issues[0]
  const place = issue?.path.join('.') ?? ''
  return {
    readable: false,
    problem: `${place === '' ? 'the top' : place} is not as expected (${issue?.code})`
  }
}

/** Throws when what it would write could not be read again: that is a defect of whoever made the attempt. */
export function formatLedger(ledger: Ledger): string {
  // The replacer also sees `undefined`, so that every field is written.
  const text = `${JSON.stringify(ledger, (_, value: unknown) => value ?? null, 2)}\n`
  const read = parseLedger(text)
  if (!read.readable) throw new Error(`The ledger would not be readable: ${read.problem}`)
  return text
}

/** JSON has no `undefined`. */
function orNull<T extends z.ZodType>(schema: T) {
  return schema.nullable().transform((value) => value ?? undefined)
}
