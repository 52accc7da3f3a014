import * as z from 'zod'
import { autofixSchema } from './autofix-schema.js'
import { glob, ownershipSchema } from './ownership-schema.js'

/*
 * The policy file as users write it: kebab-case keys, every number and list with its default. `npm run schema` turns this into
 * schema/config.schema.json, which gives editors completion; so descriptions here are documentation. Errors begin with "write".
 */

const DURATION = 'write a duration such as 90m, 24h or 14d'
/** `90m`, `24h`, `14d`. The value is hours. */
const duration = z
  .string({ error: DURATION })
  .regex(/^\d{1,5}[mhd]$/, { error: DURATION })
  .describe('A duration: minutes, hours or days, such as 90m, 24h or 14d.')

/** A duration that something is looked for in: nothing is found in a window of 0. */
const window = z
  .string({ error: DURATION })
  .regex(/^0*[1-9]\d{0,4}[mhd]$/, { error: `${DURATION}, longer than 0` })
  .describe('A duration above 0: minutes, hours or days, such as 90m, 24h or 14d.')

const points = z.number().min(0).max(100)
const MONITOR_ID = { error: 'write the id of a monitor, such as 1234567' }
const monitorId = z
  .union([z.string(), z.number()], MONITOR_ID)
  .transform(String)
  .refine((id) => /^\d+$/.test(id), MONITOR_ID)

const datadog = z.strictObject({
  acknowledge: z
    .boolean()
    .default(true)
    .describe(
      'Move an issue to REVIEWED once it has a ticket; this also stops the New Issue monitor from alerting again.'
    ),
  'impact-window': window.default('24h').describe('Window of the counts of events, users and sessions.'),
  'trend-window': window.default('48h').describe('Window of the hourly event counts.'),
  'sample-lookback': window.default('30d').describe('How far back an event with a stack trace is looked for.')
})

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
  recent: duration.default('24h').describe('An issue first seen within this time gives the points.'),
  rising: z
    .strictObject({
      recent: window.default('6h').describe('The hours that are compared with those before them.'),
      alpha: z
        .number()
        .gt(0)
        .lt(1)
        .default(0.01)
        .describe('Largest probability of chance that still counts as rising.'),
      'minimum-events': z
        .number()
        .int()
        .min(1)
        .default(10)
        .describe('Fewer recent events are never called rising.')
    })
    .prefault({})
    .describe('The test of the rate of two Poisson counts.'),
  disqualify: z.array(z.enum(['IGNORED', 'EXCLUDED'])).default(['IGNORED', 'EXCLUDED']),
  'acknowledged-counts-as-open-with': z
    .array(z.enum(['assignee', 'case', 'ticket']))
    .default(['assignee', 'case', 'ticket'])
    .describe('What explains that an issue is REVIEWED although nobody has looked at it yet.')
})

const dedupe = z.strictObject({
  'notify-every': duration.default('24h').describe('Watchers hear of repeats at most once in this time.'),
  regression: z
    .strictObject({
      'keep-closed': z
        .array(z.string().min(1))
        .default(["Won't Do", "Won't Fix", 'Declined', 'Cannot Reproduce', 'Duplicate'])
        .describe('Resolutions that mean "do not fix": the ticket stays closed.'),
      settle: duration
        .default('24h')
        .describe('Time that a fix gets to reach production after its ticket was closed.'),
      'reopen-within': duration
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
    datadog: datadog.prefault({}),
    rubric: rubric.prefault({}),
    dedupe: dedupe.prefault({}),
    jira,
    ownership: ownershipSchema.prefault({}),
    privacy: privacy.prefault({}),
    autofix: autofixSchema.prefault({}),
    limits: limits.prefault({}),
    'on-error': z
      .enum(['fail', 'warn'])
      .default('fail')
      .describe('Colour of a sweep in which an issue failed: fail makes the step red, warn leaves it green.')
  })
  .describe('Policy of datadog-autofix-action')

export type PolicyFile = z.output<typeof policySchema>
