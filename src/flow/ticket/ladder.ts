/** Renderings of one thing, the fullest first. Each is made only when the ones before it did not fit. */
export type Ladder<T> = readonly [() => T, ...(() => T)[]]

/** The fullest rendering that fits; the last one when none does, so that something is always said. */
export function firstThatFits<T>(ladder: Ladder<T>, size: (rendering: T) => number, limit: number): T {
  const [first, ...rest] = ladder
  let rendering = first()
  for (const next of rest) {
    if (size(rendering) <= limit) break
    rendering = next()
  }
  return rendering
}
