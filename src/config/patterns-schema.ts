import * as z from 'zod'
import { handlerInputs, patternTiers, type Pattern } from '../flow/decision/patterns/pattern.js'
import { patternMatchSchema } from './pattern-match-schema.js'
import { durationHours } from './duration.js'

/*
 * Known patterns as users write them: the list `patterns` of the policy file, or of a file of its own. Descriptions here are
 * documentation (schema/config.schema.json, schema/patterns.schema.json); errors begin with "write".
 */

const DURATION = { error: 'write a duration such as 90m, 24h or 14d' }
const duration = z.string(DURATION).regex(/^\d{1,5}[mhd]$/, DURATION)

const WINDOW = {
  error: 'write whole hours or days up to 28d, such as 1h or 2d: events are counted by the hour'
}
const window = z
  .string(WINDOW)
  .regex(/^\d{1,3}[hd]$/, { ...WINDOW, abort: true })
  .refine((text) => durationHours(text) >= 1 && durationHours(text) <= 672, WINDOW)

const escalateAfter = z.strictObject({
  events: z.number().int().min(1).describe('So many events, or more,'),
  in: window.describe('in the newest hours, whole hours or days: 1h, 2d.')
})

const INPUT_TEXT = { error: 'write one line of up to 200 characters' }
const input = z.union(
  [
    z.strictObject({ fact: z.enum(handlerInputs).describe('A fact of the issue.') }),
    z.strictObject({
      text: z
        .string(INPUT_TEXT)
        .regex(/^[^\p{Cc}\u2028\u2029]{1,200}$/u, INPUT_TEXT)
        .describe('The same text every time.')
    })
  ],
  { error: `write { fact: <name> } with one of ${handlerInputs.join(', ')}, or { text: <your words> }` }
)

const INPUT_NAME = { error: 'write the name of an input of the workflow: letters, digits, - and _' }
const WORKFLOW = { error: 'write the name of a file in .github/workflows, such as restart-checkout.yml' }
const REF = { error: 'write the name of a branch or tag, such as main' }
const COOLDOWN = { error: 'write a duration such as 90m, 24h or 14d, longer than 0' }

/** GitHub took no more for years, and Enterprise Servers still do not. */
const MAXIMUM_INPUTS = 10

const handler = z.strictObject({
  workflow: z
    .string(WORKFLOW)
    .regex(/^\w[\w.-]{0,95}\.ya?ml$/, WORKFLOW)
    .describe('File name of a workflow of this repository, with the trigger workflow_dispatch.'),
  ref: z
    .string(REF)
    .regex(/^(?![/-])(?!.*(?:\.\.|\/\/|@\{|\.lock$))[\w./-]{1,200}(?<![/.])$/, REF)
    .optional()
    .describe('Branch or tag that it runs on. By default the default branch.'),
  inputs: z
    .record(z.string().regex(/^[A-Za-z_][\w-]{0,99}$/, INPUT_NAME), input)
    .refine((inputs) => Object.keys(inputs).length <= MAXIMUM_INPUTS, {
      error: `write at most ${MAXIMUM_INPUTS} inputs`
    })
    .default({})
    .describe('Input of the workflow to what it is given: { fact: service } or { text: rolling }.'),
  cooldown: z
    .string(COOLDOWN)
    .regex(/^0*[1-9]\d{0,4}[mhd]$/, COOLDOWN)
    .default('1h')
    .describe('It is not started again within this time.'),
  'per-day': z.number().int().min(1).max(100).default(3).describe('Most starts in a day (UTC).')
})

const NAME = { error: 'write a name of small letters, digits and hyphens, up to 60' }
const DATE = { error: 'write a day that exists, such as 2026-12-31' }

const pattern = z.strictObject({
  name: z
    .string(NAME)
    .regex(/^[a-z\d][a-z\d-]{0,59}$/, NAME)
    .describe('Its name in tickets, reports and limits.'),
  match: patternMatchSchema,
  tier: z
    .enum(patternTiers)
    .describe(
      'ignore: no ticket, counted only. digest: no ticket, listed in the summary. ticket: a ticket whatever the score says. escalate: a ticket that is escalated.'
    ),
  autofix: z
    .enum(['never', 'allow'])
    .default('allow')
    .describe('never: errors that fit are not handed to auto-fix. allow: the usual conditions decide.'),
  dedup: duration
    .optional()
    .describe('Time in which a repeat is not told again. By default dedupe.notify-every.'),
  'escalate-after': escalateAfter.optional().describe('Raises the tier to escalate.'),
  owner: z
    .string()
    .min(1)
    .optional()
    .describe('Team of ownership.teams that gets the ticket, whoever owns the code.'),
  note: z.string().min(1).max(1_000).optional().describe('What the ticket says of it, for who works on it.'),
  reason: z
    .string({ error: 'write why this is known and treated so: whoever reads it next year has to judge it' })
    .min(1)
    .max(1_000)
    .describe('Why it is known, and why it is treated so.'),
  expires: z
    .string(DATE)
    .regex(/^\d{4}-\d\d-\d\d$/, { ...DATE, abort: true })
    .refine(isDay, DATE)
    .optional()
    .describe('Last day (UTC) on which it is obeyed, such as 2026-12-31. From then on it is reported.'),
  handler: handler.optional().describe('A workflow that is started for it.')
})

function isDay(text: string): boolean {
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The list, in order: the first that fits decides. */
export const patternsSchema = z
  .array(pattern)
  .max(500)
  .describe('Errors that people know, and what is to be done with them. The first that fits decides.')

const FILE = {
  error: 'write the path of a YAML file from the folder of this one, such as known-patterns.yml'
}

/** Where the policy file says that the patterns are. */
export const patternsFileNameSchema = z
  .string(FILE)
  .regex(/^(?!.*\.\.)[\w@.][\w@. /-]{0,199}\.ya?ml$/, FILE)
  .describe('File with the list `patterns`, instead of the list here: its path from the folder of this file.')

/** A file of patterns alone. */
export const patternsFileSchema = z
  .strictObject({ version: z.literal(1).default(1), patterns: patternsSchema })
  .describe('Known patterns of datadog-autofix-action')

/** The patterns in the words of the flow. */
export function toPatterns(file: z.output<typeof patternsSchema>): readonly Pattern[] {
  return file.map(({ match: given, dedup, 'escalate-after': escalate, handler: started, ...own }) => ({
    name: own.name,
    match: {
      services: given.services ?? [],
      environments: given.environments ?? [],
      types: given.types ?? [],
      message: given.message,
      files: given.files ?? [],
      platforms: given.platforms ?? [],
      fingerprints: (given.fingerprints ?? []).map((hash) => hash.toLowerCase())
    },
    tier: own.tier,
    autofix: own.autofix,
    dedupHours: dedup === undefined ? undefined : durationHours(dedup),
    escalateAfter: escalate && { events: escalate.events, hours: durationHours(escalate.in) },
    owner: own.owner,
    note: own.note,
    reason: own.reason,
    expires: own.expires,
    handler: started && {
      workflow: started.workflow,
      ref: started.ref,
      inputs: started.inputs,
      cooldownHours: durationHours(started.cooldown),
      perDay: started['per-day']
    }
  }))
}
