import type { DatadogFacts } from '../../check-up/datadog/facts.js'
import { DatadogClient, type ClientOptions } from './client.js'
import { tryDeployments, tryRequests } from './examine-context.js'
import { seeIssues, tryEvents } from './examine-issues.js'
import { findOwnKey, validateApiKey } from './examine-keys.js'
import { listMonitors } from './examine-monitors.js'
import { listTeams } from './examine-teams.js'
import { readWebhooks } from './examine-webhooks.js'
import type { RequestMetric } from './requests.js'
import { appBaseUrl } from './sites.js'

export interface DatadogExamination extends ClientOptions {
  /** `datadog.requests` of the policy; absent when the policy cannot be read. */
  readonly requests?: readonly RequestMetric[]
}

/**
 * Everything that a run needs of Datadog, asked for side by side in fewer than twenty requests. It only reads: of the requests that are
 * POST, each is a search. What Datadog refuses is an answer; only a defect of ours rejects.
 */
export async function examineDatadog(options: DatadogExamination): Promise<DatadogFacts> {
  const { site, apiUrl, appKey, clock } = options
  const client = new DatadogClient(options)
  const examination = { client, site, clock }
  const alerts = async () => {
    const monitors = await listMonitors(client, clock)
    return { monitors, ...(await readWebhooks(client, monitors)) }
  }
  const [apiKey, ownKey, teams, requests, deployments, alerting, issues, events] = await Promise.all([
    validateApiKey(client),
    findOwnKey(client, appKey),
    listTeams(client),
    tryRequests(examination, options.requests ?? []),
    tryDeployments(examination),
    alerts(),
    Promise.all([
      seeIssues(examination, 'spans'),
      seeIssues(examination, 'logs'),
      seeIssues(examination, 'rum')
    ]),
    Promise.all([
      tryEvents(examination, 'spans'),
      tryEvents(examination, 'logs'),
      tryEvents(examination, 'rum')
    ])
  ])
  return {
    place: { site, pages: appBaseUrl(site), apiUrl },
    apiKey,
    ownKey,
    teams,
    requests,
    deployments,
    ...alerting,
    issues: { spans: issues[0], logs: issues[1], rum: issues[2] },
    events: { spans: events[0], logs: events[1], rum: events[2] }
  }
}
