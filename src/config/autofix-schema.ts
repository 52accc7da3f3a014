import * as z from 'zod'
import { ecosystems } from '../flow/decision/dependencies/dependency.js'
import { isRange } from '../flow/decision/dependencies/version.js'
import { fixClasses } from '../flow/decision/fix-class.js'
import { glob } from './ownership-schema.js'

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

/** What auto-fix may touch, and which bumps of packages are known. */
export const autofixSchema = z.strictObject({
  classes: z
    .array(z.enum(fixClasses))
    .default([...fixClasses])
    .describe('Error classes that may be handed to auto-fix.'),
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
    .describe('Bugs of packages that a later version mends, beside those that advisories tell of.')
})
