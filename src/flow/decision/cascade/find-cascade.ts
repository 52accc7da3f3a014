import { sayChance } from '../evidence/say-figures.js'
import type { Surroundings, TestedIssue } from './cascade.js'
import type { CascadePolicy } from './cascade-policy.js'
import {
  groupByService,
  isHit,
  isTested,
  luckOfHits,
  risesAsWhole,
  type ServiceRise
} from './rising-issues.js'
import { sayNames } from './say-names.js'

export type Cascade = Extract<Surroundings, { readonly kind: 'cascade' }>

/** So many rising services beyond the minimum stand in for the share: in a large environment a cascade is a small part of it. */
const MANY_MORE_SERVICES = 2

/**
 * Many issues of several services rise together: one outage with many faces. Give every active issue of the environment, each once.
 *
 * What is too young to have a usual rate is not counted, neither as rising nor as quiet: where error tracking has just begun, all is new.
 */
export function findCascade(issues: readonly TestedIssue[], policy: CascadePolicy): Cascade | undefined {
  const tested = issues.filter(isTested)
  const hits = tested.filter(isHit)
  if (hits.length < policy.minimumIssues) return undefined
  const all = groupByService(tested)
  const services = all
    .filter(risesAsWhole)
    .toSorted((a, b) => b.stirring.length - a.stirring.length || compareNames(a.service, b.service))
  const missing = policy.minimumServices - services.length
  if (missing > 0) return undefined
  if (shareOf(all) < policy.minimumShare && missing > -MANY_MORE_SERVICES) return undefined
  const rising = [...new Set([...hits, ...services.flatMap(({ stirring }) => stirring)])].toSorted(
    (a, b) => b.test.excess - a.test.excess
  )
  const names = services.map(({ service }) => service)
  const p = luckOfHits(hits.length, tested.length)
  const why =
    `${hits.length} of ${tested.length} issues rise at once, in ${names.length} of ${all.length} services as a whole ` +
    `(${sayNames(names)}); by luck ${sayChance(p)}`
  return { kind: 'cascade', rising, tested: tested.length, services: names, p, why }
}

/** Of the issues that would be seen to rise, those that seem to. */
function shareOf(services: readonly ServiceRise[]): number {
  const audible = services.reduce((sum, service) => sum + service.audible, 0)
  const stirring = services.reduce((sum, service) => sum + service.stirring.length, 0)
  return audible === 0 ? 0 : stirring / audible
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
