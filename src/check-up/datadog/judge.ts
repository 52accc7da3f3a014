import type { CheckUpRequest } from '../check.js'
import { datadogChecks, type DatadogCheck, type DatadogCheckId } from './checks.js'
import type { DatadogFacts } from './facts.js'
import { judgeDeployments, judgeRequests } from './judge-context.js'
import { judgeAutoAssign, judgeIssueSearch, judgeNativeTickets, judgeUserCounts } from './judge-issues.js'
import {
  judgeAcknowledge,
  judgeApiKey,
  judgeApplicationKey,
  judgeEvents,
  judgeSite,
  waitFor
} from './judge-keys.js'
import { judgeMonitors } from './judge-monitors.js'
import { judgeDatadogTeams } from './judge-teams.js'
import { judgeWebhooks } from './judge-webhooks.js'

/** Every line of `datadogChecks`, in its order; what hangs on a key that Datadog does not accept waits for that key. */
export function judgeDatadog(facts: DatadogFacts, request: CheckUpRequest): readonly DatadogCheck[] {
  const apiKey = judgeApiKey(facts)
  const first = [apiKey, judgeSite(facts)]
  if (apiKey.status === 'failed') return [...first, ...waitFor(idsAfter('datadog-site'), 'API key')]
  const applicationKey = judgeApplicationKey(facts)
  const keys = [...first, applicationKey]
  if (applicationKey.status === 'failed') {
    return [...keys, ...waitFor(idsAfter('datadog-application-key'), 'application key')]
  }
  return [
    ...keys,
    judgeIssueSearch(facts),
    ...judgeEvents(facts),
    judgeRequests(facts, request),
    judgeDeployments(facts),
    judgeAcknowledge(facts, request),
    ...judgeMonitors(facts, request),
    ...judgeWebhooks(facts, request),
    ...judgeDatadogTeams(facts, request),
    judgeNativeTickets(facts),
    judgeAutoAssign(facts, request),
    judgeUserCounts(facts, request)
  ]
}

function idsAfter(id: DatadogCheckId): readonly DatadogCheckId[] {
  const ids = Object.keys(datadogChecks) as readonly DatadogCheckId[]
  return ids.slice(ids.indexOf(id) + 1)
}
