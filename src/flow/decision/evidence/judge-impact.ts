import type { Known } from '../../issue/known.js'
import { matchesGlob } from '../glob.js'
import type { SpikeTest } from '../spike/spike-test.js'
import type { ImpactBand, ImpactPolicy } from './evidence-policy.js'
import { sayAmount, sayNumberOf, sayPercent } from './say-figures.js'

/** What the errors mean for people, beside the test of their number. */
export interface ImpactFacts {
  /** Requests of the service in the window of the test. */
  readonly requests: Known<number>
  /** Users whom the error met, in the window in which they are counted. */
  readonly users: Known<number>
  readonly service: string
  /** Method and route, view or resource, as the sample event names it. */
  readonly operation: Known<string>
}

export interface ImpactVerdict {
  readonly band: ImpactBand
  /** In words, what decided first; what nobody counts is said to be unknown. */
  readonly why: string
}

/** A reason for a band. */
interface Ground {
  readonly band: 'medium' | 'high'
  readonly why: string
}

/**
 * How much a rise matters to people: the highest band that has a ground. It does not ask how certain the rise is.
 *
 * Below the minimum of excess or ratio there is no impact, however many users or requests: a noise of two errors is nobody's loss.
 * There is one exception. On a critical path a small rise matters too, but only a rise: `significant` says that the test found one
 * at the level at which it counts, and the count has to lie above the expected one. A critical path at its usual level has no impact.
 */
export function judgeImpact(
  test: SpikeTest,
  facts: ImpactFacts,
  policy: ImpactPolicy,
  significant: boolean
): ImpactVerdict {
  const rise = sayRise(test)
  const critical = findCriticalPath(facts, policy)
  if (!(test.excess >= policy.minimumExcess && test.ratio >= policy.minimumRatio)) {
    const minimum = `${sayAmount(policy.minimumExcess)} more and ${sayAmount(policy.minimumRatio)} times as many`
    if (critical !== undefined && significant && test.excess > 0) {
      return { band: 'high', why: `${critical.why}, where a small rise counts as well; ${rise}` }
    }
    return { band: 'none', why: `${rise}; impact begins at ${minimum}` }
  }
  const grounds = [
    ...(critical === undefined ? [] : [critical]),
    ...judgeShare(test, facts, policy),
    ...judgeUsers(facts, policy),
    ...judgeService(facts, policy)
  ]
  const band = grounds.some((ground) => ground.band === 'high')
    ? 'high'
    : grounds.length > 0
      ? 'medium'
      : 'low'
  const deciding = grounds.filter((ground) => ground.band === band).map(({ why }) => why)
  return { band, why: [...deciding, rise, sayShare(test, facts), sayUsers(facts)].join('; ') }
}

/** Requests in which something went wrong beyond the usual; unknown where nobody counts requests, or there was none. */
function shareOf(test: SpikeTest, { requests }: ImpactFacts): number | undefined {
  return requests.known && requests.value > 0 ? test.excess / requests.value : undefined
}

function judgeShare(test: SpikeTest, facts: ImpactFacts, { medium, high }: ImpactPolicy): Ground[] {
  const share = shareOf(test, facts)
  if (share === undefined) return []
  if (share >= high.share) return [{ band: 'high', why: `${sayPercent(high.share)} of the requests or more` }]
  if (share < medium.share) return []
  return [{ band: 'medium', why: `${sayPercent(medium.share)} of the requests or more` }]
}

function judgeUsers({ users }: ImpactFacts, { medium, high }: ImpactPolicy): Ground[] {
  if (!users.known) return []
  if (users.value >= high.users) return [{ band: 'high', why: `${sayNumberOf(high.users, 'user')} or more` }]
  if (users.value < medium.users) return []
  return [{ band: 'medium', why: `${sayNumberOf(medium.users, 'user')} or more` }]
}

function judgeService({ service }: ImpactFacts, { tierOneServices }: ImpactPolicy): Ground[] {
  if (!tierOneServices.some((pattern) => matchesGlob(pattern, service))) return []
  return [{ band: 'medium', why: `${service} is a tier-one service` }]
}

function findCriticalPath(
  { service, operation }: ImpactFacts,
  { criticalPaths }: ImpactPolicy
): Ground | undefined {
  const names = operation.known ? [operation.value, service] : [service]
  const found = names.find((name) => criticalPaths.some((pattern) => matchesGlob(pattern, name)))
  return found === undefined ? undefined : { band: 'high', why: `${found} is a critical path` }
}

function sayRise({ excess, ratio }: SpikeTest): string {
  if (excess <= 0) return 'no more errors than usual'
  return `${sayNumberOf(excess, 'error')} more than usual (${sayAmount(ratio)} times as many)`
}

function sayShare(test: SpikeTest, facts: ImpactFacts): string {
  const { requests } = facts
  if (!requests.known) return `share of the requests unknown: ${requests.reason}`
  const share = shareOf(test, facts)
  if (share === undefined) return 'share of the requests unknown: none was counted in the window'
  return `${sayPercent(Math.min(1, share))} of ${sayNumberOf(requests.value, 'request')}`
}

function sayUsers({ users }: ImpactFacts): string {
  return users.known ? sayNumberOf(users.value, 'user') : `users unknown: ${users.reason}`
}
