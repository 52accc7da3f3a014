import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { types } from 'node:util'
import * as z from 'zod'
import { describeProblem } from '../src/config/describe-problem.js'
import { patternsFileNameSchema, patternsSchema, toPatterns } from '../src/config/patterns-schema.js'
import { policySchema } from '../src/config/policy-schema.js'
import { checkPatterns, readPatterns } from '../src/config/read-patterns.js'
import { readYaml } from '../src/config/read-yaml.js'
import { ConfigurationError } from '../src/errors.js'
import type { Pattern } from '../src/flow/decision/patterns/pattern.js'
import type { RedactionPattern } from '../src/text/redact.js'

export interface ChosenPatterns {
  readonly patterns: readonly Pattern[]
  /** File that they stand in. */
  readonly from: string
  /** What the policy removes from messages beside the built-in rules. */
  readonly redact: readonly RedactionPattern[]
}

const USUAL_PLACE = '.github/datadog-autofix.yml'

/** What of a policy the patterns depend on; problems elsewhere in it are not this command's. */
const settings = z.looseObject({
  patterns: patternsSchema.default([]),
  'patterns-file': patternsFileNameSchema.optional(),
  privacy: policySchema.shape.privacy
})

/** The patterns of the file that was named, a policy or a file of patterns alone, else of the policy in its usual place. */
export async function choosePatterns(given: string | undefined, current: string): Promise<ChosenPatterns> {
  const name = given ?? USUAL_PLACE
  const path = resolve(current, name)
  return read(name, path, await readText(path, name))
}

async function read(name: string, path: string, text: string): Promise<ChosenPatterns> {
  const yaml = readYaml(name, text)
  if (!yaml.ok) throw new ConfigurationError(yaml.problems)
  const { root, source } = yaml
  const parsed = settings.safeParse(root, { reportInput: true })
  const teams = teamsOf(root)
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => describeProblem(issue, source, settings)),
    ...checkPatterns(root, source, teams)
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems)
  const { patterns, 'patterns-file': elsewhere, privacy } = parsed.data
  const redact = privacy.redact.map(({ name: kind, pattern }) => ({ name: kind, expression: pattern }))
  if (elsewhere !== undefined) {
    const file = join(dirname(name), elsewhere)
    const found = readPatterns(file, await readText(join(dirname(path), elsewhere), file), teams)
    if (!found.ok) throw new ConfigurationError(found.problems)
    return { patterns: found.patterns, from: file, redact }
  }
  if (patterns.length === 0) {
    throw new ConfigurationError([
      `${name} holds no pattern; write a list under "patterns", or name its file under "patterns-file".`
    ])
  }
  return { patterns: toPatterns(patterns), from: name, redact }
}

/** `undefined` for a file of patterns alone, which knows no team. */
function teamsOf(root: unknown): readonly string[] | undefined {
  if (!isRecord(root) || !('jira' in root || 'ownership' in root)) return undefined
  const teams = isRecord(root['ownership']) ? root['ownership']['teams'] : undefined
  return isRecord(teams) ? Object.keys(teams) : []
}

async function readText(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (!types.isNativeError(error)) throw error
    const isMissing = 'code' in error && error.code === 'ENOENT'
    const problem = isMissing ? 'does not exist' : `cannot be read (${error.message})`
    const advice = 'write the path of a policy file, or of a file of patterns, after --policy.'
    throw new ConfigurationError([`${name} ${problem}; ${advice}`], { cause: error })
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
