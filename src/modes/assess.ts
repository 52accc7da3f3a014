import type { Policy } from '../config/policy.js'
import type { Surroundings, ThirdParty } from '../flow/decision/cascade/cascade.js'
import { findSurroundings } from '../flow/decision/cascade/find-surroundings.js'
import { findThirdParty } from '../flow/decision/cascade/third-party.js'
import { adjustForMany, discoveryLevel } from '../flow/decision/evidence/false-discoveries.js'
import { spikeFactsOf, windowBefore } from '../flow/decision/spike/spike-facts.js'
import type { SpikeFacts, SpikeTest } from '../flow/decision/spike/spike-test.js'
import { testSpike } from '../flow/decision/spike/test-spike.js'
import { known, mapKnown, unknown, valueOr, type Known } from '../flow/issue/known.js'
import type { Case, Step } from './case.js'
import { shardOf } from './find-issues.js'
import { amongCases, amongNeighbours, isWorthALook, testedIssueOf, type Around } from './look-around.js'
import type { TriageRequest, TriageWorld } from './world.js'

/** What the counts say of an issue, and of what goes on around it. */
export interface Assessment {
  readonly facts: Known<SpikeFacts>
  readonly spike: Known<SpikeTest>
  /** The same test an hour earlier: only where there is something that may have lasted. */
  readonly before: SpikeTest | undefined
  /** Adjusted for all issues of the sweep; `undefined` outside of sweeps. */
  readonly q: number | undefined
  /** Largest q, or p outside of sweeps, that counts as a spike. */
  readonly level: number
  readonly how: 'sweep' | 'alert' | 'asked'
  /** Issues of the sweep that were tested. */
  readonly swept: number | undefined
  /** What else fails in the environment; unknown where nobody looked. */
  readonly around: Known<Around>
  readonly surroundings: Surroundings | undefined
  readonly thirdParty: ThirdParty | undefined
}

/** A case with its test. */
export interface TestedCase {
  readonly current: Case
  readonly facts: Known<SpikeFacts>
  readonly spike: Known<SpikeTest>
}

/**
 * Is it unusual? Every issue of a sweep is tested, because false discoveries are counted over all of them; and there the others are
 * at hand, so that each that rises is seen among them at once.
 */
export async function assessCases(
  cases: readonly Case[],
  request: TriageRequest,
  world: TriageWorld
): Promise<void> {
  const tested = await Promise.all(cases.map((current) => testCase(current, world)))
  const isSweep = request.trigger.kind === 'sweep'
  const q = isSweep ? adjusted(tested) : undefined
  for (const each of tested) {
    const { current, spike } = each
    const assessment = { ...judge(each, request), q: q?.get(each), swept: q?.size }
    current.assessment =
      isSweep && isWorthALook(spike)
        ? placeAmong(current, assessment, { around: known(amongCases(each, tested)), request })
        : assessment
  }
}

/** What goes on around an issue that rises, or is new: asked for outside of sweeps, once, where something is to follow from it. */
export async function lookAround({ current, request, world }: Step): Promise<void> {
  const { assessment } = current
  if (assessment === undefined || assessment.around.known || !isWorthALook(assessment.spike)) return
  const around = await amongNeighbours(current, world)
  current.assessment = placeAmong(current, assessment, { around, request })
}

async function testCase(current: Case, { issues }: TriageWorld): Promise<TestedCase> {
  const { trend, firstSeen } = current.issue
  if (!trend.known) return { current, facts: trend, spike: trend }
  const requests = await issues.readRequests(current.issue)
  const facts = spikeFactsOf(trend.value, valueOr(requests, undefined), firstSeen.at)
  return { current, facts: known(facts), spike: known(testSpike(facts)) }
}

function adjusted(tested: readonly TestedCase[]): ReadonlyMap<TestedCase, number> {
  const judged = tested.flatMap((each) =>
    each.spike.known && each.spike.value.p.known ? [{ each, p: each.spike.value.p.value }] : []
  )
  const values = adjustForMany(judged.map(({ p }) => p))
  return new Map(judged.map(({ each }, index) => [each, values[index] ?? 1]))
}

function judge(
  { current, facts, spike }: TestedCase,
  { trigger, policy }: TriageRequest
): Omit<Assessment, 'q' | 'swept'> {
  const isSweep = trigger.kind === 'sweep'
  const before = isWorthALook(spike) && facts.known ? windowBefore(facts.value) : undefined
  return {
    facts,
    spike,
    before: before && testSpike(before),
    level: isSweep ? discoveryLevel(policy.evidence, shardOf({ trigger }).count) : policy.evidence.alertLevel,
    how: isSweep ? 'sweep' : current.alert === undefined ? 'asked' : 'alert',
    around: unknown('nobody looked'),
    surroundings: undefined,
    thirdParty: thirdPartyOf(current, policy)
  }
}

function placeAmong(
  { issue }: Case,
  assessment: Assessment,
  { around, request }: { readonly around: Known<Around>; readonly request: TriageRequest }
): Assessment {
  const { facts, spike } = assessment
  const own = spike.known ? [testedIssueOf(issue, spike.value)] : []
  const surroundings = mapKnown(around, ({ tested }) =>
    findSurroundings(
      {
        issueId: issue.id,
        service: issue.service,
        tested: [...own, ...tested],
        requestsKnown: facts.known && facts.value.requests !== undefined
      },
      request.policy.cascade
    )
  )
  return { ...assessment, around, surroundings: valueOr(surroundings, undefined) }
}

/** In strict privacy no word of an error message is told, and the name of the host is one. */
function thirdPartyOf({ issue, identity }: Case, { cascade, privacy }: Policy): ThirdParty | undefined {
  const { errorType, errorMessage } = issue
  const trace = identity.trace.known ? { trace: identity.trace.value } : {}
  const found = findThirdParty({ errorType, errorMessage, ...trace }, cascade)
  return found && privacy.mode === 'strict' ? { ...found, host: undefined } : found
}
