import type { Trend } from '../../issue/issue.js'
import { readCount } from './history.js'
import type { SpikeFacts } from './spike-test.js'

const HOUR_MS = 3_600_000

type Counts = readonly (number | undefined)[]

/**
 * What `testSpike` is asked of an issue: its window is the last whole clock hour and the running one.
 * `firstSeenMs`, milliseconds since the epoch: hours before the one in which the issue was first seen are no
 * history; an unreadable time leaves all of it. `requests` is the trend of the service's requests, hour by
 * hour the same clock. An hour without events and without requests did not take place and is unknown; so is
 * every count that is no number. Before its first request the metric says nothing, and one without any
 * request nothing at all.
 */
export function spikeFactsOf(trend: Trend, requests: Trend | undefined, firstSeenMs: number): SpikeFacts {
  const counted = requests === undefined ? undefined : requestsOf(trend, requests)
  const counts = knownCounts(trend)
  const lived = counts.map((count, hour) => (count === 0 && counted?.[hour] === 0 ? undefined : count))
  const window = Math.max(0, counts.length - 2)
  const born = Math.floor((firstSeenMs - trend.startMs) / HOUR_MS)
  const from = Number.isNaN(born) ? 0 : Math.min(window, Math.max(0, born))
  const requestCount = counted && sumKnown(counted.slice(window))
  return {
    count: counts.slice(window).reduce<number>((sum, count) => sum + (count ?? 0), 0),
    hours: windowHours(trend),
    past: lived.slice(from, window),
    requests:
      counted === undefined || requestCount === undefined
        ? undefined
        : { count: requestCount, past: counted.slice(from, window) }
  }
}

/**
 * The same question an hour earlier, to see whether something persists: the window is the hour right before
 * this one's, a whole one. `undefined` where nothing is known of that hour.
 */
export function windowBefore(facts: SpikeFacts): SpikeFacts | undefined {
  const count = facts.past.at(-1)
  if (count === undefined) return undefined
  const requestCount = facts.requests?.past.at(-1)
  return {
    count,
    hours: 1,
    past: facts.past.slice(0, -1),
    requests:
      facts.requests === undefined || requestCount === undefined
        ? undefined
        : { count: requestCount, past: facts.requests.past.slice(0, -1) }
  }
}

/** The last whole hour and what has passed of the running one; that one alone where nothing is before it. */
function windowHours({ startMs, endMs, counts }: Trend): number {
  const running = (endMs - startMs) / HOUR_MS - Math.max(0, counts.length - 1)
  const passed = Math.min(1, Math.max(0, Number.isNaN(running) ? 1 : running))
  return counts.length > 1 ? 1 + passed : passed
}

/**
 * Requests of the hours of `trend`. `undefined` in hours that nobody counted; the whole, where nobody ever
 * did.
 */
function requestsOf(trend: Trend, requests: Trend): Counts | undefined {
  const shift = Math.round((trend.startMs - requests.startMs) / HOUR_MS)
  const counts = knownCounts(requests)
  const first = counts.findIndex((count) => count !== undefined && count > 0)
  if (first < 0) return undefined
  return trend.counts.map((_, hour) => (hour + shift < first ? undefined : counts[hour + shift]))
}

/** Hours that the vendor no longer keeps are not quiet ones. */
function knownCounts({ startMs, knownFromMs, counts }: Trend): Counts {
  const from = knownFromMs === undefined ? 0 : Math.ceil((knownFromMs - startMs) / HOUR_MS)
  return counts.map((count, hour) => (hour < from ? undefined : readCount(count)))
}

/** `undefined` where one of them is. */
function sumKnown(counts: Counts): number | undefined {
  let sum = 0
  for (const count of counts) {
    if (count === undefined) return undefined
    sum += count
  }
  return sum
}
