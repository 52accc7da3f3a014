import { crossCheck, teamNames } from './cross-check.js'
import { describeProblem } from './describe-problem.js'
import { policySchema } from './policy-schema.js'
import { toPolicy, type Policy } from './policy.js'
import { readPatterns } from './read-patterns.js'
import { readYaml } from './read-yaml.js'

export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly string[] }

/** A file that people wrote, and how it is called in messages. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

/**
 * Reads a policy file, and the file of patterns that it names. Every problem names the file and the line, what was seen and what to
 * write; all come together. `name` is how the file is called in messages.
 */
export function readPolicy(name: string, text: string, patternsFile?: NamedText): PolicyResult {
  const read = readYaml(name, text)
  if (!read.ok) return read
  const { source } = read
  const root = withJira(read.root)
  const parsed = policySchema.safeParse(root, { reportInput: true })
  const own = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => describeProblem(issue, source, policySchema))
  const apart = patternsFile && readPatterns(patternsFile.name, patternsFile.text, teamNames(root))
  const problems = [...own, ...crossCheck(root, source), ...(apart?.ok === false ? apart.problems : [])]
  return parsed.success && problems.length === 0
    ? { ok: true, policy: toPolicy(parsed.data, apart?.ok === true ? apart.patterns : undefined) }
    : { ok: false, problems }
}

/** Without its one required section, the problem to tell is the key that is required in it. */
function withJira(root: unknown): unknown {
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return root
  return { ...root, jira: 'jira' in root && root.jira !== null ? root.jira : {} }
}
