import * as z from 'zod'
import { ecosystems } from '../flow/decision/dependencies/dependency.js'
import { isRange } from '../flow/decision/dependencies/version.js'
import { fixClasses } from '../flow/decision/fix-class.js'
import { agentSchema } from './agent-schema.js'
import { glob } from './ownership-schema.js'
import { verifySchema } from './verify-schema.js'

const RANGE = { error: 'write comparators such as ">= 1.2.0, < 1.4.3"' }

const dependencyFix = z.strictObject({
  ecosystem: z.enum(ecosystems).describe('Registry of the package.'),
  package: z.string().min(1).max(300).describe("The package's name; for Maven group:artifact."),
  affected: z
    .string(RANGE)
    .refine(isRange, RANGE)
    .describe('Versions with the bug: comparators such as ">= 1.2.0, < 1.4.3".'),
  error: z.string().min(1).describe('RE2 pattern of "Type: message".'),
  fixed: z
    .string()
    .regex(/^v?\d+(?:\.\d+){0,4}$/, { error: 'write a version of numbers and dots, such as 1.4.3' })
    .describe('First version without the bug.'),
  source: z
    .url({ protocol: /^https$/, error: 'write an https address' })
    .describe('Page that tells of the bug.')
})

const BRANCH = { error: 'write a branch name with {ticket} and {fingerprint} in it' }

/** https://git-scm.com/docs/git-check-ref-format, and no name that a command could take for an option. */
const branchName = /^(?![/-])(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock$))[\w./-]{1,300}(?<![/.])$/

function makesBranch(template: string): boolean {
  return branchName.test(template.replaceAll('{ticket}', 'PPL-1').replaceAll('{fingerprint}', '00000000'))
}

const change = z.strictObject({
  files: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(6)
    .describe('Most files that a fix may touch, tests included.'),
  lines: z.number().int().min(1).max(5_000).default(200).describe('Most added and removed lines of a fix.')
})

const DURATION = { error: 'write a duration such as 90m, 24h or 14d' }

const teamLimits = z.strictObject({
  'attempts-per-day': z.number().int().min(0).default(5).describe('Attempts of a team in a day (UTC).'),
  'open-pull-requests': z.number().int().min(0).default(3).describe('Open fix pull requests of a team.'),
  cooldown: z
    .string(DURATION)
    .regex(/^\d{1,5}[mhd]$/, DURATION)
    .default('14d')
    .describe('A bug is left alone for this time after an attempt that came to nothing.')
})

const dollars = z.number().min(0).max(100_000)

const budget = z.strictObject({
  run: dollars.gt(0).default(2).describe('US dollars that one attempt may cost.'),
  day: dollars.default(10).describe('US dollars in a day (UTC), for all attempts of this repository.'),
  month: dollars.default(100).describe('US dollars in a month (UTC).')
})

/** What auto-fix may touch, how it works, what it may cost, and how a fix is proven. */
export const autofixSchema = z.strictObject({
  base: z
    .string()
    .regex(/^(?!\/)(?!.*(?:\.\.|\/\/|@\{|\.lock$))[\w./-]{1,200}(?<![/.])$/, {
      error: 'write the name of a branch, such as develop'
    })
    .optional()
    .describe('Branch that fixes are made on and that pull requests go to. Without it nothing is fixed.'),
  branch: z
    .string()
    .regex(/^[\w./{}-]{1,150}$/, BRANCH)
    .refine(
      (name) => name.includes('{ticket}') && name.includes('{fingerprint}') && makesBranch(name),
      BRANCH
    )
    .default('{ticket}/datadog-autofix-{fingerprint}')
    .describe(
      "Name of a fix's branch; {ticket} is the ticket's key, {fingerprint} the first 8 characters of the bug's fingerprint."
    ),
  classes: z
    .array(z.enum(fixClasses))
    .default([...fixClasses])
    .describe('Error classes that may be handed to auto-fix.'),
  'allow-paths': z
    .array(z.string().min(1))
    .default([])
    .describe('The only paths (as in .gitignore) that auto-fix may touch; empty: all that are not denied.'),
  'deny-paths': z
    .array(z.string().min(1))
    .default([])
    .describe('Paths (as in .gitignore) that auto-fix never touches, beside the built-in ones.'),
  'deny-words': z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Words in paths, functions, messages and the code around the culprit that keep auto-fix away, beside the built-in ones.'
    ),
  'deny-owners': z
    .array(glob)
    .default([])
    .describe('Owners as CODEOWNERS writes them whose files auto-fix never touches; * stands for anything.'),
  'dependency-fixes': z
    .array(dependencyFix)
    .default([])
    .describe('Bugs of packages that a later version mends, beside those that advisories tell of.'),
  instructions: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe('Path of a file with rules for the agent, such as AGENTS.md; read from the base.'),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .default(0.7)
    .describe('Below this the answer of the agent goes to the ticket as a diagnosis and no further.'),
  agent: agentSchema.prefault({}).describe('The coding agent and its limits.'),
  change: change.prefault({}).describe('How large a fix may be.'),
  limits: teamLimits.prefault({}).describe('Limits of each team.'),
  budget: budget.prefault({}).describe('Ceilings in US dollars, shared by parallel runs.'),
  verify: verifySchema.prefault({}).describe('How a fix is proven.')
})
