import type { Attribution } from '../flow/decision/attribution/attribution.js'
import type { Surroundings } from '../flow/decision/cascade/cascade.js'
import type { Decision } from '../flow/decision/decide.js'
import type { KnownDiagnosis } from '../flow/decision/diagnosis.js'
import type { EvidenceVerdict } from '../flow/decision/evidence/judge-evidence.js'
import type { GateVerdict } from '../flow/decision/gates.js'
import { expectHours } from '../flow/decision/spike/expect-hours.js'
import type { PatternVerdict } from '../flow/decision/patterns/pattern.js'
import type { Route } from '../flow/decision/router.js'
import type { Score } from '../flow/decision/rubric.js'
import type { Alert } from '../flow/event/trigger.js'
import type { Issue } from '../flow/issue/issue.js'
import { known, unknown } from '../flow/issue/known.js'
import type { ShownEvidence } from '../flow/ticket/shown-evidence.js'
import type { TicketFacts } from '../flow/ticket/ticket-facts.js'
import type { Assessment } from './assess.js'
import type { Diagnosis, Identity } from './understand.js'
import type { Writers } from '../ports.js'
import type { TriageRequest, TriageWorld } from './world.js'

/** One issue on its way through triage: what is known of it, and what was done so far, so that a failure loses nothing. */
export interface Case {
  readonly issue: Issue
  readonly identity: Identity
  readonly alert: Alert | undefined
  readonly force: boolean
  /** Filled in as the flow goes on. */
  assessment: Assessment | undefined
  /** The cause, where the issue rises or is new. */
  attribution: Attribution | undefined
  evidence: EvidenceVerdict | undefined
  pattern: PatternVerdict | undefined
  /** The score makes the ticket, whatever the counts are worth. */
  scored: boolean
  /** What people have confirmed of the bug. */
  diagnosed: KnownDiagnosis | undefined
  /** The ticket of the cascade or outage that the issue is a part of. */
  parent: { readonly key: string; readonly url: string } | undefined
  score: Score | undefined
  decision: Decision | undefined
  diagnosis: Diagnosis | undefined
  route: Route | undefined
  verdict: GateVerdict | undefined
  ticket: { readonly key: string; readonly url: string } | undefined
  /** Sentences on what became of the handler of the pattern. */
  readonly handled: string[]
  handedOff: boolean
  acknowledged: boolean
  readonly warnings: string[]
  readonly wouldHave: string[]
}

/** Everything that a step of the flow needs. */
export interface Step {
  readonly current: Case
  readonly request: TriageRequest
  readonly world: TriageWorld
  readonly writers: Writers
}

export function openCase(issue: Issue, identity: Identity, request: TriageRequest): Case {
  const { trigger } = request
  return {
    issue,
    identity,
    alert: trigger.kind === 'issue' ? trigger.alert : undefined,
    force: trigger.kind !== 'recovery' && trigger.force,
    assessment: undefined,
    attribution: undefined,
    evidence: undefined,
    pattern: undefined,
    scored: false,
    diagnosed: undefined,
    parent: undefined,
    score: undefined,
    decision: undefined,
    diagnosis: undefined,
    route: undefined,
    verdict: undefined,
    ticket: undefined,
    handled: [],
    handedOff: false,
    acknowledged: false,
    warnings: [],
    wouldHave: []
  }
}

export const notLookedUp = 'not looked up, because no ticket had to be written'

/** Facts for whatever is written about the case. */
export function ticketFactsOf(
  current: Case,
  score: Score,
  decision: Decision,
  request: TriageRequest,
  now: number
): TicketFacts {
  const { issue, identity, diagnosis, route } = current
  return {
    issue,
    alert: current.alert,
    trace: identity.trace,
    culprit: diagnosis?.culprit ?? unknown(notLookedUp),
    culpritUrl: diagnosis?.culpritUrl,
    culpritCommit: diagnosis?.culpritCommit ?? unknown(notLookedUp),
    fingerprint: known(identity.fingerprint),
    variants: identity.variants,
    messageTemplate: identity.messageTemplate,
    privacy: request.policy.privacy.mode,
    score,
    classification: diagnosis?.classification ?? { kind: 'none', evidence: notLookedUp },
    gates: current.verdict?.gates ?? [],
    evidence: evidenceFactsOf(current),
    route: route ?? { rule: 'default', team: undefined, why: notLookedUp, notes: [] },
    decision,
    runUrl: request.runUrl,
    now
  }
}

/** Hours of the chart. */
const CHART_HOURS = 48

/** What is told of the counts and their cause; `undefined` before they were judged. */
export function evidenceFactsOf(current: Case): ShownEvidence | undefined {
  const { assessment, evidence, decision, attribution, pattern, parent } = current
  if (assessment === undefined || evidence === undefined) return undefined
  const { facts, spike, q, swept, surroundings, thirdParty } = assessment
  const { impact, action, verdict } = evidence
  // Of an issue that nothing is written about nobody looks at a chart.
  const isShown = decision?.plan !== undefined
  return {
    spike,
    q,
    swept,
    impact,
    action,
    why: verdict,
    surroundings: surroundings && boundRising(surroundings),
    thirdParty,
    attribution,
    band: isShown && facts.known ? expectHours(facts.value, CHART_HOURS) : [],
    pattern,
    parent
  }
}

/** The largest rises; every issue of a cascade tells of all the others. */
const MOST_RISING = 25

function boundRising(surroundings: Surroundings): Surroundings {
  return 'rising' in surroundings
    ? { ...surroundings, rising: surroundings.rising.slice(0, MOST_RISING) }
    : surroundings
}
