/** A ratio below this is linear (4) with room for noise; quadratic time gives 16. */
const LINEAR = 11
const ROUNDS = 8
/** Shorter than this is noise: it would make any ratio large. */
const SHORTEST_MS = 1

/**
 * How many times longer four times the input takes: the least of some rounds, so that a busy machine does not matter.
 * `prepare` makes an input of a size, `run` is what is measured.
 */
export function growthOf<Input>(
  prepare: (size: number) => Input,
  run: (input: Input) => unknown,
  size = 20_000
): number {
  const small = prepare(size)
  const large = prepare(4 * size)
  run(small)
  let least = Infinity
  for (let round = 0; round < ROUNDS && least >= LINEAR; round++) {
    least = Math.min(
      least,
      cpuMs(() => run(large)) /
        Math.max(
          SHORTEST_MS,
          cpuMs(() => run(small))
        )
    )
  }
  return least
}

export const linearGrowth = LINEAR

function cpuMs(run: () => unknown): number {
  const start = process.cpuUsage()
  run()
  return process.cpuUsage(start).user / 1000
}
