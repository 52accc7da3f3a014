import type { Peer } from '../flow/decision/attribution/deploy.js'
import type { TestedIssue } from '../flow/decision/cascade/cascade.js'
import { originOf } from '../flow/decision/rubric.js'
import { spikeFactsOf } from '../flow/decision/spike/spike-facts.js'
import type { SpikeTest } from '../flow/decision/spike/spike-test.js'
import { testSpike } from '../flow/decision/spike/test-spike.js'
import type { Issue, Trend } from '../flow/issue/issue.js'
import { mapKnown, valueOr, type Known } from '../flow/issue/known.js'
import type { IssueSource, Neighbour } from '../ports.js'
import type { TestedCase } from './assess.js'
import type { Case } from './case.js'

/** What else fails in the environment of an issue, the issue itself left out. */
export interface Around {
  readonly tested: readonly TestedIssue[]
  /** Counts of the other services' errors. */
  readonly peers: readonly Peer[]
}

/** From this p on an issue is worth a look at its neighbours. */
const WORTH_A_LOOK = 0.01

/** What rises, and what is too new to tell: an outage brings errors that were never seen before. */
export function isWorthALook(spike: Known<SpikeTest>): boolean {
  return spike.known && (!spike.value.p.known || spike.value.p.value <= WORTH_A_LOOK)
}

export function testedIssueOf({ id, service, errorType, url }: Issue, test: SpikeTest): TestedIssue {
  return { issueId: id, service, title: `[${service}] ${errorType}`, url, test }
}

/** In a sweep the others are there already. */
export function amongCases({ current }: TestedCase, all: readonly TestedCase[]): Around {
  const env = environmentOf(current)
  const others = all.filter((each) => each.current !== current && environmentOf(each.current) === env)
  return {
    tested: others.flatMap(({ current: { issue }, spike }) =>
      spike.known ? [testedIssueOf(issue, spike.value)] : []
    ),
    peers: peersOf(
      current.issue.service,
      others.flatMap(({ current: { issue } }) =>
        issue.trend.known ? [{ service: issue.service, trend: issue.trend.value }] : []
      )
    )
  }
}

/** Outside of sweeps they are asked for. */
export async function amongNeighbours(
  { issue }: Pick<Case, 'issue'>,
  { issues }: { readonly issues: Pick<IssueSource, 'readNeighbours'> }
): Promise<Known<Around>> {
  const neighbours = await issues.readNeighbours(issue)
  return mapKnown(neighbours, (found) => ({
    tested: found.map((neighbour) => testNeighbour(neighbour, issue)),
    peers: peersOf(issue.service, found)
  }))
}

/** Nobody asked when it was first seen; what is new to these days rises with the others, too. */
function testNeighbour({ issueId, service, errorType, trend }: Neighbour, own: Issue): TestedIssue {
  const test = testSpike(spikeFactsOf(trend, undefined, trend.startMs))
  const title = `[${service}] ${errorType ?? 'another issue'}`
  return { issueId, service, title, url: pageBeside(own, issueId), test }
}

/** Pages of issues differ in the id at their end. `undefined` where the own page does not end so. */
function pageBeside({ id, url }: Issue, issueId: string): string | undefined {
  return url.endsWith(id) ? url.slice(0, -id.length) + issueId : undefined
}

function environmentOf({ issue, alert }: Case): string | undefined {
  return valueOr(originOf(issue, alert), undefined)
}

/** The errors of each other service, added up; those of an issue's own service say nothing of the others. */
function peersOf(
  own: string,
  others: readonly { readonly service: string; readonly trend: Trend }[]
): readonly Peer[] {
  const byService = new Map<string, Peer>()
  for (const { service, trend } of others) {
    if (service === own) continue
    const before = byService.get(service)
    const counts = trend.counts.map((count, hour) => count + (before?.counts[hour] ?? 0))
    byService.set(service, { service, startMs: trend.startMs, endMs: trend.endMs, counts })
  }
  return [...byService.values()]
}
