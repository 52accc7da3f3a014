import type { SpikeFacts } from './spike-test.js'

/** Four weeks: enough for the hour and the day of the week, short enough to forget how things were. */
export const HISTORY_HOURS = 672
export const DAY_HOURS = 24
export const WEEK_HOURS = 168

/** Counts above it are not told apart: squares of them stay far inside what a number holds. */
const MAX_COUNT = 1e9
/** A window is one clock hour and a part of the next; nobody asks for more than a day. */
const MAX_WINDOW_HOURS = 24
/**
 * Requests have to be known in this share of the hours whose events are known, or their mean says too little.
 */
const REQUESTS_SHARE = 0.8

/** The hours before the window, newest first: index 0 is the hour right before it. */
export interface History {
  /** Events of each hour; 0 where they are not known. */
  readonly counts: Float64Array
  /** 1 where the hour is known, else 0. */
  readonly known: Uint8Array
  /** How many hours are known. */
  readonly hours: number
  /**
   * What each hour had to do, in mean hours: its requests over the mean. 1 where requests are not used, or
   * not known.
   */
  readonly exposure: Float64Array
  /** The same of the window, per hour of it. */
  readonly windowExposure: number
}

/** A count as far as it is believed, 0 to 1e9; `undefined` where it is no number. */
export function readCount(count: number | undefined): number | undefined {
  if (count === undefined || Number.isNaN(count)) return undefined
  return Math.min(MAX_COUNT, Math.max(0, count))
}

/** Length of the window in hours; 1 where it is unreadable. */
export function readHours(hours: number): number {
  return hours > 0 ? Math.min(MAX_WINDOW_HOURS, hours) : 1
}

/** The last four weeks as they are: every hour had the same to do. */
export function readHistory(facts: SpikeFacts): History {
  const past = newestFirst(facts.past)
  return {
    counts: Float64Array.from(past, (count) => count ?? 0),
    known: Uint8Array.from(past, (count) => (count === undefined ? 0 : 1)),
    hours: past.filter((count) => count !== undefined).length,
    exposure: new Float64Array(past.length).fill(1),
    windowExposure: 1
  }
}

/**
 * The same hours, each with its requests as what it had to do; an hour whose requests are 0 or unknown is
 * unknown. `undefined` where requests are not counted in the window, or in too few of the hours.
 */
export function withRequests(history: History, facts: SpikeFacts): History | undefined {
  const inWindow = readCount(facts.requests?.count) ?? 0
  if (facts.requests === undefined || inWindow === 0) return undefined
  const requests = newestFirst(facts.requests.past)
  const known = history.known.map((flag, hour) => ((requests[hour] ?? 0) > 0 ? flag : 0))
  const hours = total(known)
  if (hours === 0 || hours < REQUESTS_SHARE * history.hours) return undefined
  const mean = total(requests.map((count, hour) => (known[hour] === 1 ? (count ?? 0) : 0))) / hours
  return {
    counts: history.counts.map((count, hour) => (known[hour] === 1 ? count : 0)),
    known,
    hours,
    exposure: history.exposure.map((_, hour) => (known[hour] === 1 ? (requests[hour] ?? mean) / mean : 1)),
    windowExposure: inWindow / mean / readHours(facts.hours)
  }
}

function newestFirst(past: readonly (number | undefined)[]): readonly (number | undefined)[] {
  return past.slice(-HISTORY_HOURS).reverse().map(readCount)
}

export function total(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
