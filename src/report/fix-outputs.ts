import { costOfCause } from '../flow/fix/diagnosis/cause-finding.js'
import { wantedOf } from '../flow/fix/fix-request.js'
import type { FixBundle } from '../flow/pull-request/fix-bundle.js'
import type { FixReport } from './fix-record.js'

/** The action's outputs of a fix mode, in the order of action.yml. What is not known is an empty string. */
export function fixOutputsOf(
  { outcome, reason, record }: FixReport,
  reportPath: string
): ReadonlyMap<string, string> {
  const { bundle, pullRequest } = record
  const { request } = bundle
  return new Map([
    ['outcome', outcome],
    ['reason', reason],
    ['issue-id', request.issue_id],
    ['fingerprint', request.fingerprint],
    ['score', String(request.score)],
    ['ticket-key', request.ticket_key],
    ['ticket-url', request.evidence.ticket_url],
    ['team', bundle.team],
    ['autofix-eligible', String(bundle.attemptId !== null && wantedOf(request) === 'fix')],
    ['fix-class', request.fix_class],
    ['pull-request-number', pullRequest === undefined ? '' : String(pullRequest.number)],
    ['pull-request-url', pullRequest?.url ?? ''],
    ['branch', bundle.branch],
    ['commit-sha', pullRequest?.commit ?? ''],
    ['cost-usd', costOf(bundle)],
    ['report', reportPath]
  ])
}

/** Of the diagnosis and the agent. What one of them did not tell is not zero. */
function costOf({ agent, cause }: FixBundle): string {
  const runs = [agent, cause?.run ?? null].filter((run) => run !== null)
  if (runs.length === 0 || runs.some(({ usage }) => !usage.told)) return ''
  return (costOfCause(cause?.run) + (agent?.usage.usd ?? 0)).toFixed(4)
}
