import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { types } from 'node:util'
import type { Policy } from '../src/config/policy.js'
import { namedPatternsFile } from '../src/config/read-patterns.js'
import { readPolicy, type NamedText } from '../src/config/read-policy.js'
import { ConfigurationError } from '../src/errors.js'

export interface ChosenPolicy {
  readonly policy: Policy
  /** Where it comes from, in words. */
  readonly from: string
}

const USUAL_PLACE = '.github/datadog-autofix.yml'
const PLACEHOLDER_PROJECT = 'PROJECT'

/** The policy that was named, else the first that lies in its usual place in one of the folders, else the defaults. */
export async function choosePolicy(
  given: string | undefined,
  current: string,
  folders: readonly string[]
): Promise<ChosenPolicy> {
  const name = given ?? USUAL_PLACE
  for (const folder of given === undefined ? folders : [current]) {
    const path = resolve(folder, name)
    const text = await readText(path, name, given === undefined)
    if (text !== undefined)
      return { policy: policyIn(name, text, await readPatterns(path, name, text)), from: path }
  }
  return {
    policy: policyIn('the built-in defaults', `jira: { project: ${PLACEHOLDER_PROJECT} }`),
    from: `the built-in defaults, because there is no ${USUAL_PLACE} here; ${PLACEHOLDER_PROJECT} stands for your Jira project, and no team is known`
  }
}

/** `undefined` when there is no such file, and there may be none. */
async function readText(path: string, name: string, mayBeMissing: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (!types.isNativeError(error)) throw error
    if (mayBeMissing && 'code' in error && error.code === 'ENOENT') return undefined
    const problem = `${name} cannot be read (${error.message}); write the path of a policy file after --policy.`
    throw new ConfigurationError([problem], { cause: error })
  }
}

/** The file of patterns that the policy names, beside it. */
async function readPatterns(path: string, policy: string, text: string): Promise<NamedText | undefined> {
  const file = namedPatternsFile(text)
  if (file === undefined) return undefined
  const name = join(dirname(policy), file)
  return { name, text: (await readText(join(dirname(path), file), name, false)) ?? '' }
}

function policyIn(name: string, text: string, patterns?: NamedText): Policy {
  const read = readPolicy(name, text, patterns)
  if (!read.ok) throw new ConfigurationError(read.problems)
  return read.policy
}
