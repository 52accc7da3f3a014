import type { Alert } from '../event/trigger.js'
import type { Issue, IssueState } from '../issue/issue.js'
import { planTicket, type DedupePolicy, type TicketMatch, type TicketPlan } from './dedupe.js'
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
}

export interface DecisionFacts {
  readonly issue: Issue
  readonly alert: Alert | undefined
  readonly force: boolean
  readonly score: Score
  readonly matches: readonly TicketMatch[]
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
 * person, a ticket or a reopened one, has to reach the threshold.
 */
export function decide(facts: DecisionFacts, policy: DedupePolicy): Decision {
  const plan = planTicket(facts, policy)
  const { total, ticketAt } = facts.score
  const points = `${total} points, and a ticket needs ${ticketAt}`
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
      return { outcome: 'duplicate', reason: plan.match.by, why: describeMatch(plan.match), plan }
    case 'leave-closed':
      return { outcome: 'suppressed', reason: plan.reason, why: plan.why, plan }
    case 'create':
    case 'reopen':
    case 'create-linked': {
      if (total < ticketAt && !facts.force) {
        return { outcome: 'below-threshold', reason: 'score-below-threshold', why: points, plan: undefined }
      }
      if (plan.kind === 'create') {
        const forced = total < ticketAt
        return { outcome: 'ticketed', reason: forced ? 'forced' : 'new-bug', why: points, plan }
      }
      const reason = plan.kind === 'reopen' ? 'reopened' : 'new-after-closed'
      return { outcome: 'regression', reason, why: plan.why, plan }
    }
  }
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
