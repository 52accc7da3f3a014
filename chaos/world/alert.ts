import type { StepOptions } from '../../services/runner/embedded-runner.js'

export interface Alert {
  readonly issueId: string
  /** Of the delivery: a webhook that is sent again has the same. */
  readonly cycle: string
  readonly switchedOn: boolean
}

/** A `repository_dispatch` as Datadog's webhook sends it. */
export function alertStep({ issueId, cycle, switchedOn }: Alert): Partial<StepOptions> {
  return {
    eventName: 'repository_dispatch',
    event: {
      action: 'error-triage',
      client_payload: {
        schema: '1',
        issue_id: '$TAGS[issue.id]',
        text: `An error needs attention.\ndd-issue-id=${issueId}`,
        scope: `issue.id:${issueId}`,
        monitor_id: '991204',
        monitor_kind: 'high_impact',
        transition: 'Triggered',
        cycle_key: cycle
      }
    },
    inputs: { 'autofix-enabled': String(switchedOn) }
  }
}
