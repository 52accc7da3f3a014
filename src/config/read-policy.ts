import { LineCounter, parseDocument, visit } from 'yaml'
import * as z from 'zod'
import { crossCheck } from './cross-check.js'
import { policySchema } from './policy-schema.js'
import { dotted, lineOf, placeOf, shorten, suggest, type Path, type Source } from './policy-source.js'
import { toPolicy, type Policy } from './policy.js'

export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Reads a policy file. Every problem names the file and the line, what was seen and what to write; all come together.
 * `name` is how the file is called in messages.
 */
export function readPolicy(name: string, text: string): PolicyResult {
  const deep = lineOfDepth(text)
  if (deep !== undefined) {
    const problem = `${name} line ${deep}: more than ${MAXIMUM_DEPTH} brackets or dashes are open here; no policy is nested so deep.`
    return { ok: false, problems: [problem] }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    // Else the parser writes warnings to the process by itself.
    logLevel: 'error'
  })
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error) => `${name} line ${lines.linePos(error.pos[0]).line}: ${error.message}`
    )
    return { ok: false, problems }
  }
  const source: Source = { name, document, lines }
  const read = toValue(source)
  if (!read.ok) return read
  const parsed = policySchema.safeParse(read.root, { reportInput: true })
  const own = parsed.success ? [] : parsed.error.issues.flatMap((issue) => describe(issue, source))
  const problems = [...own, ...crossCheck(read.root, source)]
  return parsed.success && problems.length === 0
    ? { ok: true, policy: toPolicy(parsed.data) }
    : { ok: false, problems }
}

/** A file beyond this would exhaust the parser's stack, at a depth that differs from machine to machine. */
const MAXIMUM_DEPTH = 100
const NESTED_DASHES = /^ *(?:[-?] +){101}/

/** The line on which a text is nested too deep to be read; `undefined` as a rule. */
function lineOfDepth(text: string): number | undefined {
  let depth = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (NESTED_DASHES.test(line)) return index + 1
    for (const sign of line) {
      if (sign === '[' || sign === '{') depth += 1
      if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1)
      if (depth > MAXIMUM_DEPTH) return index + 1
    }
  }
  return undefined
}

function toValue(
  source: Source
):
  | { readonly ok: true; readonly root: unknown }
  | { readonly ok: false; readonly problems: readonly string[] } {
  try {
    const root: unknown = source.document.toJS() ?? {}
    // Without its one required section, the problem to tell is the key that is required in it.
    if (!isRecord(root) || Array.isArray(root)) return { ok: true, root }
    return { ok: true, root: { ...root, jira: root['jira'] ?? {} } }
  } catch (error) {
    const problems: string[] = []
    visit(source.document, {
      Alias(_, node) {
        if (node.resolve(source.document)) return
        problems.push(
          `${lineOf(source, node)}: no anchor &${node.source} stands before *${node.source}; write one.`
        )
      }
    })
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      problems: problems.length > 0 ? problems : [`${source.name}: ${reason}; write the values out.`]
    }
  }
}

function describe(issue: z.core.$ZodIssue, source: Source): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const where = placeOf(source, [...issue.path, key])
      const known = knownKeys(issue.path)
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
function knownKeys(path: Path): string[] {
  let at: unknown = z.toJSONSchema(policySchema, { io: 'input', unrepresentable: 'any' })
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
