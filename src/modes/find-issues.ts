import { chooseIssues } from '../flow/decision/choose-issues.js'
import { disqualify } from '../flow/decision/decide.js'
import { scoreIssue } from '../flow/decision/rubric.js'
import { isInShard, WHOLE, type Shard } from '../flow/event/shard.js'
import type { IssueDetails } from '../flow/issue/issue.js'
import { unknown } from '../flow/issue/known.js'
import type { TriageRequest, TriageWorld } from './world.js'

export interface FoundForRun {
  /** In the order in which they were found, those included that are left to another run. */
  readonly all: readonly IssueDetails[]
  /** Beyond the limit of issues. */
  readonly left: readonly IssueDetails[]
  /** Why these are not all that match; one sentence each. */
  readonly why: readonly string[]
}

/** The issues that the run is about: of a sweep, those of its shard, as many as it may look at. */
export async function findIssues(request: TriageRequest, world: TriageWorld): Promise<FoundForRun> {
  const { trigger, policy } = request
  if (trigger.kind === 'issue')
    return { all: [await world.issues.readIssue(trigger.issueId)], left: [], why: [] }
  if (trigger.kind === 'recovery') return { all: [], left: [], why: [] }
  const shard = shardOf(request)
  const { issues, truncated, unseen } = await world.issues.searchIssues(trigger.query)
  const isOwn = ({ id }: IssueDetails): boolean => isInShard(id, shard)
  const all = issues.filter(isOwn)
  // What takes no look at its events takes no place. Every shard chooses among all issues alike, and takes its own of them.
  const choice = chooseIssues(
    issues.filter(({ state }) => disqualify(state, policy.rubric.disqualifiedStates) === undefined),
    policy.limits.issues,
    { importance: (issue) => importanceOf(issue, request, world.clock.now()), now: world.clock.now() }
  )
  const left = choice.left.filter(isOwn)
  const why = [
    ...(truncated ? [unseen ?? 'Datadog listed no more than 100 issues'] : []),
    ...(shard.count === WHOLE.count
      ? []
      : [`shard ${shard.index}/${shard.count} has ${all.length} of the ${issues.length} issues that match`]),
    ...(left.length === 0
      ? []
      : [
          `the query matches ${issues.length} issues, and limits.issues-per-run is ${policy.limits.issues}: ${left.length} were left for the ` +
            'next runs, which come to them in turn'
        ])
  ]
  if (truncated || left.length > 0) {
    world.log.warning('The sweep did not look at every issue', { why: why.join('; ') })
  }
  return { all, left, why }
}

/** The part of a sweep that this run does. */
export function shardOf({ trigger }: Pick<TriageRequest, 'trigger'>): Shard {
  return trigger.kind === 'sweep' ? (trigger.shard ?? WHOLE) : WHOLE
}

/** The score as far as it is known before any event was read. */
function importanceOf(details: IssueDetails, { policy }: TriageRequest, now: number): number {
  const unread = unknown('not asked for yet')
  const issue = { ...details, trend: unread, sample: unread, recent: [] }
  const facts = { issue, alert: undefined, hasTicket: false, evidence: undefined, now }
  return scoreIssue(facts, policy.rubric).total
}
