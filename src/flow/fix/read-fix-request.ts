import * as z from 'zod'
import { ecosystems } from '../decision/dependencies/dependency.js'
import { fixClasses } from '../decision/fix-class.js'
import { knownDiagnosisSchema } from '../decision/knowledge.js'
import { isIssueId } from '../event/issue-id.js'
import { wantedWorks, type FixRequest, type RequestedBump } from './fix-request.js'

export type FixRequestResult =
  | { readonly ok: true; readonly request: FixRequest }
  | { readonly ok: false; readonly problems: readonly string[] }

/*
 * The sender bounds every text and redacts it afterwards, which may make it up to twelve times as long: what is allowed here
 * leaves room for that. GitHub bounds the payload as a whole.
 */
const line = (maximum = 15_000): z.ZodString => z.string().max(maximum)

/** Goes into commits and pull requests as it is, so that no sign of markup, no blank and no line end passes. */
export const addressSchema = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .regex(/^[\w.~:/?#@!$&+,;=%-]+$/, { error: 'not an address without blanks and markup' })
const count = z.number().min(0).nullable()

/** Identifiers go into branch names, commands, the agent's brief and addresses: each has its own alphabet, nothing else passes. */
const relative = (path: string): boolean => !path.startsWith('/') && !path.split('/').includes('..')
const RELATIVE = { error: 'a path that leaves its folder' }

/** A bump whose every word is fit for the agent's brief. */
export const requestedBumpSchema = z.object({
  ecosystem: z.enum(ecosystems),
  package: z
    .string()
    .max(300)
    .regex(/^[\w@][\w@./:~+-]*$/)
    .refine(relative, RELATIVE),
  from: z
    .string()
    .max(100)
    .regex(/^\w[\w.+!~:-]*$/),
  to: z
    .string()
    .max(100)
    .regex(/^\w[\w.+-]*$/),
  lockfile: z
    .string()
    .max(1_000)
    .regex(/^[^\p{C}\p{Z}"'`$\\<>|;&]+(?: [^\p{C}\p{Z}"'`$\\<>|;&]+){0,50}$/u)
    .refine(relative, RELATIVE),
  source: addressSchema
}) satisfies z.ZodType<RequestedBump>

const evidence = z.object({
  error_type: line(),
  message: line(60_000),
  stack: line(60_000),
  culprit: z.object({
    path: line(60_000),
    line: z.number().int().min(0).nullable(),
    function: line().nullable(),
    commit: line().nullable()
  }),
  service: line(),
  platform: line(),
  versions: z.object({ first_seen: line().nullable(), last_seen: line().nullable() }),
  counts: z.object({
    window_hours: z.number().min(0),
    occurrences: count,
    users: count,
    sessions: count
  }),
  operation: line().nullable(),
  team: line().nullable(),
  bump: requestedBumpSchema.nullable(),
  datadog_url: addressSchema,
  ticket_url: addressSchema,
  wanted: z.enum(wantedWorks).optional(),
  message_template: line().nullish(),
  known_diagnosis: knownDiagnosisSchema.nullish(),
  known_pattern: line().nullish()
})

/** Shape of the hand-off, for whoever reads it back: the event of the fix job, and the bundle of the publish job. */
export const fixRequestSchema = z
  .object({
    schema: z.literal('1'),
    issue_id: z.string().refine(isIssueId, { error: 'not an issue id' }),
    ticket_key: z.string().regex(/^[A-Z][A-Z0-9_]{1,50}-\d{1,10}$/),
    fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
    fix_class: z.enum([...fixClasses, '']),
    score: z.number().min(0),
    env: line(),
    force: z.boolean(),
    triage_run: addressSchema,
    evidence
  })
  .refine(({ fix_class, evidence: { wanted } }) => fix_class !== '' || wanted === 'diagnosis', {
    path: ['fix_class'],
    error: 'a fix has a class'
  }) satisfies z.ZodType<FixRequest>

const MOST_PROBLEMS = 20

/** Reads the `client_payload` of an `error-autofix` event. Every problem names the key and what was seen there. */
export function readFixRequest(payload: unknown): FixRequestResult {
  const parsed = fixRequestSchema.safeParse(payload, { reportInput: true })
  if (parsed.success) return { ok: true, request: parsed.data }
  const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message, input }) => {
    const where = ['client_payload', ...path.map(String)].join('.')
    return `${where} is ${quote(input)}: ${message}. Triage of the same version sends this event; run it again, with force-fix if need be.`
  })
  return { ok: false, problems }
}

function quote(value: unknown): string {
  if (value === undefined) return 'missing'
  const shown = JSON.stringify(value) ?? typeof value
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown
}
