import * as z from 'zod'
import { autofixSchema } from './autofix-schema.js'
import { cascadeSchema } from './cascade-schema.js'
import { datadogSchema } from './datadog-schema.js'
import { deploysSchema } from './deploys-schema.js'
import { diagnosisSchema } from './diagnosis-schema.js'
import { durationSchema } from './duration-schema.js'
import { evidenceSchema } from './evidence-schema.js'
import { glob, ownershipSchema } from './ownership-schema.js'
import { patternsFileNameSchema, patternsSchema } from './patterns-schema.js'

/*
 * The policy file as users write it: kebab-case keys, every number and list with its default. `npm run schema` turns this into
 * schema/config.schema.json, which gives editors completion; so descriptions here are documentation. Errors begin with "write".
 */

const points = z.number().min(0).max(100)
const MONITOR_ID = { error: 'write the id of a monitor, such as 1234567' }
const monitorId = z
  .union([z.string(), z.number()], MONITOR_ID)
  .transform(String)
  .refine((id) => /^\d+$/.test(id), MONITOR_ID)

const rubric = z.strictObject({
  'ticket-at': z.number().min(0).default(5).describe('Points that make a ticket.'),
  'autofix-at': z.number().min(0).default(8).describe('Points that make an issue eligible for auto-fix.'),
  points: z
    .strictObject({
      'for-review': points.default(3),
      'production-service': points.default(3),
      'high-impact': points.default(3),
      'affected-users': points.default(2),
      rising: points.default(2),
      'first-seen-recently': points.default(1)
    })
    .prefault({})
    .describe('What each signal is worth.'),
  production: z
    .strictObject({
      services: z.array(glob).default(['*']),
      environments: z.array(glob).default(['prod', 'production'])
    })
    .prefault({})
    .describe('Which services and env tags are production.'),
  'high-impact-monitors': z
    .array(monitorId)
    .default([])
    .describe('Ids of High Impact monitors whose webhook does not send monitor_kind.'),
  'affected-users': z
    .number()
    .int()
    .min(0)
    .default(10)
    .describe('More affected users than this give the points.'),
  // A user whom a bug stops tries again: three sessions to a user, so that 30 sessions are seldom fewer people than 10 users.
  'affected-sessions': z
    .number()
    .int()
    .min(0)
    .default(30)
    .describe(
      'More sessions than this give the points of affected users where Datadog does not count users.'
    ),
  recent: durationSchema.default('24h').describe('An issue first seen within this time gives the points.'),
  disqualify: z.array(z.enum(['IGNORED', 'EXCLUDED'])).default(['IGNORED', 'EXCLUDED']),
  'acknowledged-counts-as-open-with': z
    .array(z.enum(['assignee', 'case', 'ticket']))
    .default(['assignee', 'case', 'ticket'])
    .describe('What explains that an issue is REVIEWED although nobody has looked at it yet.')
})

const dedupe = z.strictObject({
  'notify-every': durationSchema
    .default('24h')
    .describe('Watchers hear of repeats at most once in this time.'),
  regression: z
    .strictObject({
      'keep-closed': z
        .array(z.string().min(1))
        .default(["Won't Do", "Won't Fix", 'Declined', 'Cannot Reproduce', 'Duplicate'])
        .describe('Resolutions that mean "do not fix": the ticket stays closed.'),
      settle: durationSchema
        .default('24h')
        .describe('Time that a fix gets to reach production after its ticket was closed.'),
      'reopen-within': durationSchema
        .default('30d')
        .describe('Tickets closed longer ago get a new, linked ticket.'),
      'maximum-reopens': z
        .number()
        .int()
        .min(0)
        .default(3)
        .describe('After so many reopens a new ticket is linked.')
    })
    .prefault({})
    .describe('What happens when the bug of a closed ticket is back.')
})

const PROJECT_KEY = 'write the project key in capitals, such as PPL'

const jira = z.strictObject({
  project: z
    .string({ error: PROJECT_KEY })
    .regex(/^[A-Z][A-Z0-9_]+$/, { error: PROJECT_KEY })
    .describe('Key of the project that gets the tickets.'),
  'issue-type': z.string().min(1).default('Bug'),
  priority: z.string().min(1).optional().describe('Name of the priority of new tickets.'),
  'escalated-priority': z
    .string()
    .min(1)
    .optional()
    .describe('Name of the priority of new tickets that somebody has to look at now.'),
  labels: z
    .array(z.string().regex(/^\S+$/, { error: 'write a label without spaces' }))
    .default([])
    .describe('Labels beside our own.'),
  fields: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Further fields of new tickets, as Jira takes them.'),
  'team-field': z
    .string()
    .regex(/^customfield_\d+$/, { error: 'write the id of the field, such as customfield_10001' })
    .optional()
    .describe('Id of the Team field.'),
  'link-type': z
    .string()
    .min(1)
    .default('Relates')
    .describe('Link between a new ticket and the closed one it follows.'),
  'reopen-status': z
    .string()
    .min(1)
    .optional()
    .describe('Status of a reopened ticket; by default the first that is to do.')
})

const redactionName = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, { error: 'write a name of small letters, digits and hyphens, up to 40' })

const privacy = z.strictObject({
  mode: z
    .enum(['standard', 'strict'])
    .default('standard')
    .describe('strict: error messages leave only as their template, with every variable masked.'),
  redact: z
    .array(z.strictObject({ name: redactionName, pattern: z.string().min(1) }))
    .default([])
    .describe('Further patterns to remove, in RE2 syntax.')
})

const limits = z.strictObject({
  'new-tickets-per-run': z
    .number()
    .int()
    .min(0)
    .default(10)
    .describe(
      'A sweep files no more new tickets than this, all its shards together; the highest scores come first.'
    ),
  'issues-per-run': z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(1000)
    .describe(
      'A sweep triages no more issues than this, all its shards together. Half of the places go to the most important ones, half to the rest ' +
        'in turn, so that runs after one another come to all of them.'
    ),
  concurrency: z
    .number()
    .int()
    .min(1)
    .max(16)
    .default(4)
    .describe('Bugs of a sweep that are worked on at once, in each of its shards.')
})

export const policySchema = z
  .strictObject({
    version: z.literal(1).default(1),
    datadog: datadogSchema.prefault({}),
    rubric: rubric.prefault({}),
    evidence: evidenceSchema.prefault({}),
    cascade: cascadeSchema.prefault({}),
    deploys: deploysSchema.prefault({}),
    patterns: patternsSchema.default([]),
    'patterns-file': patternsFileNameSchema.optional(),
    dedupe: dedupe.prefault({}),
    jira,
    ownership: ownershipSchema.prefault({}),
    privacy: privacy.prefault({}),
    autofix: autofixSchema.prefault({}),
    diagnosis: diagnosisSchema.prefault({}),
    limits: limits.prefault({}),
    'on-error': z
      .enum(['fail', 'warn'])
      .default('fail')
      .describe('Colour of a sweep in which an issue failed: fail makes the step red, warn leaves it green.')
  })
  .describe('Policy of datadog-autofix-action')

export type PolicyFile = z.output<typeof policySchema>
