import { VendorError } from '../../errors.js'
import type { Point } from './event-json.js'
import { partsOf, spacingOf, type CountWindow } from './spacing.js'

/** One series of counts, by the name of its group. */
export type Series = ReadonlyMap<string, readonly Point[]>

export interface CountedPart {
  readonly series: Series
  /** The vendor gave up before it had counted all. */
  readonly timedOut: boolean
}

/**
 * Counts of a window in one request where the vendor gives them whole and in the bins that were asked for, else in parts. What cannot
 * be had in these bins is a VendorError: counts of other bins look like spikes.
 */
export async function readInParts(
  window: CountWindow,
  read: (window: CountWindow) => Promise<CountedPart>
): Promise<Series> {
  const parts = partsOf(window)
  const whole = await read(window).catch((error: unknown) => {
    if (parts.length > 1 && isTooMuch(error)) return undefined
    throw error
  })
  if (whole && isWhole(whole, window)) return whole.series
  const counted = whole && parts.length === 1 ? [whole] : await Promise.all(parts.map(read))
  if (counted.some(({ timedOut }) => timedOut)) throw uncounted('gave up before all events were counted')
  const series = merge(counted.map((part) => part.series))
  const spacing = spacingOf(timesOf(series), window.binMs)
  // The same times in smaller requests are the events' own: a vendor that has coarsened the large one gives finer bins then.
  const isCoarse =
    spacing === 'coarser' && parts.length > 1 && whole !== undefined && !isSame(whole.series, series)
  if (spacing === 'other' || isCoarse) throw uncounted('counted in other intervals than were asked for')
  return series
}

function isWhole({ series, timedOut }: CountedPart, { binMs }: CountWindow): boolean {
  return !timedOut && spacingOf(timesOf(series), binMs) === 'as-asked'
}

/** A query that is too much for the vendor is refused like one that it cannot read. */
function isTooMuch(error: unknown): boolean {
  return error instanceof VendorError && [400, 413, 422].includes(error.status ?? 0)
}

function* timesOf(series: Series): Generator<number> {
  for (const points of series.values()) for (const { at } of points) yield at
}

function merge(parts: readonly Series[]): Series {
  const merged = new Map<string, Point[]>()
  for (const part of parts) {
    for (const [name, points] of part) {
      const held = merged.get(name)
      if (held) held.push(...points)
      else merged.set(name, [...points])
    }
  }
  return merged
}

function isSame(a: Series, b: Series): boolean {
  return textOf(a) === textOf(b)
}

function textOf(series: Series): string {
  const lines = [...series].flatMap(([name, points]) =>
    points.map(({ at, count }) => `${name} ${at} ${count}`)
  )
  return lines.sort().join('\n')
}

function uncounted(what: string): VendorError {
  return new VendorError(`Datadog ${what}`, { vendor: 'Datadog', retryable: false })
}
