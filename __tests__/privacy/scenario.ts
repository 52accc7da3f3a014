import type { ErrorSeed } from '../../services/datadog/seeds.js'
import { seedError } from '../../services/datadog/seeds.js'
import type { StepOptions } from '../../services/runner/embedded-runner.js'
import { credentials, type Stage } from '../../services/stage.js'

const MINUTE = 60_000

/** An error of the last hours; answers with the issue's id. */
export function seedRecent(stage: Stage, seed: ErrorSeed, count = 40): string {
  const now = Date.now()
  const times = Array.from({ length: count }, (_, index) => now - MINUTE - index * 10 * MINUTE)
  return seedError(stage.datadog, seed, times).id
}

/** A `repository_dispatch` as the webhook of a High Impact monitor sends it. */
export function alertOf(
  issueId: string,
  payload: Readonly<Record<string, unknown>> = {}
): Partial<StepOptions> {
  return {
    eventName: 'repository_dispatch',
    event: {
      action: 'error-triage',
      client_payload: { schema: '1', issue_id: issueId, monitor_kind: 'high_impact', ...payload }
    }
  }
}

/** What a person does in Datadog's pages. */
export async function resolveIssue(stage: Stage, issueId: string): Promise<void> {
  const reply = await fetch(`${stage.datadog.url}/api/v2/error-tracking/issues/${issueId}/state`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'dd-api-key': credentials.datadogApiKey,
      'dd-application-key': credentials.datadogAppKey
    },
    body: JSON.stringify({
      data: { id: issueId, type: 'error_tracking_issue', attributes: { state: 'RESOLVED' } }
    })
  })
  if (!reply.ok) throw new Error(`Datadog answered ${reply.status}: ${await reply.text()}`)
}
