import type { Policy } from '../config/policy.js'
import type { CodeOwners } from '../flow/decision/codeowners.js'
import { matchesGlob } from '../flow/decision/glob.js'
import type { Team } from '../flow/decision/router.js'
import type { Known } from '../flow/issue/known.js'
import { ok, warning, type Check, type CheckTable, type CheckUpRequest } from './check.js'

export const ownershipChecks = {
  'ownership-teams': 'Does a rule lead to every team?',
  'ownership-default': 'Does somebody get what nobody owns?',
  'ownership-codeowners': 'Is every owner in CODEOWNERS a team of the policy?',
  'ownership-owners': 'Is every GitHub owner of the policy in CODEOWNERS?'
} as const satisfies CheckTable

export interface OwnershipFacts {
  /** Unknown when the repository has none, or it cannot be read. */
  readonly codeOwners: Known<CodeOwners>
}

type Id = keyof typeof ownershipChecks

/** More names than these help nobody. */
const MOST_NAMES = 20

/** The names on both sides of routing. Owners are compared as GitHub does: case does not matter. */
export function judgeOwnership(
  { codeOwners }: OwnershipFacts,
  { policy }: CheckUpRequest
): readonly Check<Id>[] {
  if (policy === undefined) {
    return [
      warning(
        'ownership-teams',
        'Not checked: the policy file cannot be read.',
        'Mend the policy file first.'
      )
    ]
  }
  const { teams } = policy.ownership
  if (teams.length === 0) {
    return [
      warning(
        'ownership-teams',
        'The policy names no team: tickets have no owner, component or assignee.',
        'Write the teams under ownership.teams, and ownership.default for what nobody owns.'
      )
    ]
  }
  const owners = codeOwners.known ? ownersOf(codeOwners.value) : new Map<string, Owner>()
  return [
    ...judgeTeams(policy.ownership, owners),
    judgeDefault(policy.ownership),
    ...judgeCodeOwners(teams, owners, codeOwners),
    ...judgeOwners(teams, owners, codeOwners)
  ]
}

interface Owner {
  readonly name: string
  /** First line that names it. */
  readonly line: number
}

function ownersOf({ rules }: CodeOwners): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>()
  for (const { line, owners: names } of rules) {
    for (const name of names) {
      if (!owners.has(name.toLowerCase())) owners.set(name.toLowerCase(), { name, line })
    }
  }
  return owners
}

function judgeTeams(
  { teams, services, fallback }: Policy['ownership'],
  owners: ReadonlyMap<string, Owner>
): readonly Check<Id>[] {
  const unreachable = teams.filter(
    (team) =>
      team.name !== fallback &&
      !services.some(({ team: name }) => name === team.name) &&
      !team.github.some((owner) => owners.has(owner.toLowerCase())) &&
      isOnlyItsName(team)
  )
  if (unreachable.length === 0)
    return [ok('ownership-teams', `A rule leads to each of ${teams.length} teams.`)]
  return unreachable.map(({ name }) =>
    warning(
      'ownership-teams',
      `Only a Datadog team with the handle "${name}" leads to the team ${name}.`,
      `Add ownership.teams.${name}.datadog or .github, or an entry of ownership.services; leave it if Datadog has that team.`
    )
  )
}

/** What the policy gives a team that names no handle. */
function isOnlyItsName({ name, datadog }: Team): boolean {
  return datadog.length === 1 && datadog[0] === name
}

function judgeDefault({ fallback, services }: Policy['ownership']): Check<Id> {
  if (fallback !== undefined) return ok('ownership-default', `What nobody owns goes to ${fallback}.`)
  if (services.some(({ service }) => matchesGlob(service, 'any-service-of-any-name'))) {
    return ok('ownership-default', 'ownership.services has an entry for every service.')
  }
  return warning(
    'ownership-default',
    'ownership.default is not set: a ticket that nobody owns has no team.',
    'Set ownership.default to the team that looks at what nobody owns.'
  )
}

function judgeCodeOwners(
  teams: readonly Team[],
  owners: ReadonlyMap<string, Owner>,
  codeOwners: Known<CodeOwners>
): readonly Check<Id>[] {
  if (!codeOwners.known) {
    const named = teams.some(({ github }) => github.length > 0)
    const found = `CODEOWNERS cannot be used: ${codeOwners.reason}.`
    return named
      ? [
          warning(
            'ownership-codeowners',
            found,
            'Add .github/CODEOWNERS, or remove "github" from ownership.teams.'
          )
        ]
      : [ok('ownership-codeowners', `${found} No team of the policy counts on it.`)]
  }
  const { source } = codeOwners.value
  const listed = new Set(teams.flatMap(({ github }) => github.map((owner) => owner.toLowerCase())))
  const strangers = [...owners].filter(([key]) => !listed.has(key)).map(([, owner]) => owner)
  if (strangers.length === 0) {
    return [ok('ownership-codeowners', `All ${owners.size} owners in ${source} are teams of the policy.`)]
  }
  return [
    ...strangers
      .slice(0, MOST_NAMES)
      .map(({ name, line }) =>
        warning(
          'ownership-codeowners',
          `${source} line ${line} names ${name}, which no team of the policy lists.`,
          `Add '${name}' to "github" of its team under ownership.teams.`
        )
      ),
    ...(strangers.length > MOST_NAMES
      ? [
          warning(
            'ownership-codeowners',
            `${strangers.length - MOST_NAMES} more owners in ${source} are in no team of the policy.`,
            'Add them to "github" of their teams under ownership.teams.'
          )
        ]
      : [])
  ]
}

function judgeOwners(
  teams: readonly Team[],
  owners: ReadonlyMap<string, Owner>,
  codeOwners: Known<CodeOwners>
): readonly Check<Id>[] {
  if (!codeOwners.known) return []
  const lost = teams.flatMap(({ name, github }) =>
    github.filter((owner) => !owners.has(owner.toLowerCase())).map((owner) => ({ team: name, owner }))
  )
  if (lost.length === 0) return [ok('ownership-owners', 'Every GitHub owner of the policy is in CODEOWNERS.')]
  return lost
    .slice(0, MOST_NAMES)
    .map(({ team, owner }) =>
      warning(
        'ownership-owners',
        `ownership.teams.${team}.github has ${owner}, which owns nothing in ${codeOwners.value.source}.`,
        'Correct the name, or give it its paths in CODEOWNERS.'
      )
    )
}
