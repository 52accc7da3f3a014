import { known, unknown, type Known } from '../issue/known.js'
import type { Trend } from '../issue/issue.js'

const HOUR_MS = 3_600_000

export interface RisingPolicy {
  /** Hours that count as "now"; the hours before them are what they are compared with. */
  readonly recentHours: number
  /** Largest probability of seeing so many events by chance that still counts as rising. */
  readonly alpha: number
  /** Fewer recent events than this are never called rising. */
  readonly minimumEvents: number
}

export interface Rise {
  readonly rising: boolean
  readonly recentCount: number
  /** What the recent hours would hold at the earlier rate. */
  readonly expected: number
  readonly recentHours: number
  readonly baselineHours: number
  /** Chance of at least this many recent events if the rate had not changed. */
  readonly p: number
}

/** Comparing with less than this says more about chance than about the error. */
const MINIMUM_BASELINE_HOURS = 6

/**
 * Is the error rate rising? The conditional test for two Poisson rates: given the total of both windows, the
 * recent count is binomial with the recent window's share of the time, if the rate has not changed.
 * Przyborowski and Wilenski, Biometrika 31 (1940) 313-323.
 *
 * Hours before the issue was first seen do not count as hours with zero errors: they say nothing.
 */
export function testRising(trend: Known<Trend>, firstSeenMs: number, policy: RisingPolicy): Known<Rise> {
  if (!trend.known) return trend
  const { startMs, endMs, counts } = trend.value
  const recentStart = Math.max(startMs, endMs - policy.recentHours * HOUR_MS)
  // Windows are whole hours of the trend, and "now" is at least the hour that is running.
  const splitAt = Math.max(0, Math.min(counts.length - 1, Math.round((recentStart - startMs) / HOUR_MS)))
  const firstHour = Math.max(0, Math.floor((firstSeenMs - startMs) / HOUR_MS))
  const baselineHours = splitAt - firstHour
  if (baselineHours < MINIMUM_BASELINE_HOURS) {
    return unknown(
      `seen for only ${Math.max(0, baselineHours)} hours before the last ${policy.recentHours}, ` +
        `and ${MINIMUM_BASELINE_HOURS} are needed to compare`
    )
  }
  const recentHours = (endMs - (startMs + splitAt * HOUR_MS)) / HOUR_MS
  const recentCount = sum(counts.slice(splitAt))
  const baselineCount = sum(counts.slice(firstHour, splitAt))
  const p = binomialUpperTail(
    recentCount,
    recentCount + baselineCount,
    recentHours / (recentHours + baselineHours)
  )
  return known({
    rising: p <= policy.alpha && recentCount >= policy.minimumEvents,
    recentCount,
    expected: (baselineCount / baselineHours) * recentHours,
    recentHours,
    baselineHours,
    p
  })
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/**
 * P(X >= k) for X binomial(n, share). Sums from the first term towards the smaller terms, and takes the complement when
 * `k` lies below the mean, so that no tail loses its digits. Exported for its own tests.
 */
export function binomialUpperTail(k: number, n: number, share: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  if (k <= n * share) return 1 - sumDown(k - 1, n, share)
  let term = Math.exp(logBinomialTerm(k, n, share))
  let total = 0
  const odds = share / (1 - share)
  for (let i = k; i <= n && term > total * 1e-16; i += 1) {
    total += term
    term *= ((n - i) / (i + 1)) * odds
  }
  return Math.min(1, total)
}

/** P(X <= k), for k at or below the mean. */
function sumDown(k: number, n: number, share: number): number {
  let term = Math.exp(logBinomialTerm(k, n, share))
  let total = 0
  const odds = (1 - share) / share
  for (let i = k; i >= 0 && term > total * 1e-16; i -= 1) {
    total += term
    term *= (i / (n - i + 1)) * odds
  }
  return Math.min(1, total)
}

function logBinomialTerm(k: number, n: number, share: number): number {
  return (
    logFactorial(n) -
    logFactorial(k) -
    logFactorial(n - k) +
    k * Math.log(share) +
    (n - k) * Math.log1p(-share)
  )
}

/** ln n!, exact for small n, else Stirling's series to the 1/n^3 term (relative error below 1e-12 from n = 30). */
function logFactorial(n: number): number {
  if (n < 30) {
    let total = 0
    for (let i = 2; i <= n; i += 1) total += Math.log(i)
    return total
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3)
}
