import { DEFAULT_POINTS, type Compute, type GroupBy } from './aggregate.js'
import { argumentError, Refused } from './replies.js'
import type { Window } from './window.js'

/**
 * Time buckets times groups of one aggregation. The vendor publishes the number of groups (10,000) and not that of points, nor what
 * comes of asking for more, so that a test can have each of the ways.
 */
export interface PointLimit {
  readonly most: number
  /** `refuse`: 400; `coarsen`: larger buckets than were asked for; `time-out`: only the newer half is counted, and the status says so. */
  readonly beyond: 'refuse' | 'coarsen' | 'time-out'
}

export const DEFAULT_POINT_LIMIT: PointLimit = { most: 10_000, beyond: 'refuse' }

interface Asked {
  readonly computes: readonly Compute[]
  readonly groupBy: readonly GroupBy[]
  readonly window: Window
}

interface Fit {
  readonly asked: Asked
  /** What is older is not counted. Milliseconds since the epoch. */
  readonly countedFrom: number
  readonly status: 'done' | 'timeout'
}

export function fitPoints(asked: Asked, { most, beyond }: PointLimit): Fit {
  const { window, computes, groupBy } = asked
  const groups = groupBy.reduce((product, { limit }) => product * limit, 1)
  const over = Math.max(...computes.map((compute) => (groups * bucketsOf(compute, window)) / most))
  if (over <= 1) return { asked, countedFrom: window.from, status: 'done' }
  switch (beyond) {
    case 'refuse':
      throw new Refused(argumentError(400, 'compute.interval', 'the query would result in too many points'))
    case 'coarsen':
      return {
        asked: { ...asked, computes: computes.map((compute) => coarsened(compute, Math.ceil(over))) },
        countedFrom: window.from,
        status: 'done'
      }
    case 'time-out':
      return { asked, countedFrom: (window.from + window.to) / 2, status: 'timeout' }
  }
}

function bucketsOf({ type, intervalMs }: Compute, { from, to }: Window): number {
  if (type === 'total') return 1
  return intervalMs === undefined ? DEFAULT_POINTS : Math.ceil((to - from) / intervalMs)
}

function coarsened(compute: Compute, factor: number): Compute {
  return compute.intervalMs === undefined ? compute : { ...compute, intervalMs: compute.intervalMs * factor }
}
