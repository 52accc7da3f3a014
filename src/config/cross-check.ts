import { RE2JS } from 're2js'
import { policySchema } from './policy-schema.js'
import { dotted, placeOf, shorten, suggest, type Path, type Source } from './policy-source.js'
import { checkPatterns as checkKnownPatterns } from './read-patterns.js'

/**
 * What no single field can tell: names that point at each other, patterns that have to compile. Reads the file as it was
 * written, so that these problems are told together with those of single fields.
 */
export function crossCheck(root: unknown, source: Source): string[] {
  return [
    ...checkTeams(root, source),
    ...checkPatterns(root, source),
    ...checkThresholds(root, source),
    ...checkKnownPatterns(root, source, teamNames(root))
  ]
}

/** Teams as the file was written. */
export function teamNames(root: unknown): readonly string[] {
  return entriesAt(root, ['ownership', 'teams']).map(([name]) => name)
}

function checkTeams(root: unknown, source: Source): string[] {
  const teams = entriesAt(root, ['ownership', 'teams'])
  const names = teams.map(([name]) => name)
  const unknownTeam = (name: unknown, path: Path): string[] => {
    if (typeof name !== 'string' || names.includes(name)) return []
    const where = `${placeOf(source, path)}: ${dotted(path)} names the team "${name}"`
    const hint =
      names.length === 0 ? 'Write the team under ownership.teams.' : suggest(name, names, 'Teams there')
    return [`${where}, which ownership.teams lacks. ${hint}`]
  }
  const hasTeamField = valueAt(root, ['jira', 'team-field']) !== undefined
  return [
    ...entriesAt(root, ['ownership', 'services']).flatMap(([service, team]) =>
      unknownTeam(team, ['ownership', 'services', service])
    ),
    ...unknownTeam(valueAt(root, ['ownership', 'default']), ['ownership', 'default']),
    ...teams.flatMap(([name]) => {
      const path = ['ownership', 'teams', name, 'jira-team']
      if (hasTeamField || valueAt(root, path) === undefined) return []
      const where = `${placeOf(source, path)}: ${dotted(path)}`
      return [`${where} needs jira.team-field; write there the id of the Team field.`]
    })
  ]
}

function checkPatterns(root: unknown, source: Source): string[] {
  return [
    ...checkPatternsAt(root, source, ['privacy', 'redact'], 'pattern'),
    ...checkPatternsAt(root, source, ['autofix', 'dependency-fixes'], 'error')
  ]
}

function checkPatternsAt(root: unknown, source: Source, list: readonly string[], field: string): string[] {
  const found = valueAt(root, list)
  const entries: readonly unknown[] = Array.isArray(found) ? found : []
  return entries.flatMap((entry, index) => {
    const pattern = valueAt(entry, [field])
    if (typeof pattern !== 'string') return []
    try {
      RE2JS.compile(pattern)
      return []
    } catch (error) {
      const path = [...list, index, field]
      const reason = error instanceof Error ? error.message : String(error)
      return [
        `${placeOf(source, path)}: ${dotted(path)} is ${shorten(pattern)}, which does not compile (${reason}). Write RE2 syntax.`
      ]
    }
  })
}

function checkThresholds(root: unknown, source: Source): string[] {
  const defaults = policySchema.shape.rubric.parse(undefined)
  const ticketAt = valueAt(root, ['rubric', 'ticket-at']) ?? defaults['ticket-at']
  const autofixAt = valueAt(root, ['rubric', 'autofix-at']) ?? defaults['autofix-at']
  if (typeof ticketAt !== 'number' || typeof autofixAt !== 'number') return []
  if (!(autofixAt < ticketAt)) return []
  const where = placeOf(source, ['rubric', 'autofix-at'])
  return [
    `${where}: rubric.autofix-at is ${autofixAt}, below rubric.ticket-at (${ticketAt}); ` +
      'auto-fix needs a ticket, so write at least as much.'
  ]
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    root
  )
}

function entriesAt(root: unknown, path: readonly string[]): [string, unknown][] {
  const found = valueAt(root, path)
  return isRecord(found) && !Array.isArray(found) ? Object.entries(found) : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
