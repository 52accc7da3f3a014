const HOUR_MS = 3_600_000

/** Start of each of the clock hours that `counts` are of, of which the last is the running one. Milliseconds since the epoch. */
export function hourStarts(counts: number, now: number): readonly number[] {
  const running = Math.floor(now / HOUR_MS) * HOUR_MS
  return Array.from({ length: counts }, (_, hour) => running - (counts - 1 - hour) * HOUR_MS)
}

/** Times of as many occurrences in each clock hour, spread evenly; those of the running hour lie before now. */
export function clockHours(counts: readonly number[], now: number): readonly number[] {
  const starts = hourStarts(counts.length, now)
  return counts.flatMap((count, hour) => {
    const start = starts[hour] ?? now
    const length = Math.min(HOUR_MS, now - start)
    return Array.from({ length: count }, (_, each) => start + Math.floor(((each + 0.5) * length) / count))
  })
}
