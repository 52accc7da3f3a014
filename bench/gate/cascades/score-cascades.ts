import { cascadeSchema, toCascadePolicy } from '../../../src/config/cascade-schema.js'
import type { TestedIssue } from '../../../src/flow/decision/cascade/cascade.js'
import { findSurroundings } from '../../../src/flow/decision/cascade/find-surroundings.js'
import { testSpike } from '../../../src/flow/decision/spike/test-spike.js'
import { outageNames, playEnvironment, type OutageName, type PlayedIssue } from './play-environment.js'

/** As a team has it that wrote nothing. */
const policy = toCascadePolicy(cascadeSchema.parse({}))

export interface CascadeScore {
  readonly outage: OutageName
  readonly environments: number
  /** Of the environments, those in which some issue was said to be part of a cascade. */
  readonly called: number
  /** Of the issues with a true spike, those that were said to be part of it. */
  readonly spikesCalled: number
  /** Environments in which a whole service was said to be ill, and no cascade. */
  readonly serviceWide: number
}

export function scoreCascades(
  environments: number,
  names: readonly OutageName[] = outageNames
): readonly CascadeScore[] {
  return names.map((outage) => {
    const played = Array.from({ length: environments }, (_, seed) => judge(playEnvironment(outage, seed)))
    const sum = (of: (each: Judged) => number): number => played.reduce((total, each) => total + of(each), 0)
    const spiked = sum((each) => each.spiked)
    return {
      outage,
      environments,
      called: sum((each) => (each.inCascade > 0 ? 1 : 0)) / environments,
      spikesCalled: spiked === 0 ? 0 : sum((each) => each.spikedInCascade) / spiked,
      serviceWide: sum((each) => (each.inCascade === 0 && each.serviceWide > 0 ? 1 : 0)) / environments
    }
  })
}

interface Judged {
  readonly spiked: number
  readonly inCascade: number
  readonly spikedInCascade: number
  readonly serviceWide: number
}

function judge(issues: readonly PlayedIssue[]): Judged {
  const tested = issues.map(({ issueId, service, facts }): TestedIssue => ({
    issueId,
    service,
    title: issueId,
    url: undefined,
    test: testSpike(facts)
  }))
  const kinds = issues.map(({ issueId, service }) => {
    const question = { issueId, service, tested, requestsKnown: true }
    return findSurroundings(question, policy).kind
  })
  const inCascade = issues.filter((_, at) => kinds[at] === 'cascade')
  return {
    spiked: issues.filter(({ spiked }) => spiked).length,
    inCascade: inCascade.length,
    spikedInCascade: inCascade.filter(({ spiked }) => spiked).length,
    serviceWide: kinds.filter((kind) => kind === 'service-wide').length
  }
}
