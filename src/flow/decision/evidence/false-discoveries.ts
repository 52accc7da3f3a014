import type { EvidencePolicy } from './evidence-policy.js'

/** However many false alarms a team can bear: above this share of false ones nobody reads the true ones. */
const HIGHEST_LEVEL = 0.1

/**
 * Benjamini-Hochberg adjusted values (q), in the order of the given ones: the smallest level of false discoveries at which each
 * test would still count as a discovery. Give all tests of a sweep, not the suspicious ones alone. Equal p have equal q.
 *
 * A p that is not a number speaks for nothing and counts as 1; it stays among the tests, because it was one.
 * Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995) 289-300; adjusted values: Yekutieli and Benjamini,
 * J. Statist. Plann. Inference 82 (1999) 171-196.
 */
export function adjustForMany(ps: readonly number[]): readonly number[] {
  const total = ps.length
  const clean = Float64Array.from(ps, (p) => (Number.isNaN(p) ? 1 : Math.min(1, Math.max(0, p))))
  const order = Array.from(clean.keys()).sort((a, b) => (clean[a] ?? 1) - (clean[b] ?? 1))
  const adjusted = new Array<number>(total).fill(1)
  // From the largest p down, so that no q is larger than that of a larger p.
  let least = 1
  for (let rank = total; rank >= 1; rank -= 1) {
    const index = order[rank - 1] ?? 0
    least = Math.min(least, ((clean[index] ?? 1) * total) / rank)
    adjusted[index] = least
  }
  return adjusted
}

/**
 * The level at which an adjusted value is a discovery. In a sweep of healthy issues the chance of any false alarm is the level
 * itself, so that all sweeps of a week raise `level × sweeps` of them: the level is the budget of a sweep.
 *
 * Each shard of a sweep sees its own issues alone and adjusts among those. Chances of several shards add up to no more than their
 * sum, so that a part of the level for each keeps the budget of the sweep, and its share of false discoveries.
 */
export function discoveryLevel(
  { falseAlarmsPerWeek, sweepsPerWeek }: Pick<EvidencePolicy, 'falseAlarmsPerWeek' | 'sweepsPerWeek'>,
  shards: number
): number {
  const ofSweep = Math.min(HIGHEST_LEVEL, falseAlarmsPerWeek / Math.max(1, sweepsPerWeek))
  return ofSweep / Math.max(1, Math.floor(shards) || 1)
}
