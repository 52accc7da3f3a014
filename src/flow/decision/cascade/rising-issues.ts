import betainc from '@stdlib/math-base-special-betainc'
import type { SpikeTest } from '../spike/spike-test.js'
import type { TestedIssue } from './cascade.js'

/** One issue that rises beyond doubt: a p that one in a hundred has by luck, of some events, in a ratio that people would notice. */
const HIT = { p: 0.01, events: 3, ratio: 1.8 } as const
/** One that seems to rise, which counts where several of a service do. */
const STIR = { p: 0.05, events: 2, ratio: 1.5 } as const
/** A share of rising issues above which a service is said to rise. */
const SERVICE_SHARE = 0.25
/** Chance that a healthy service is taken for a rising one. */
const SERVICE_LEVEL = 0.005
/** The same for a service of a single issue, which nothing else confirms. */
const SINGLE_LEVEL = 0.001
/** An issue with fewer expected events could be tripled without being a hit: its silence says nothing about its service. */
const AUDIBLE = 1

/** The issues of a service and what they do. */
export interface ServiceRise {
  readonly service: string
  /** Those whose test has a p. */
  readonly tested: readonly TestedIssue[]
  readonly hits: readonly TestedIssue[]
  /** Hits and those that seem to rise. */
  readonly stirring: readonly TestedIssue[]
  /** Issues that rise, or would be seen to if they did. */
  readonly audible: number
}

export function isHit({ test }: TestedIssue): boolean {
  return reaches(test, HIT)
}

/** A hit, or something like one. */
function stirs({ test }: TestedIssue): boolean {
  return reaches(test, HIT) || reaches(test, STIR)
}

/** Without a p there is no usual rate: the issue is too young to be tested. */
export function isTested({ test }: TestedIssue): boolean {
  return test.p.known
}

function reaches(
  { p, count, ratio }: SpikeTest,
  bar: { readonly p: number; readonly events: number; readonly ratio: number }
): boolean {
  return p.known && p.value < bar.p && count >= bar.events && ratio >= bar.ratio
}

/** By service, in the order in which they first occur. */
export function groupByService(issues: readonly TestedIssue[]): readonly ServiceRise[] {
  const services = new Map<string, TestedIssue[]>()
  for (const issue of issues.filter(isTested)) {
    const known = services.get(issue.service)
    if (known === undefined) services.set(issue.service, [issue])
    else known.push(issue)
  }
  return [...services].map(([service, tested]) => {
    const stirring = tested.filter(stirs)
    const audible = tested.filter((issue) => issue.test.expected >= AUDIBLE || stirs(issue)).length
    return { service, tested, hits: tested.filter(isHit), stirring, audible }
  })
}

/**
 * Several issues of the service rise: too many of those that could for it to be luck. A service that never fails in more than one way
 * rises with its only issue, if that leaves no doubt.
 */
export function risesAsWhole({ tested, hits, stirring, audible }: ServiceRise): boolean {
  const [only] = hits
  if (only === undefined) return false
  if (tested.length === 1) return only.test.p.known && only.test.p.value < SINGLE_LEVEL
  if (stirring.length < 2 || stirring.length < SERVICE_SHARE * audible) return false
  const luck = Math.min(
    chanceOfAtLeast(hits.length, audible, HIT.p),
    chanceOfAtLeast(stirring.length, audible, STIR.p)
  )
  return luck <= SERVICE_LEVEL
}

/** Chance that so many of the tested issues are hits although nothing is the matter. */
export function luckOfHits(hits: number, tested: number): number {
  return chanceOfAtLeast(hits, tested, HIT.p)
}

/** P(X >= k) for X binomial(n, share): the regularised incomplete beta function. https://dlmf.nist.gov/8.17#E5 */
export function chanceOfAtLeast(k: number, n: number, share: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  return betainc(share, k, n - k + 1, true, false)
}
