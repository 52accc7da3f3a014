import betainc from '@stdlib/math-base-special-betainc'
import type { TestedIssue } from '../../../../src/flow/decision/cascade/cascade.js'
import { known } from '../../../../src/flow/issue/known.js'
import { spikeTestOf } from '../evidence/spike-test-of.js'

/** An environment of nine services with 5 to 34 issues each, most of them with few errors in an hour, and bursts. */
export interface Environment {
  readonly services: number
  readonly issuesOfService: readonly [number, number]
  /** Services that an outage reaches, the share of their issues that it raises, and the factor. */
  readonly reached: number
  readonly share: readonly [number, number]
  readonly factor: readonly [number, number]
  /** Errors that the middle issue has in an hour. */
  readonly median: number
  /** Log-normal error of the expected count. */
  readonly error: number
  /** Share of issues with an incident of their own. */
  readonly incidents: number
  readonly requestsRatio: number | undefined
}

export const calm: Environment = {
  services: 9,
  issuesOfService: [5, 34],
  reached: 0,
  share: [0.4, 0.8],
  factor: [2.5, 8],
  median: 3,
  error: 0.1,
  incidents: 0,
  requestsRatio: 1
}

/** Numbers in [0, 1), the same in each run: mulberry32. */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An hour of the environment. Counts are negative binomial; each is tested against an expectation that is a little off. */
export function simulate(environment: Environment, chance: () => number): TestedIssue[] {
  const between = ([from, to]: readonly [number, number]): number => from + chance() * (to - from)
  return Array.from({ length: environment.services }, (_, index) => {
    const share = index < environment.reached ? between(environment.share) : 0
    const size = Math.round(between(environment.issuesOfService))
    return Array.from({ length: size }, (_, issue): TestedIssue => {
      const usual = environment.median * Math.exp(1.5 * normal(chance))
      const dispersion = 1.2 + chance() * 3
      const raised = chance() < share || chance() < environment.incidents
      const count = draw(usual * (raised ? between(environment.factor) : 1), dispersion, chance)
      const expected = usual * Math.exp(environment.error * normal(chance))
      const p = known(tail(count, expected, dispersion))
      const { requestsRatio } = environment
      return issueOf(`s${index}`, `s${index}-${issue}`, { count, expected, p, requestsRatio })
    })
  }).flat()
}

export function issueOf(
  service: string,
  issueId: string,
  test: Parameters<typeof spikeTestOf>[0] = {}
): TestedIssue {
  return {
    issueId,
    service,
    title: `[${service}] Error`,
    url: `https://app.datadoghq.eu/error-tracking/issue/${issueId}`,
    test: spikeTestOf(test)
  }
}

/** Share of a hundred simulated hours in which something holds. */
export function shareOfHours(
  environment: Environment,
  holds: (issues: readonly TestedIssue[]) => boolean,
  seed = 7
): number {
  const chance = chanceOf(seed)
  const hours = 100
  return (
    Array.from({ length: hours }, () => holds(simulate(environment, chance))).filter(Boolean).length / hours
  )
}

function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

/** Gamma by Marsaglia and Tsang, ACM Trans. Math. Softw. 26 (2000) 363-372. */
function gamma(shape: number, chance: () => number): number {
  if (shape < 1) return gamma(shape + 1, chance) * Math.pow(1 - chance(), 1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal(chance)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - chance()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

function draw(mean: number, dispersion: number, chance: () => number): number {
  const rate = gamma(mean / (dispersion - 1), chance) * (dispersion - 1)
  if (rate > 60) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal(chance)))
  let count = -1
  for (let product = 1; product > Math.exp(-rate); count += 1) product *= 1 - chance()
  return count
}

/** P(X >= count), negative binomial with the variance `dispersion × mean`. */
function tail(count: number, mean: number, dispersion: number): number {
  const size = mean / (dispersion - 1)
  return count === 0 ? 1 : betainc(mean / (size + mean), count, size, true, false)
}
