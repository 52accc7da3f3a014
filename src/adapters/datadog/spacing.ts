/** A window that is counted in bins; times are milliseconds since the epoch. */
export interface CountWindow {
  readonly startMs: number
  readonly endMs: number
  readonly binMs: number
}

/** So many different times show how far apart a vendor's points lie: by luck they would all be on even bins once in 256 times. */
const tellingTimes = 8

/**
 * Bins of one request when many at once do not come as they were asked for: a week of hours. It is about what the vendor gives where
 * no interval is named (150), so that there is no reason to give fewer.
 */
const binsPerPart = 168

/**
 * How far apart points lie, as far as they show it: bins without an event have no point. `other` can be no bins of this length;
 * `coarser` may be a job that runs every so many hours, or a vendor that gave larger bins than it was asked for.
 */
export function spacingOf(times: Iterable<number>, binMs: number): 'as-asked' | 'coarser' | 'other' {
  const distinct = new Set(times)
  let common = 0
  for (const time of distinct) {
    if (time % binMs !== 0) return 'other'
    common = greatestCommonDivisor(common, time / binMs)
  }
  return distinct.size >= tellingTimes && common > 1 ? 'coarser' : 'as-asked'
}

/** The window in parts that are asked for one by one; a short one is its only part. */
export function partsOf(window: CountWindow): readonly CountWindow[] {
  const step = binsPerPart * window.binMs
  const parts: CountWindow[] = []
  for (let startMs = window.startMs; startMs < window.endMs; startMs += step) {
    parts.push({ ...window, startMs, endMs: Math.min(window.endMs, startMs + step) })
  }
  return parts
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b]
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller]
  return larger
}
