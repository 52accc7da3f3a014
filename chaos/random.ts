/** All chance of a play comes from here: the same seed plays the same. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number of the range, both ends included. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  shuffle<T>(items: readonly T[]): readonly T[]
}

/** Mulberry32: 32 bits of state, good enough to choose by. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(choices: readonly T[]): T => {
    const [chosen] = choices.slice(between(0, choices.length - 1)).map((choice) => ({ choice }))
    if (chosen === undefined) throw new Error('There is nothing to choose from')
    return chosen.choice
  }
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    shuffle: (items) =>
      items
        .map((item) => ({ item, at: next() }))
        .sort((one, other) => one.at - other.at)
        .map(({ item }) => item)
  }
}

/** Seed of the `round`-th play of a scenario. The first round's is the seed itself, so that it can be played alone. */
export function seedOf(seed: number, round: number): number {
  return round === 0 ? seed : Math.floor(seededRandom(seed + Math.imul(round, 0x9e3779b1)).next() * 2 ** 31)
}
