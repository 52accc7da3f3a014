import type { Decision } from '../flow/decision/decide.js'
import type { GateVerdict } from '../flow/decision/gates.js'
import type { Route } from '../flow/decision/router.js'
import { originOf, type Score } from '../flow/decision/rubric.js'
import type { Alert } from '../flow/event/trigger.js'
import { lineOf } from '../flow/issue/culprit.js'
import type { Issue, IssueDetails } from '../flow/issue/issue.js'
import { known, mapKnown, unknown, type Known } from '../flow/issue/known.js'
import { concealEvidence } from '../flow/ticket/error-message.js'
import { composeSummary } from '../flow/ticket/summary-line.js'
import { renderStack } from '../flow/ticket/stack-text.js'
import type { TicketFacts } from '../flow/ticket/ticket-facts.js'
import type { Culprit } from '../flow/issue/stack-trace.js'
import type { OutcomeRecord, RecordedCulprit } from '../report/outcome-record.js'
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
  score: Score | undefined
  decision: Decision | undefined
  diagnosis: Diagnosis | undefined
  route: Route | undefined
  verdict: GateVerdict | undefined
  ticket: { readonly key: string; readonly url: string } | undefined
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
    score: undefined,
    decision: undefined,
    diagnosis: undefined,
    route: undefined,
    verdict: undefined,
    ticket: undefined,
    handedOff: false,
    acknowledged: false,
    warnings: [],
    wouldHave: []
  }
}

/** The longest stack that the report and the summary show. */
const REPORT_STACK_CHARS = 16_000

const notLookedUp = 'not looked up, because no ticket had to be written'

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
    route: route ?? { rule: 'default', team: undefined, why: notLookedUp, notes: [] },
    decision,
    runUrl: request.runUrl,
    now
  }
}

/** The record of a case that came to its end, or of one that failed on the way. */
export function recordOf(current: Case, request: TriageRequest, now: number, failure?: Error): OutcomeRecord {
  const { issue, identity, decision, score, diagnosis, route } = current
  const facts = score && decision ? ticketFactsOf(current, score, decision, request, now) : undefined
  const culprit = diagnosis?.culprit ?? unknown<Culprit>(notLookedUp)
  const gates = current.verdict?.gates ?? []
  const told = diagnosis
    ? concealEvidence({ classification: diagnosis.classification, gates }, request.policy.privacy.mode)
    : { classification: undefined, gates }
  return {
    issueId: issue.id,
    issueUrl: issue.url,
    outcome: failure || !decision ? 'failed' : decision.outcome,
    reason: decision?.reason,
    why: decision?.why ?? failure?.message ?? '',
    service: issue.service,
    errorType: issue.errorType,
    title: facts ? composeSummary(facts) : titleOf(issue),
    env: originOf(issue, current.alert),
    score,
    ...told,
    route: route && { rule: route.rule, team: route.team?.name, why: route.why, notes: route.notes },
    fingerprint: known(identity.fingerprint),
    ...(identity.variants ? { variants: identity.variants } : {}),
    culprit: mapKnown(culprit, (found) => recordCulprit(found, diagnosis)),
    trend: issue.trend,
    stack: facts ? renderStack(facts, REPORT_STACK_CHARS) : unknown('triage did not come so far'),
    ticket: current.ticket,
    // A dry run does neither: it says what it would have done.
    handedOff: current.handedOff && current.wouldHave.length === 0,
    acknowledged: current.acknowledged && current.wouldHave.length === 0,
    warnings: current.warnings,
    wouldHave: current.wouldHave,
    ...(failure ? { error: { message: failure.message } } : {})
  }
}

function recordCulprit(culprit: Culprit, diagnosis: Diagnosis | undefined): RecordedCulprit {
  return {
    path: culprit.path,
    line: lineOf(culprit),
    function: culprit.frame.function,
    commit: diagnosis?.culpritCommit ?? unknown(notLookedUp),
    url: diagnosis?.culpritUrl,
    reason: culprit.reason
  }
}

/** The record of an issue that needed no look at its events: disqualified, or dropped by a limit. */
export function recordDropped(
  details: IssueDetails,
  ended: Pick<Decision, 'outcome' | 'reason' | 'why'>,
  env: Known<string>
): OutcomeRecord {
  const reason = `not asked for, because ${ended.why}`
  return {
    issueId: details.id,
    issueUrl: details.url,
    outcome: ended.outcome,
    reason: ended.reason,
    why: ended.why,
    service: details.service,
    errorType: details.errorType,
    title: titleOf(details),
    env,
    score: undefined,
    classification: undefined,
    gates: [],
    route: undefined,
    fingerprint: unknown(reason),
    culprit: unknown(reason),
    trend: unknown(reason),
    stack: unknown(reason),
    ticket: undefined,
    handedOff: false,
    acknowledged: false,
    warnings: [],
    wouldHave: []
  }
}

/** Without the message, which strict privacy may withhold. */
function titleOf(details: IssueDetails): string {
  return `[${details.service}] ${details.errorType}`
}
