import { matchesGlob } from '../glob.js'
import type { TestedIssue } from './cascade.js'
import type { CascadePolicy } from './cascade-policy.js'
import { groupByService, luckOfHits } from './rising-issues.js'

/** Chance that a healthy service is taken for one that fails. */
const UPSTREAM_LEVEL = 0.01

/** A service that another one depends on, and that has rising errors of its own. */
export interface RisingUpstream {
  readonly service: string
  /** The most excess first. */
  readonly rising: readonly TestedIssue[]
}

/**
 * Services that the given one depends on, directly or by others, whose own errors rise: the nearest first. A service with many issues
 * always has one that seems to rise; so many of them, or one of them so much, has to be rarer than that.
 */
export function findRisingUpstreams(
  service: string,
  issues: readonly TestedIssue[],
  policy: CascadePolicy
): readonly RisingUpstream[] {
  if (policy.upstreams.length === 0) return []
  const services = new Map(groupByService(issues).map((each) => [each.service, each]))
  return upstreamsOf(service, [...services.keys()], policy).flatMap((upstream) => {
    const own = services.get(upstream)
    if (own === undefined || own.hits.length === 0) return []
    const strongest = Math.min(...own.hits.map(({ test }) => (test.p.known ? test.p.value : 1)))
    const luck = Math.min(luckOfHits(own.hits.length, own.tested.length), strongest * own.tested.length)
    if (luck > UPSTREAM_LEVEL) return []
    return [{ service: upstream, rising: own.hits.toSorted((a, b) => b.test.excess - a.test.excess) }]
  })
}

/** Breadth first, each once: two services may depend on each other. */
function upstreamsOf(
  service: string,
  services: readonly string[],
  { upstreams }: CascadePolicy
): readonly string[] {
  const seen = new Set([service])
  const queue = [service]
  for (let at = 0; at < queue.length; at += 1) {
    const current = queue[at] ?? ''
    const patterns = upstreams
      .filter((entry) => matchesGlob(entry.service, current))
      .flatMap(({ dependsOn }) => dependsOn)
    for (const candidate of services) {
      if (seen.has(candidate) || !patterns.some((pattern) => matchesGlob(pattern, candidate))) continue
      seen.add(candidate)
      queue.push(candidate)
    }
  }
  return queue.slice(1)
}
