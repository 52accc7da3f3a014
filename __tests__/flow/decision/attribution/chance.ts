/** Numbers by chance that are the same in every run. */
export interface Chance {
  /** Evenly between 0 and 1. */
  readonly share: () => number
  readonly between: (low: number, high: number) => number
  readonly happens: (probability: number) => boolean
  readonly exponential: (mean: number) => number
  readonly poisson: (mean: number) => number
  /** Of mean 1 and this variance. */
  readonly gamma: (variance: number) => number
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const share = (): number => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const exponential = (mean: number): number => -mean * Math.log(1 - share())
  const normal = (): number => Math.sqrt(exponential(2)) * Math.cos(2 * Math.PI * share())
  const poisson = (mean: number): number => {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    let count = 0
    for (let left = exponential(1); left < mean; left += exponential(1)) count += 1
    return count
  }
  return {
    share,
    between: (low, high) => low + (high - low) * share(),
    happens: (probability) => share() < probability,
    exponential,
    poisson,
    // Log-normal of the same mean and variance: close enough to a gamma where the variance is small.
    gamma: (variance) => {
      const spread = Math.log(1 + variance)
      return Math.exp(Math.sqrt(spread) * normal() - spread / 2)
    }
  }
}
