import { matchesGlob } from '../../flow/decision/glob.js'
import { ok, warning, type CheckUpRequest } from '../check.js'
import { nameAll, noAnswer, notChecked, type DatadogCheck } from './checks.js'
import type { DatadogFacts } from './facts.js'
import { addScope, isForbidden, sentence } from './judge-keys.js'

const ID = 'datadog-teams'

/** Handles on both sides: those of the policy that Datadog has no team for, and owners of recent issues that the policy does not know. */
export function judgeDatadogTeams(facts: DatadogFacts, { policy }: CheckUpRequest): readonly DatadogCheck[] {
  if (policy === undefined) {
    return [notChecked(ID, 'the policy file cannot be read', 'Mend the policy file first.')]
  }
  const listed = policy.ownership.teams.flatMap(({ name, datadog }) =>
    datadog.map((handle) => ({ name, handle, isOwnName: handle === name }))
  )
  const strangers = ownersOf(facts).filter(
    (owner) => !listed.some(({ handle }) => matchesGlob(handle, owner))
  )
  const known = judgeHandles(facts, listed)
  if (strangers.length === 0) return known
  return [
    ...known,
    warning(
      ID,
      `Datadog names owners of recent issues that the policy does not know: ${nameAll(strangers)}.`,
      'Add each handle to "datadog" of its team under ownership.teams.'
    )
  ]
}

interface Listed {
  readonly name: string
  readonly handle: string
  /** The name that a team gets as its handle when the policy gives it none. */
  readonly isOwnName: boolean
}

function judgeHandles({ teams }: DatadogFacts, listed: readonly Listed[]): readonly DatadogCheck[] {
  if (listed.length === 0) return [ok(ID, 'The policy names no team.')]
  if (teams.kind === 'lost') return [noAnswer(ID, teams.why)]
  if (teams.kind === 'refused') {
    return [
      isForbidden(teams)
        ? notChecked(
            ID,
            'Datadog does not list its teams to this key, which no run needs',
            `${addScope('teams_read')} Or compare the handles under ownership.teams by hand.`
          )
        : notChecked(
            ID,
            sentence(teams.why).slice(0, -1),
            'Compare the handles under ownership.teams by hand.'
          )
    ]
  }
  const { handles, cut } = teams.value
  const lost = listed.filter(({ handle }) => !handles.some((each) => matchesGlob(handle, each)))
  if (lost.length === 0)
    return [ok(ID, `Datadog has a team for each of the policy's ${listed.length} handles.`)]
  if (cut) {
    return [
      notChecked(
        ID,
        `Datadog has more than ${handles.length} teams, and ${nameAll(lost.map(({ handle }) => handle))} are not among those that were listed`,
        'Compare these handles by hand.'
      )
    ]
  }
  const named = lost.filter(({ isOwnName }) => !isOwnName)
  const own = lost.filter(({ isOwnName }) => isOwnName).map(({ name }) => name)
  return [
    ...named.map(({ name, handle }) =>
      warning(
        ID,
        `ownership.teams.${name}.datadog has "${handle}", and Datadog has no team of that handle.`,
        `Correct the handle (Datadog → Teams), or remove it.`
      )
    ),
    // The policy gives a team its own name where it says no handle, so that this may be on purpose.
    ...(own.length === 0
      ? []
      : [
          warning(
            ID,
            `Datadog has no team that is called like ${nameAll(own)} in the policy: what its teams own does not get there.`,
            'Write the handle under ownership.teams.<team>.datadog; leave it if Datadog has no such team.'
          )
        ])
  ]
}

function ownersOf({ issues }: DatadogFacts): readonly string[] {
  const owners = Object.values(issues).flatMap((answer) =>
    answer.kind === 'given' ? answer.value.issues.flatMap((issue) => issue.owners) : []
  )
  return [...new Set(owners)].sort()
}
