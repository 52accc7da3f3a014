import type { FixReport } from './fix-record.js'

/** The action's outputs of a fix mode, in the order of action.yml. What is not known is an empty string. */
export function fixOutputsOf(
  { outcome, reason, record }: FixReport,
  reportPath: string
): ReadonlyMap<string, string> {
  const { bundle, pullRequest } = record
  const { request, agent } = bundle
  return new Map([
    ['outcome', outcome],
    ['reason', reason],
    ['issue-id', request.issue_id],
    ['fingerprint', request.fingerprint],
    ['score', String(request.score)],
    ['ticket-key', request.ticket_key],
    ['ticket-url', request.evidence.ticket_url],
    ['team', bundle.team],
    ['autofix-eligible', String(bundle.attemptId !== null)],
    ['fix-class', request.fix_class],
    ['pull-request-number', pullRequest === undefined ? '' : String(pullRequest.number)],
    ['pull-request-url', pullRequest?.url ?? ''],
    ['branch', bundle.branch],
    ['commit-sha', pullRequest?.commit ?? ''],
    // What the agent did not tell is not zero.
    ['cost-usd', agent?.usage.told === true ? agent.usage.usd.toFixed(4) : ''],
    ['report', reportPath]
  ])
}
