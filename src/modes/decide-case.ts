import { decide } from '../flow/decision/decide.js'
import type { TicketMatch } from '../flow/decision/dedupe.js'
import { judgeAutofix } from '../flow/decision/evidence/judge-autofix.js'
import { judgeEvidence } from '../flow/decision/evidence/judge-evidence.js'
import { lowerByDiagnosis } from '../flow/decision/lower-by-diagnosis.js'
import { matchPatterns } from '../flow/decision/patterns/match-patterns.js'
import { patternFactsOf } from '../flow/decision/patterns/pattern-facts.js'
import type { PatternVerdict } from '../flow/decision/patterns/pattern.js'
import type { SpikeTest } from '../flow/decision/spike/spike-test.js'
import { originOf, scoreIssue } from '../flow/decision/rubric.js'
import { findCulprit } from '../flow/issue/culprit.js'
import type { Impact } from '../flow/issue/issue.js'
import { known, unknown, type Known } from '../flow/issue/known.js'
import type { Case } from './case.js'
import type { TriageRequest } from './world.js'

/** From what is known of the case to one decision: evidence, known patterns, score. Asks for nothing. */
export function decideCase(
  current: Case,
  matches: readonly TicketMatch[],
  request: TriageRequest,
  now: number
): void {
  const { policy } = request
  const { issue, alert, force } = current
  // The gates of the decision before are not those of this one: the ticket of a faster run may be handed off already.
  current.verdict = undefined
  current.scored = false
  judgeCounts(current, request)
  current.pattern = knownPattern(current, request, now)
  const { evidence, pattern } = current
  const hasTicket = matches.some(({ by }) => by === 'same-issue')
  current.score = scoreIssue({ issue, alert, hasTicket, evidence, now }, policy.rubric)
  current.decision = decide(
    { issue, alert, force, score: current.score, matches, evidence, pattern, now },
    policy.dedupe
  )
  // The score filed it: then nothing hangs on a rise that is not certain.
  if (evidence?.action === 'unconfirmed' && current.decision.reason !== 'evidence-unconfirmed') {
    current.scored = true
    judgeCounts(current, request)
  }
}

/** What the counts are worth: how sure it is that they rise, and how much it matters. */
export function judgeCounts(current: Case, { policy }: TriageRequest): void {
  const { assessment, issue, attribution } = current
  if (assessment === undefined) return
  const { spike, facts } = assessment
  const requests = facts.known ? facts.value.requests?.count : undefined
  const impact = {
    requests:
      requests === undefined ? unknown('nobody counts the requests of this service') : known(requests),
    users: usersOfRise(issue.impact, spike),
    service: issue.service,
    operation: issue.sample.known ? issue.sample.value.operation : issue.sample
  }
  const judged = { ...assessment, test: spike, impact, attribution }
  const verdict = judgeEvidence(judged, policy.evidence)
  current.evidence =
    current.scored && verdict.action === 'unconfirmed'
      ? { ...verdict, action: 'log', autofix: judgeAutofix(judged, 'log') }
      : verdict
}

/** Users are counted over a day or so; of those, as many as the rise has a share in the errors of that time. */
function usersOfRise({ users, occurrences }: Impact, spike: Known<SpikeTest>): Known<number> {
  if (!users.known || !spike.known) return users
  const { excess } = spike.value
  if (!occurrences.known || occurrences.value <= 0) return users
  return known(Math.round(users.value * Math.min(1, Math.max(0, excess) / occurrences.value)))
}

/** What the known patterns say, lowered by what people have confirmed of the bug. */
function knownPattern(current: Case, { policy }: TriageRequest, now: number): PatternVerdict {
  const { issue, identity, alert, diagnosed } = current
  const culprit = identity.trace.known ? findCulprit(identity.trace.value, undefined) : identity.trace
  const { messageTemplate, fingerprint } = identity
  const facts = { issue, environment: originOf(issue, alert), messageTemplate, fingerprint, culprit }
  const verdict = matchPatterns(patternFactsOf(facts), policy.patterns, now)
  const { tier, why } = lowerByDiagnosis(verdict.tier ?? 'ticket', diagnosed)
  if (why === undefined || tier === (verdict.tier ?? 'ticket')) return verdict
  return { ...verdict, tier, why: `${verdict.why}; ${why}` }
}
