import type { IssueDetails } from '../issue/issue.js'
import type { Culprit } from '../issue/stack-trace.js'
import type { Known } from '../issue/known.js'
import { findOwnershipRule, type CodeOwners } from './codeowners.js'
import { matchesGlob } from './glob.js'
import type { Pattern } from './patterns/pattern.js'

/** How a team's tickets look in Jira, and by what names other systems know the team. */
export interface Team {
  readonly name: string
  /** Datadog team handles. */
  readonly datadog: readonly string[]
  /** Owners as CODEOWNERS writes them, `@org/team`. */
  readonly github: readonly string[]
  readonly component: string | undefined
  /** Atlassian account id. */
  readonly assignee: string | undefined
  /** Id of the Atlassian team, for the Team field. */
  readonly jiraTeam: string | undefined
}

export interface OwnershipPolicy {
  readonly teams: readonly Team[]
  /** First match wins; the pattern is a glob on the service name. */
  readonly services: readonly { readonly service: string; readonly team: string }[]
  /** Name of the team that gets what nobody owns. */
  readonly fallback: string | undefined
}

export type RouteRule = 'pattern' | 'service-map' | 'datadog-team' | 'codeowners' | 'default'

export interface Route {
  readonly rule: RouteRule
  /** `undefined` only when no default team is configured. */
  readonly team: Team | undefined
  /** Which rule won, in words, for the ticket. */
  readonly why: string
  /** Why stronger rules did not decide, when they should have: owners that the config does not know. */
  readonly notes: readonly string[]
}

export interface RouteFacts {
  readonly issue: IssueDetails
  readonly culprit: Known<Culprit>
  readonly codeOwners: Known<CodeOwners>
  /** The known pattern that fits the error. */
  readonly pattern?: Pattern | undefined
}

/** A known pattern's owner, then the service map, then Datadog's team owners, then CODEOWNERS of the culprit's file, then the default, which is said aloud. */
export function routeIssue(facts: RouteFacts, policy: OwnershipPolicy): Route {
  const notes: string[] = []
  const found =
    byPattern(facts, policy) ??
    byServiceMap(facts, policy) ??
    byDatadogTeam(facts, policy, notes) ??
    byCodeOwners(facts, policy, notes)
  if (found) return { ...found, notes }
  const team = policy.teams.find((each) => each.name === policy.fallback)
  return {
    rule: 'default',
    team,
    why: team
      ? `nobody owns ${facts.issue.service || 'this service'}, so it goes to the default team ${team.name}`
      : `nobody owns ${facts.issue.service || 'this service'}, and no default team is configured`,
    notes
  }
}

type Found = Omit<Route, 'notes'>

function byPattern({ pattern }: RouteFacts, policy: OwnershipPolicy): Found | undefined {
  const team = policy.teams.find((each) => each.name === pattern?.owner)
  if (!pattern || !team) return undefined
  return { rule: 'pattern', team, why: `the pattern ${pattern.name} names ${team.name}` }
}

function byServiceMap({ issue }: RouteFacts, policy: OwnershipPolicy): Found | undefined {
  const entry = policy.services.find(({ service }) => matchesGlob(service, issue.service))
  const team = policy.teams.find((each) => each.name === entry?.team)
  if (!entry || !team) return undefined
  return { rule: 'service-map', team, why: `ownership.services maps "${entry.service}" to ${team.name}` }
}

function byDatadogTeam({ issue }: RouteFacts, policy: OwnershipPolicy, notes: string[]): Found | undefined {
  for (const owner of issue.teamOwners) {
    const team = policy.teams.find((each) => each.datadog.some((handle) => matchesGlob(handle, owner.handle)))
    if (team) return { rule: 'datadog-team', team, why: `Datadog team ${owner.handle} owns the issue` }
    notes.push(
      `Datadog names the team "${owner.handle}", which no team in ownership.teams lists under "datadog"`
    )
  }
  return undefined
}

function byCodeOwners(
  { culprit, codeOwners }: RouteFacts,
  policy: OwnershipPolicy,
  notes: string[]
): Found | undefined {
  if (!culprit.known || !culprit.value.path.known || !codeOwners.known) return undefined
  const path = culprit.value.path.value
  const rule = findOwnershipRule(codeOwners.value, path)
  if (!rule || rule.owners.length === 0) return undefined
  const place = `${codeOwners.value.source} line ${rule.line} (${rule.pattern})`
  for (const owner of rule.owners) {
    const team = policy.teams.find((each) =>
      each.github.some((name) => name.toLowerCase() === owner.toLowerCase())
    )
    if (team) return { rule: 'codeowners', team, why: `${place} gives ${path} to ${owner}` }
    notes.push(`${place} names "${owner}", which no team in ownership.teams lists under "github"`)
  }
  return undefined
}
