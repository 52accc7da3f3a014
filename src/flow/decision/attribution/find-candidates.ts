import type { Onset } from './attribution.js'
import { deployStart, type Deploy } from './deploy.js'
import { compareBuilds } from './version-names.js'
import { LAG_MS } from './weigh-timing.js'

const MINUTE_MS = 60_000

/** Two deploys that differ by less than this in how far they are from the onset fit equally. */
const TIE_MS = 5 * MINUTE_MS

/** A deploy that the onset may have come with. */
export interface Candidate {
  readonly deploy: Deploy
  /** From its end to the earliest onset, milliseconds; 0 where it lies within the onset's interval. */
  readonly gap: number
}

/** Each is held against every version of the events; the farther ones are not what began it. */
const MOST_CANDIDATES = 20

/**
 * Deploys that began before the onset and were done at most 20 minutes before it, the closest first; of those within the interval the
 * latest first. A deploy after the onset is never one. `deploys` are merged, of one service and environment.
 */
export function findCandidates(
  deploys: readonly Deploy[],
  { from, to }: Pick<Onset, 'from' | 'to'>
): readonly Candidate[] {
  return deploys
    .filter((deploy) => deployStart(deploy) <= to && deploy.at >= from - LAG_MS)
    .map((deploy) => ({ deploy, gap: Math.max(0, from - deploy.at) }))
    .sort((a, b) => a.gap - b.gap || b.deploy.at - a.deploy.at)
    .slice(0, MOST_CANDIDATES)
}

/** The first candidate and the others that fit as well as it by time. What was built from the same is no other. */
export function equallyNear<T extends Candidate>(candidates: readonly T[]): readonly T[] {
  const [first, ...others] = candidates
  if (first === undefined) return []
  const rivals = others.filter(
    ({ deploy, gap }) => gap - first.gap < TIE_MS && compareBuilds(deploy, first.deploy) !== 'same'
  )
  return [first, ...rivals]
}
