import { afterEach } from '@jest/globals'
import { EmbeddedDatadog, type DatadogOptions } from '../../../services/datadog/datadog.js'
import { errorTrackingMonitor } from '../../../services/datadog/monitor.js'
import type { LoggedRequest } from '../../../services/kit/service.js'
import { examineDatadog, type DatadogExamination } from '../../../src/adapters/datadog/examine-datadog.js'
import type { DatadogFacts } from '../../../src/check-up/datadog/facts.js'
import { NOW } from './stage.js'

export const API_KEY = 'the-api-key'
export const APP_KEY = 'the-app-key-1234'
export const DISPATCHES = 'https://api.github.com/repos/acme/shop/dispatches'

export const PAYLOAD = {
  event_type: 'error-triage',
  client_payload: {
    schema: '1',
    issue_id: '$TAGS[issue.id]',
    text: '$TEXT_ONLY_MSG',
    scope: '$ALERT_SCOPE',
    monitor_id: '$ALERT_ID',
    monitor_kind: 'new_issue',
    transition: '$ALERT_TRANSITION',
    cycle_key: '$ALERT_CYCLE_KEY',
    env: 'production'
  }
}

export const HEADERS = { Authorization: 'Bearer $DISPATCH_TOKEN', Accept: 'application/vnd.github+json' }

export interface Surgery {
  readonly datadog: EmbeddedDatadog
  readonly examine: () => Promise<DatadogFacts>
  readonly requests: () => readonly LoggedRequest[]
}

const running: EmbeddedDatadog[] = []

afterEach(async () => {
  for (const datadog of running.splice(0)) await datadog.stop()
})

/** A started Datadog to look at; the clock stands still and waits take no time. */
export async function openSurgery(
  service: Partial<DatadogOptions> = {},
  options: Partial<DatadogExamination> = {}
): Promise<Surgery> {
  const datadog = new EmbeddedDatadog({ now: () => NOW, apiKey: API_KEY, appKey: APP_KEY, ...service })
  running.push(datadog)
  const url = await datadog.start()
  const clock = { now: () => NOW, sleep: () => Promise.resolve() }
  return {
    datadog,
    examine: () =>
      examineDatadog({
        site: 'datadoghq.eu',
        apiUrl: url,
        apiKey: API_KEY,
        appKey: APP_KEY,
        retry: { attempts: 2, baseMs: 10, maximumWaitMs: 60_000, random: () => 0.5, clock },
        clock,
        ...options
      }),
    requests: () => datadog.service.requests
  }
}

/** A monitor, its webhook and the variable of its token, as the README has them. */
export function seedAlerting(datadog: EmbeddedDatadog): void {
  datadog.seedMonitor(errorTrackingMonitor({ kind: 'new', webhook: 'error-triage', id: 7 }))
  datadog.seedWebhook({
    name: 'error-triage',
    url: DISPATCHES,
    customHeaders: JSON.stringify(HEADERS),
    payload: JSON.stringify(PAYLOAD)
  })
  datadog.seedVariable({ name: 'DISPATCH_TOKEN', value: 'ghp_secret' })
}
