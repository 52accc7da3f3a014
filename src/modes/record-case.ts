import type { Decision } from '../flow/decision/decide.js'
import { originOf } from '../flow/decision/rubric.js'
import { lineOf } from '../flow/issue/culprit.js'
import type { IssueDetails } from '../flow/issue/issue.js'
import { known, mapKnown, unknown, type Known } from '../flow/issue/known.js'
import type { Culprit } from '../flow/issue/stack-trace.js'
import { concealEvidence } from '../flow/ticket/error-message.js'
import { renderStack } from '../flow/ticket/stack-text.js'
import { composeSummary } from '../flow/ticket/summary-line.js'
import type { OutcomeRecord, RecordedCulprit } from '../report/outcome-record.js'
import { evidenceFactsOf, notLookedUp, ticketFactsOf, type Case } from './case.js'
import type { Diagnosis } from './understand.js'
import type { TriageRequest } from './world.js'

/** The longest stack that the report and the summary show. */
const REPORT_STACK_CHARS = 16_000

/** The record of a case that came to its end, or of one that failed on the way. */
export function recordOf(current: Case, request: TriageRequest, now: number, failure?: Error): OutcomeRecord {
  const { issue, identity, decision, score, diagnosis, route } = current
  const facts = score && decision ? ticketFactsOf(current, score, decision, request, now) : undefined
  const culprit = diagnosis?.culprit ?? unknown<Culprit>(notLookedUp)
  const gates = current.verdict?.gates ?? []
  const evidence = evidenceFactsOf(current)
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
    platform: issue.platform,
    messageTemplate: identity.messageTemplate,
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
    escalated: decision?.escalated === true,
    acknowledged: current.acknowledged && current.wouldHave.length === 0,
    ...(evidence ? { evidence } : {}),
    handled: current.handled,
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
    platform: details.platform,
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
    escalated: false,
    acknowledged: false,
    handled: [],
    warnings: [],
    wouldHave: []
  }
}

/** Without the message, which strict privacy may withhold. */
function titleOf(details: IssueDetails): string {
  return `[${details.service}] ${details.errorType}`
}
