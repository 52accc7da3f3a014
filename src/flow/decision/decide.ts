import type { Alert } from '../event/trigger.js'
import type { Issue, IssueState } from '../issue/issue.js'
import { planTicket, type DedupePolicy, type TicketMatch, type TicketPlan } from './dedupe.js'
import type { EvidenceVerdict } from './evidence/judge-evidence.js'
import type { PatternVerdict } from './patterns/pattern.js'
import type { TriageOutcome, TriageReason } from './reasons.js'
import type { DisqualifyingState, Score } from './rubric.js'

/** What triage will do about one issue, with the one reason for it. */
export interface Decision {
  readonly outcome: Exclude<TriageOutcome, 'swept'>
  readonly reason: TriageReason
  /** One sentence with the facts. */
  readonly why: string
  /** `undefined`: nothing is written to Jira. */
  readonly plan: TicketPlan | undefined
  /** The ticket is for somebody to look at now: absent where it can wait for its turn. */
  readonly escalated?: true
}

export interface DecisionFacts {
  readonly issue: Issue
  readonly alert: Alert | undefined
  readonly force: boolean
  readonly score: Score
  readonly matches: readonly TicketMatch[]
  readonly evidence: EvidenceVerdict | undefined
  /** What the known patterns say, a confirmed diagnosis taken into account. */
  readonly pattern: PatternVerdict | undefined
  /** Milliseconds since the epoch. */
  readonly now: number
}

const disqualifyingReasons = { IGNORED: 'state-ignored', EXCLUDED: 'state-excluded' } as const

/** Ends triage before anything else is asked of a vendor. */
export function disqualify(
  state: IssueState,
  disqualifying: readonly DisqualifyingState[]
): Decision | undefined {
  const found = disqualifying.find((each) => each === state)
  if (found === undefined) return undefined
  return {
    outcome: 'disqualified',
    reason: disqualifyingReasons[found],
    why: `the issue is ${found} in Datadog`,
    plan: undefined
  }
}

/**
 * An open ticket is kept up to date whatever the score says, because it is there already; anything that would be new to a
 * person, a ticket or a reopened one, has to reach the threshold, unless a known pattern or the evidence says otherwise. A person who
 * forces it is asked no questions.
 */
export function decide(facts: DecisionFacts, policy: DedupePolicy): Decision {
  const { pattern, force } = facts
  const silenced = force ? undefined : silence(pattern)
  if (silenced) return silenced
  const dedupHours = pattern?.pattern?.dedupHours
  const plan = planTicket(
    facts,
    dedupHours === undefined ? policy : { ...policy, notifyEveryHours: dedupHours }
  )
  const escalated = isEscalated(facts) ? ({ escalated: true } as const) : {}
  switch (plan.kind) {
    case 'nothing':
      return {
        outcome: 'duplicate',
        reason: plan.reason,
        why:
          plan.reason === 'nothing-new'
            ? `${plan.match.ticket.key} is open, and the issue had no event since it was told there`
            : `${plan.match.ticket.key} has this alert already`,
        plan
      }
    case 'update':
      return {
        outcome: 'duplicate',
        reason: plan.match.by,
        why: describeMatch(plan.match),
        plan,
        ...escalated
      }
    case 'leave-closed':
      return { outcome: 'suppressed', reason: plan.reason, why: plan.why, plan }
    case 'create':
    case 'reopen':
    case 'create-linked': {
      const verdict = judgeNews(facts)
      if (verdict.outcome !== 'ticketed') return { ...verdict, plan: undefined }
      if (plan.kind === 'create') return { ...verdict, plan, ...escalated }
      const reason = plan.kind === 'reopen' ? 'reopened' : 'new-after-closed'
      return { outcome: 'regression', reason, why: plan.why, plan, ...escalated }
    }
  }
}

/** Errors that people have said not to file. */
function silence(verdict: PatternVerdict | undefined): Decision | undefined {
  if (verdict?.tier !== 'ignore' && verdict?.tier !== 'digest') return undefined
  const reason = verdict.tier === 'ignore' ? 'pattern-ignore' : 'pattern-digest'
  return { outcome: 'suppressed', reason, why: verdict.why, plan: undefined }
}

function isEscalated({ pattern, evidence }: DecisionFacts): boolean {
  return pattern?.tier === 'escalate' || evidence?.action === 'page'
}

type News = Pick<Decision, 'reason' | 'why'> & {
  readonly outcome: 'ticketed' | 'below-threshold' | 'suppressed'
}

/** Whether what nobody has been told of is worth telling: the strongest word first. */
function judgeNews({ score, force, pattern, evidence }: DecisionFacts): News {
  const { total, ticketAt } = score
  const points = `${total} points, and a ticket needs ${ticketAt}`
  const reaches = total >= ticketAt
  const forced: News = { outcome: 'ticketed', reason: reaches ? 'new-bug' : 'forced', why: points }
  if (force) return forced
  if (pattern?.tier === 'ticket' || pattern?.tier === 'escalate') {
    return {
      outcome: 'ticketed',
      reason: reaches ? 'new-bug' : 'known-pattern',
      why: reaches ? points : pattern.why
    }
  }
  switch (evidence?.action) {
    case 'hold':
      return { outcome: 'suppressed', reason: 'evidence-hold', why: evidence.why }
    case 'unconfirmed':
      if (reaches) break
      return { outcome: 'ticketed', reason: 'evidence-unconfirmed', why: evidence.why }
    case 'ticket':
    case 'page':
      if (reaches) break
      return { outcome: 'ticketed', reason: 'evidence-ticket', why: evidence.why }
    case 'log':
    case 'retest':
    case 'persist':
    case undefined:
  }
  return reaches
    ? { outcome: 'ticketed', reason: 'new-bug', why: points }
    : { outcome: 'below-threshold', reason: 'score-below-threshold', why: points }
}

function describeMatch({ ticket, by }: TicketMatch): string {
  switch (by) {
    case 'same-issue':
      return `${ticket.key} is open and carries this issue's id`
    case 'same-fingerprint':
      return `${ticket.key} is open and stands for the same bug in another Datadog issue`
    case 'native-ticket':
      return `${ticket.key} was made by Datadog's own integration`
  }
}
