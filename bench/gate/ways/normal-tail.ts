import cdf from '@stdlib/stats-base-dists-normal-cdf'

/** Chance of so many standard deviations or more. */
export function normalTail(z: number): number {
  return cdf(-z, 0, 1)
}
