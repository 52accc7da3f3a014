import { sayAmount } from '../evidence/say-figures.js'
import type { Surroundings, TestedIssue } from './cascade.js'
import type { CascadePolicy } from './cascade-policy.js'
import { findCascade } from './find-cascade.js'
import { findRisingUpstreams } from './find-upstreams.js'
import { groupByService, isHit, isTested } from './rising-issues.js'
import { sayNames } from './say-names.js'

/** From so many hits, which are such a share of its issues, a whole service is ill. */
const SERVICE_WIDE = { issues: 3, share: 0.35 } as const
/** Issues with fewer expected events have ratios that say nothing. */
const READABLE = 3
/** Fewer ratios say nothing. */
const FEWEST_RATIOS = 5
/**
 * More traffic raises every issue alike, an outage some of them much: the middle issue and the one a quarter from below have to be up by
 * so much. Simulated: a surge of twice the requests is seen 99 times of 100, and of 100 outages of two thirds of the services 2 look so.
 */
const EVERYTHING_UP = { middle: 1.35, quarter: 1.1 } as const
/** More requests than this, with errors that keep step, are a surge of traffic. */
const SURGE = 1.5
const IN_STEP = { from: 0.75, to: 1.33 } as const

export interface SurroundingsQuestion {
  readonly issueId: string
  readonly service: string
  /** Every active issue of the environment, the asked one among them, each once. */
  readonly tested: readonly TestedIssue[]
  /** Somebody counts the requests of the service, so that more traffic is told from more errors. */
  readonly requestsKnown: boolean
}

/**
 * What goes on around an issue. An issue that does not rise itself has no part in what its neighbours do; one that is too young to
 * have a usual rate (or was not tested) has, where its service does: an outage brings errors that were never seen before.
 */
export function findSurroundings(question: SurroundingsQuestion, policy: CascadePolicy): Surroundings {
  const { issueId, service, tested, requestsKnown } = question
  const asked = tested.find((issue) => issue.issueId === issueId)
  const young = asked === undefined || !isTested(asked)
  const rises = asked !== undefined && isHit(asked)

  const surge = asked === undefined || rises ? undefined : findTraffic(asked, tested)
  if (surge !== undefined) return surge
  // Where more requests reach this service, they may be what raises the others, whose requests nobody counted.
  const mayBeTraffic = !requestsKnown || (asked?.test.requestsRatio ?? 1) >= SURGE
  const uncounted = mayBeTraffic ? uncountedRatios(tested) : []
  const middle = quantile(uncounted, 0.5)
  if (middle > EVERYTHING_UP.middle && quantile(uncounted, 0.25) > EVERYTHING_UP.quarter) {
    const why = `the middle issue of those whose requests are not counted has ${sayAmount(middle)} times its usual errors`
    return {
      kind: 'unknown',
      why: `${why}, and most others have more too: it may be more traffic, or an outage`
    }
  }
  const upstreams = rises || young ? findRisingUpstreams(service, tested, policy) : []
  const cascade = findCascade(tested, policy)
  if (cascade && (young ? cascade.services.includes(service) : cascade.rising.includes(asked))) {
    if (upstreams.length === 0) return cascade
    const names = sayNames(upstreams.map((upstream) => upstream.service))
    return { ...cascade, why: `${cascade.why}; ${service} depends on ${names}, where errors rise as well` }
  }
  const [upstream] = upstreams
  if (upstream !== undefined) {
    const { service: name, rising } = upstream
    const why = `${rising.length} of the issues of ${name} rise at the same time, and ${service} depends on it`
    return { kind: 'upstream', upstream: name, rising, why }
  }
  const whole = rises || young ? findServiceWide(service, tested) : undefined
  return whole ?? { kind: 'none', why: sayOthers(question) }
}

function findServiceWide(service: string, tested: readonly TestedIssue[]): Surroundings | undefined {
  const own = groupByService(tested.filter((issue) => issue.service === service))[0]
  if (own === undefined || own.hits.length < SERVICE_WIDE.issues) return undefined
  if (own.hits.length < SERVICE_WIDE.share * own.audible) return undefined
  const rising = own.hits.toSorted((a, b) => b.test.excess - a.test.excess)
  const why = `${rising.length} of the ${own.tested.length} tested issues of ${service} rise together`
  return { kind: 'service-wide', service, rising, why }
}

/** The service gets more requests than usual, and its errors keep step with them. */
function findTraffic(asked: TestedIssue, tested: readonly TestedIssue[]): Surroundings | undefined {
  const surge = asked.test.requestsRatio
  if (surge === undefined || surge < SURGE) return undefined
  const ratios = tested
    .filter(({ service, test }) => service === asked.service && test.requestsRatio !== undefined)
    .filter(({ test }) => test.expected >= READABLE)
    .map(({ test }) => test.ratio)
  const middle = quantile(ratios, 0.5)
  if (ratios.length === 0 || middle < IN_STEP.from || middle > IN_STEP.to) return undefined
  const why = `${asked.service} has ${sayAmount(surge)} times its usual requests, and errors keep step with them`
  return { kind: 'traffic', why }
}

/** How many times the usual errors each issue has that was tested without requests; none where too few can be read. */
function uncountedRatios(tested: readonly TestedIssue[]): readonly number[] {
  const ratios = tested
    .filter((issue) => isTested(issue) && issue.test.requestsRatio === undefined)
    .filter(({ test }) => test.expected >= READABLE)
    .map(({ test }) => test.ratio)
  return ratios.length < FEWEST_RATIOS ? [] : ratios
}

/** The value below which a share of them lies, of two the lower; 0 of none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0
}

function sayOthers({ issueId, service, tested }: SurroundingsQuestion): string {
  const others = tested.filter((issue) => issue.issueId !== issueId && isTested(issue))
  const rising = others.filter(isHit)
  const elsewhere = new Set(others.map((issue) => issue.service).filter((name) => name !== service))
  const up = new Set(rising.map((issue) => issue.service).filter((name) => name !== service))
  return `${rising.length} of ${others.length} other issues rise, in ${up.size} of ${elsewhere.size} other services`
}
