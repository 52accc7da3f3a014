import { fitPattern } from './compile-pattern.js'
import type { Pattern, PatternFacts, PatternTier, PatternVerdict } from './pattern.js'

const DAY_MS = 86_400_000

/**
 * The first pattern that fits the issue decides. One that has expired is passed over, and named where it would have decided.
 * `now` is in milliseconds since the epoch.
 */
export function matchPatterns(
  facts: PatternFacts,
  patterns: readonly Pattern[],
  now: number
): PatternVerdict {
  const expired: string[] = []
  for (const pattern of patterns) {
    const fits = fitPattern(pattern, facts)
    if (fits === undefined) continue
    if (isExpired(pattern, now)) {
      expired.push(
        `pattern "${pattern.name}" would fit by ${fits.join(', ')}, and expired on ${pattern.expires ?? ''}: renew or remove it`
      )
      continue
    }
    const { tier, why } = judgeTier(pattern, facts.hourly)
    return { pattern, tier, why: `pattern "${pattern.name}" fits by ${fits.join(', ')}${why}`, expired }
  }
  return { pattern: undefined, tier: undefined, why: 'no known pattern fits', expired }
}

/** The day of its expiry is the last on which a pattern is obeyed, to its end in UTC. */
export function isExpired({ expires }: Pick<Pattern, 'expires'>, now: number): boolean {
  return expires !== undefined && now >= Date.parse(expires) + DAY_MS
}

function judgeTier(
  { tier, escalateAfter }: Pattern,
  hourly: PatternFacts['hourly']
): { readonly tier: PatternTier; readonly why: string } {
  if (escalateAfter === undefined || tier === 'escalate') return { tier, why: '' }
  const { events, hours } = escalateAfter
  const within = `within ${hours} ${hours === 1 ? 'hour' : 'hours'}`
  if (hourly === undefined) {
    return {
      tier,
      why: `; whether it escalates (${events} events ${within}) is not known, because the hourly counts are not`
    }
  }
  const count = mostWithin(hourly, hours)
  return count < events
    ? { tier, why: `; ${count} events ${within}, and it escalates at ${events}` }
    : { tier: 'escalate', why: `; raised from ${tier} to escalate by ${count} events ${within} (${events})` }
}

/**
 * Events of the newest `hours` hours by the clock. The running hour may have begun a minute ago, so that the whole hours
 * before it count as well: the larger of the two sums.
 */
function mostWithin(hourly: readonly number[], hours: number): number {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
  return Math.max(sum(hourly.slice(-hours)), sum(hourly.slice(0, -1).slice(-hours)))
}
