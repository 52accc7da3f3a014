import type { OwnHook } from './alerting.js'
import { failed, ok, warning, type CheckStatus, type CheckUpRequest } from '../check.js'
import type { DatadogCheck } from './checks.js'
import type { WebhookPayload } from './facts.js'

const ID = 'datadog-webhook-payload'

/** https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event */
const MOST_KEYS = 10

const KINDS = ['new_issue', 'high_impact'] as const

type Json = Extract<WebhookPayload, { kind: 'json' }>

interface Problem {
  readonly status: Exclude<CheckStatus, 'ok'>
  readonly found: string
  readonly mend: string
}

/** One line for each webhook, with everything that is to be changed in it. */
export function judgePayload(hook: OwnHook, request: CheckUpRequest): DatadogCheck {
  const { name, webhook } = hook
  const place = `Integrations → Webhooks → ${name}`
  const problems = [...encodingProblems(hook), ...payloadProblems(hook, webhook.payload, request)]
  if (problems.length === 0) return ok(ID, `The webhook ${name} sends what a run reads.`)
  const found = `The webhook ${name} ${problems.map((problem) => problem.found).join('; ')}.`
  const mend = `In ${place}: ${problems.map((problem) => problem.mend).join('; ')}.`
  return problems.some(({ status }) => status === 'failed')
    ? failed(ID, found, mend)
    : warning(ID, found, mend)
}

function encodingProblems({ webhook }: OwnHook): readonly Problem[] {
  return webhook.encodesJson
    ? []
    : [
        {
          status: 'failed',
          found: 'is encoded as a form, which GitHub refuses',
          mend: 'untick "Encode as form"'
        }
      ]
}

function payloadProblems(
  hook: OwnHook,
  payload: WebhookPayload,
  request: CheckUpRequest
): readonly Problem[] {
  const object = hook.dispatch === 'repository' ? 'client_payload' : 'inputs'
  switch (payload.kind) {
    case 'default':
      return [
        {
          status: 'failed',
          found: "sends Datadog's own payload, which GitHub refuses",
          mend: `write a custom payload: ${example(hook)}`
        }
      ]
    case 'unreadable':
      return [
        {
          status: 'failed',
          found: 'has a payload that is no JSON object as it stands',
          mend: `put every variable into quotes, as in ${example(hook)}`
        }
      ]
    case 'json':
      return [
        ...dispatchProblems(hook, payload),
        ...identityProblems(payload, object),
        ...deliveryProblems(payload, object),
        ...kindProblems(hook, payload, { object, request })
      ]
  }
}

function dispatchProblems(
  { dispatch }: OwnHook,
  { eventType, hasRef, size, fields }: Json
): readonly Problem[] {
  if (dispatch === 'workflow') {
    return hasRef
      ? []
      : [{ status: 'failed', found: 'names no branch', mend: 'add "ref" with the default branch' }]
  }
  const problems: Problem[] = []
  if (eventType !== 'error-triage') {
    const sent = eventType === undefined ? 'sends no event_type' : `sends the event_type "${eventType}"`
    problems.push({ status: 'failed', found: sent, mend: 'write "event_type": "error-triage"' })
  }
  if (size > MOST_KEYS) {
    problems.push({
      status: 'failed',
      found: `sends ${size} keys in client_payload, of which GitHub takes ${MOST_KEYS}`,
      mend: 'keep the keys of the README'
    })
  }
  const schema = fields['schema']
  if (schema !== '1') {
    problems.push({
      status: schema === undefined ? 'warning' : 'failed',
      found: schema === undefined ? 'sends no schema' : `sends the schema "${schema}"`,
      mend: 'write "schema": "1"'
    })
  }
  return problems
}

/** `$TAGS[issue.id]` alone may stay empty: the marker in the text, or the scope, has to be sent too. */
function identityProblems({ fields }: Json, object: string): readonly Problem[] {
  const hasText = /\$(TEXT_ONLY_MSG|EVENT_MSG)/.test(fields['text'] ?? '')
  const hasScope = (fields['scope'] ?? '').includes('$ALERT_SCOPE')
  if (hasText && hasScope) return []
  const missing = [
    ...(hasText ? [] : ['"text": "$TEXT_ONLY_MSG"']),
    ...(hasScope ? [] : ['"scope": "$ALERT_SCOPE"'])
  ]
  return hasText || hasScope
    ? [
        {
          status: 'warning',
          found: `has the issue's id in ${hasText ? 'the text' : 'the scope'} alone`,
          mend: `add ${missing.join(' and ')} to ${object}`
        }
      ]
    : [
        {
          status: 'failed',
          found: "sends neither text nor scope, from which the issue's id is taken",
          mend: `add ${missing.join(' and ')} to ${object}`
        }
      ]
}

function deliveryProblems({ fields }: Json, object: string): readonly Problem[] {
  const wanted = [
    ['transition', '$ALERT_TRANSITION', 'sends no transition, so that recoveries start runs too'],
    ['cycle_key', '$ALERT_CYCLE_KEY', 'sends no cycle_key, so that a delivery that is retried counts again']
  ] as const
  return wanted.flatMap(([key, variable, found]): readonly Problem[] =>
    (fields[key] ?? '').includes(variable)
      ? []
      : [{ status: 'warning', found, mend: `add "${key}": "${variable}" to ${object}` }]
  )
}

/** Which kind of monitor fired is worth points, and comes from the webhook or from the list in the policy. */
function kindProblems(
  { monitors }: OwnHook,
  { fields }: Json,
  { object, request: { policy } }: { readonly object: string; readonly request: CheckUpRequest }
): readonly Problem[] {
  const kind = fields['monitor_kind']
  if (kind !== undefined && !KINDS.some((each) => each === kind)) {
    return [
      {
        status: 'failed',
        found: `sends the monitor_kind "${kind}", which a run refuses`,
        mend: 'write "new_issue" or "high_impact"'
      }
    ]
  }
  const others = monitors.filter(
    (monitor) => kind !== undefined && monitor.kind !== 'count' && monitor.kind !== kind
  )
  const [other] = others
  if (other !== undefined) {
    return [
      {
        status: 'failed',
        found: `says ${kind ?? ''} for every monitor, and "${other.name}" (${other.id}) is of the kind ${other.kind}`,
        mend: 'make a webhook for each kind, or leave monitor_kind out and list the ids under rubric.high-impact-monitors'
      }
    ]
  }
  if (kind !== undefined || policy === undefined || policy.rubric.points['high-impact'] === 0) return []
  if (policy.rubric.highImpactMonitors.length === 0) {
    return [
      {
        status: 'warning',
        found:
          'sends no monitor_kind, and rubric.high-impact-monitors lists none: the signal "High Impact" stays unknown',
        mend: `add "monitor_kind" (new_issue or high_impact) to ${object}, or list the ids in the policy file`
      }
    ]
  }
  return (fields['monitor_id'] ?? '').includes('$ALERT_ID')
    ? []
    : [
        {
          status: 'warning',
          found: 'sends no monitor_id, which rubric.high-impact-monitors is compared with',
          mend: `add "monitor_id": "$ALERT_ID" to ${object}`
        }
      ]
}

function example({ dispatch }: OwnHook): string {
  const fields =
    '"issue_id": "$TAGS[issue.id]", "text": "$TEXT_ONLY_MSG", "scope": "$ALERT_SCOPE", "monitor_id": "$ALERT_ID", ' +
    '"transition": "$ALERT_TRANSITION", "cycle_key": "$ALERT_CYCLE_KEY"'
  return dispatch === 'repository'
    ? `{"event_type": "error-triage", "client_payload": {"schema": "1", ${fields}}}`
    : `{"ref": "<default branch>", "inputs": {${fields}}}`
}
