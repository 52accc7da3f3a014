import { RE2JS } from 're2js'
import * as z from 'zod'
import { platforms } from '../flow/issue/issue.js'
import { glob } from './ownership-schema.js'

const MESSAGE = 'write RE2 syntax, without look-around and back-references'
const message = z
  .string({ error: MESSAGE })
  .min(1, { error: MESSAGE })
  .superRefine((expression, context) => {
    try {
      RE2JS.compile(expression)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      context.addIssue({ code: 'custom', message: `${MESSAGE} (${reason})`, input: expression })
    }
  })
  .describe(
    'RE2 pattern that is looked for in the message template: the message with variables masked, such as "^Timed out after <num>". ' +
      'Tickets and `npm run explain` show templates.'
  )

const PATH = {
  error:
    'write a path such as src/checkout/** or quote-total.ts, without ! in front: of the list, one has to fit'
}
const path = z
  .string(PATH)
  .regex(/^(?![!#])\S(?:.*\S)?$/, PATH)
  .describe(
    "The culprit's file as the repository, the trace or Datadog names it: * is anything but /, ** any folders, ? one character, all " +
      'else stands for itself. It may begin at any folder, with a leading / at the top alone; a folder fits all below it.'
  )

const FINGERPRINT = { error: 'write the 16 hex digits of a fingerprint, in quotes' }
const names = z.array(glob).min(1, { error: 'write at least one name, or remove the key' })

const MATCH =
  'write what tells these errors from all others: services, environments, types, message, files, platforms or fingerprints; * alone fits everything'

/** What tells the errors of a pattern from all others. */
export const patternMatchSchema = z
  .strictObject({
    services: names.optional().describe('Services.'),
    environments: names
      .optional()
      .describe('Values of the env tag. An issue whose environment is not known fits none.'),
    types: names.optional().describe('Types of the error, such as TimeoutError or java.net.*Exception.'),
    message: message.optional(),
    files: z.array(path).min(1, { error: 'write at least one path, or remove the key' }).optional(),
    platforms: z
      .array(z.enum(platforms))
      .min(1, { error: 'write at least one platform, or remove the key' })
      .optional()
      .describe("Datadog's name of the platform."),
    fingerprints: z
      .array(z.string(FINGERPRINT).regex(/^[\da-fA-F]{16}$/, FINGERPRINT))
      .min(1, { error: 'write at least one fingerprint, or remove the key' })
      .optional()
      .describe('Fingerprints as the label datadog-fp-… of a ticket has them; former ones count.')
  })
  .superRefine((given, context) => {
    // Where a key is misspelt, that is what has to be told.
    if (context.issues.length > 0 || tellsApart(given)) return
    context.addIssue({ code: 'custom', message: MATCH, input: given })
  })
  .describe(
    'All keys that are written have to fit; of a list, one entry. Names: * is any run of characters; case does not matter.'
  )

/** Whether something in the match leaves anything out. */
function tellsApart(given: {
  readonly services?: readonly string[] | undefined
  readonly environments?: readonly string[] | undefined
  readonly types?: readonly string[] | undefined
  readonly files?: readonly string[] | undefined
  readonly platforms?: readonly string[] | undefined
  readonly fingerprints?: readonly string[] | undefined
  readonly message?: string | undefined
}): boolean {
  const lists = [given.services, given.environments, given.types, given.files]
  if (lists.some((list) => list?.every((entry) => !/^[*/]+$/.test(entry)))) return true
  if (given.fingerprints !== undefined) return true
  if (given.platforms !== undefined && new Set(given.platforms).size < platforms.length) return true
  return given.message !== undefined && !fitsAnything(given.message)
}

/** Texts that have nothing in common, and no other expression than one like `.*` fits all of them. */
const PROBES = ['x', '\ue000', '\ue000'.repeat(2_000)]

function fitsAnything(expression: string): boolean {
  try {
    const pattern = RE2JS.compile(expression)
    return PROBES.every((text) => pattern.matcher(text).find())
  } catch {
    // Told already, as a problem of the message.
    return false
  }
}
