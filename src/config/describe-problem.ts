import * as z from 'zod'
import { dotted, placeOf, shorten, suggest, type Path, type Source } from './policy-source.js'

/** A problem that the schema found, with its line, what was seen and what to write: one for each key where several are unknown. */
export function describeProblem(issue: z.core.$ZodIssue, source: Source, schema: z.ZodType): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const where = placeOf(source, [...issue.path, key])
      const replacement = replacements[dotted([...issue.path, key])]
      if (replacement !== undefined) return `${where}: ${dotted([...issue.path, key])} ${replacement}`
      const known = knownKeys(schema, issue.path)
      return `${where}: unknown key "${dotted([...issue.path, key])}". ${suggest(key, known, 'Known keys here')}`
    })
  }
  const what = dotted(issue.path) || 'the file'
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [`${placeOf(source, issue.path)}: ${what} is missing; ${adviceFor(issue)}.`]
  }
  if (issue.input === null) {
    return [`${placeOf(source, issue.path)}: ${what} is empty; ${adviceFor(issue)}, or remove the line.`]
  }
  const seen = issue.input === undefined ? '' : ` is ${shorten(issue.input)}`
  return [`${placeOf(source, issue.path)}: ${what}${seen}; ${adviceFor(issue)}.`]
}

/** Keys that earlier versions knew. */
const replacements: Readonly<Record<string, string>> = {
  'rubric.rising':
    'is no longer a key: whether errors rise is judged on four weeks of counts. Remove it; how sure it has to be stands under evidence.'
}

/** Kinds of values in words for people. */
const kinds: Readonly<Record<string, string>> = {
  object: 'keys with values under it',
  record: 'keys with values under it',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  string: 'text, in quotes',
  boolean: 'true or false'
}

function adviceFor(issue: z.core.$ZodIssue): string {
  // Advice of our own schema says more than what can be made of the kind of problem.
  if (issue.message.startsWith('write ')) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `write ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `write ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message
    case 'too_small':
      if (issue.origin === 'string') return 'write text that is not empty'
      return `write ${issue.inclusive ? 'at least' : 'more than'} ${String(issue.minimum)}`
    case 'too_big':
      return `write ${issue.inclusive ? 'at most' : 'less than'} ${String(issue.maximum)}`
    default:
      return issue.message
  }
}

/** Keys that the schema knows at a path, read from its JSON form: only when there is something to complain about. */
function knownKeys(schema: z.ZodType, path: Path): string[] {
  let at: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  for (const step of path) {
    if (!isRecord(at)) return []
    const properties = at['properties']
    at =
      typeof step === 'number'
        ? at['items']
        : isRecord(properties) && String(step) in properties
          ? properties[String(step)]
          : at['additionalProperties']
  }
  return isRecord(at) && isRecord(at['properties']) ? Object.keys(at['properties']) : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
