import { given, type Answer } from '../../../src/check-up/answer.js'
import type { Check, CheckUpRequest } from '../../../src/check-up/check.js'
import type {
  DatadogFacts,
  SeenIssue,
  SeenMonitor,
  WebhookFacts,
  WebhookPayload
} from '../../../src/check-up/datadog/facts.js'
import { judgeDatadog } from '../../../src/check-up/datadog/judge.js'
import type { Policy } from '../../../src/config/policy.js'
import { readPolicy } from '../../../src/config/read-policy.js'

export const DISPATCHES = 'https://api.github.com/repos/acme/shop/dispatches'

export const forbidden: Answer<never> = { kind: 'refused', status: 403, why: 'Datadog refused (403)' }
export const absent: Answer<never> = { kind: 'refused', status: 404, why: 'Datadog failed (404): not there' }
export const outage: Answer<never> = { kind: 'lost', why: 'Datadog gave no answer within 15 s' }

export const goodPayload: Extract<WebhookPayload, { kind: 'json' }> = {
  kind: 'json',
  eventType: 'error-triage',
  hasRef: false,
  size: 9,
  fields: {
    schema: '1',
    issue_id: '$TAGS[issue.id]',
    text: '$TEXT_ONLY_MSG',
    scope: '$ALERT_SCOPE',
    monitor_id: '$ALERT_ID',
    monitor_kind: 'new_issue',
    transition: '$ALERT_TRANSITION',
    cycle_key: '$ALERT_CYCLE_KEY'
  }
}

export function webhookOf(change: Partial<WebhookFacts> = {}): WebhookFacts {
  return {
    address: { kind: 'repository', url: DISPATCHES },
    encodesJson: true,
    authorization: { kind: 'variable', name: 'DISPATCH_TOKEN' },
    payload: goodPayload,
    ...change
  }
}

export function monitorOf(change: Partial<SeenMonitor> = {}): SeenMonitor {
  return {
    id: '7',
    name: 'New issues',
    kind: 'new_issue',
    groupedBy: 'issue.id',
    webhooks: ['error-triage'],
    marker: 'there',
    silence: undefined,
    ...change
  }
}

export function issueOf(id: string, change: Partial<SeenIssue> = {}): SeenIssue {
  return {
    id,
    state: 'OPEN',
    isYoung: false,
    isAssigned: false,
    hasCase: false,
    jiraKey: undefined,
    owners: [],
    countsUsers: false,
    countsSessions: false,
    ...change
  }
}

export function issuesOf(...issues: readonly SeenIssue[]): DatadogFacts['issues']['spans'] {
  return given({ issues, full: false })
}

export function monitorsOf(...errorTracking: readonly SeenMonitor[]): DatadogFacts['monitors'] {
  return given({ errorTracking, others: new Map([['9', 'metric alert']]), cut: false })
}

export function hooked(change: Partial<WebhookFacts>): DatadogFacts['webhooks'] {
  return [{ name: 'error-triage', answer: given(webhookOf(change)) }]
}

/** Everything as it should be. */
export function factsOf(change: Partial<DatadogFacts> = {}): DatadogFacts {
  return {
    place: { site: 'datadoghq.eu', pages: 'https://app.datadoghq.eu', apiUrl: undefined },
    apiKey: given(true),
    ownKey: given({ scopes: ['error_tracking_read', 'error_tracking_write'] }),
    issues: {
      spans: issuesOf(issueOf('a'), issueOf('b')),
      logs: issuesOf(),
      rum: issuesOf(issueOf('c', { countsUsers: true }))
    },
    events: { spans: given(true), logs: given(true), rum: given(true) },
    requests: given(true),
    deployments: given(true),
    monitors: monitorsOf(monitorOf()),
    webhooks: hooked({}),
    unreadWebhooks: [],
    variables: [{ name: 'DISPATCH_TOKEN', answer: given({ isSecret: true }) }],
    teams: given({ handles: ['checkout', 'platform'], cut: false }),
    ...change
  }
}

export function policyOf(text = ''): Policy {
  const result = readPolicy('policy.yml', `jira: { project: PPL }\n${text}`)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.policy
}

export function requestOf(policy: Policy | undefined = policyOf()): CheckUpRequest {
  return {
    policy,
    owner: 'acme',
    repo: 'shop',
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com'
  }
}

/** The lines of one id. */
export function linesOf(
  id: string,
  facts: Partial<DatadogFacts> = {},
  request: CheckUpRequest = requestOf()
): readonly Check[] {
  return judgeDatadog(factsOf(facts), request).filter((check) => check.id === id)
}

/** The only line of one id. */
export function lineOf(...asked: Parameters<typeof linesOf>): Check {
  const [line, ...more] = linesOf(...asked)
  if (line === undefined || more.length > 0) throw new Error(`${asked[0]}: ${1 + more.length} lines`)
  return line
}
