import type { Pattern } from '../flow/decision/patterns/pattern.js'
import { describeProblem } from './describe-problem.js'
import { patternsFileNameSchema, patternsFileSchema, toPatterns } from './patterns-schema.js'
import { dotted, placeOf, suggest, type Path, type Source } from './policy-source.js'
import { readYaml } from './read-yaml.js'

export type PatternsResult =
  | { readonly ok: true; readonly patterns: readonly Pattern[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Reads a file of patterns alone. Every problem names the file and the line, what was seen and what to write; all come together.
 * `teams` are those of the policy; `undefined`: nobody knows them, and owners are not checked.
 */
export function readPatterns(
  name: string,
  text: string,
  teams: readonly string[] | undefined
): PatternsResult {
  const read = readYaml(name, text)
  if (!read.ok) return read
  const { root, source } = read
  const parsed = patternsFileSchema.safeParse(root, { reportInput: true })
  const own = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => describeProblem(issue, source, patternsFileSchema))
  const problems = [...own, ...checkPatterns(root, source, teams)]
  return parsed.success && problems.length === 0
    ? { ok: true, patterns: toPatterns(parsed.data.patterns) }
    : { ok: false, problems }
}

/** The file of patterns that a policy names, from its own folder. `undefined` where it names none that could be read: its reader says so. */
export function namedPatternsFile(policy: string): string | undefined {
  const read = readYaml('', policy)
  return read.ok && isRecord(read.root)
    ? patternsFileNameSchema.safeParse(read.root['patterns-file']).data
    : undefined
}

/**
 * What no single field of the list `patterns` tells: names that are there twice, owners that are no team, tiers that are raised to what
 * they are, and a list in two places. Reads the file as it was written.
 */
export function checkPatterns(root: unknown, source: Source, teams: readonly string[] | undefined): string[] {
  const seen = new Map<string, string>()
  const both =
    isRecord(root) && root['patterns'] !== undefined && root['patterns-file'] !== undefined
      ? [
          `${placeOf(source, ['patterns-file'])}: patterns-file is written beside patterns; write all patterns in one of the two.`
        ]
      : []
  const entries = listOf(root).flatMap((entry, index) => {
    if (!isRecord(entry)) return []
    const { name, owner, tier } = entry
    const at = (key: string): Path => ['patterns', index, key]
    const problems: string[] = []
    if (typeof name === 'string') {
      const place = placeOf(source, at('name'))
      const first = seen.get(name)
      if (first === undefined) seen.set(name, place)
      else
        problems.push(
          `${place}: ${dotted(at('name'))} is "${name}", as on ${first.replace(`${source.name} `, '')}; write another name.`
        )
    }
    if (typeof owner === 'string' && teams && !teams.includes(owner)) {
      const hint =
        teams.length === 0 ? 'Write the team under ownership.teams.' : suggest(owner, teams, 'Teams there')
      const where = `${placeOf(source, at('owner'))}: ${dotted(at('owner'))}`
      problems.push(`${where} names the team "${owner}", which ownership.teams lacks. ${hint}`)
    }
    if (tier === 'escalate' && entry['escalate-after'] !== undefined) {
      const where = `${placeOf(source, at('escalate-after'))}: ${dotted(at('escalate-after'))}`
      problems.push(
        `${where} raises a tier that is escalate already; write another tier, or remove the line.`
      )
    }
    return problems
  })
  return [...both, ...entries]
}

function listOf(root: unknown): readonly unknown[] {
  const list: unknown = isRecord(root) ? root['patterns'] : undefined
  return Array.isArray(list) ? list : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
