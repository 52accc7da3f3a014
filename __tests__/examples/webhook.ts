import { readFileSync } from 'node:fs'

/** What Datadog knows when a monitor alerts. https://docs.datadoghq.com/integrations/webhooks/#variables */
interface Variables {
  readonly issueId: string
  readonly transition?: string
  readonly cycleKey?: string
  /** Variables that stay as they are, as `$TAGS[issue.id]` does. */
  readonly unexpanded?: readonly string[]
}

interface Payload {
  readonly event_type: string
  readonly client_payload: Readonly<Record<string, string>>
}

/** The payload that the README tells people to give the webhook, as Datadog sends it. */
export function webhookPayload(variables: Variables): Payload {
  const { issueId, transition = 'Triggered', cycleKey = '5719283', unexpanded = [] } = variables
  const values: Readonly<Record<string, string>> = {
    $TEXT_ONLY_MSG: `A production error needs attention.\ndd-issue-id=${issueId}`,
    $ALERT_SCOPE: `issue.id:${issueId}`,
    $ALERT_ID: '991204',
    $ALERT_TRANSITION: transition,
    $ALERT_CYCLE_KEY: cycleKey
  }
  const { event_type, client_payload } = readmePayload()
  const filled = Object.entries(client_payload).map(([name, value]) => [
    name,
    unexpanded.includes(value) ? value : (values[value] ?? value)
  ])
  return { event_type, client_payload: Object.fromEntries(filled) as Payload['client_payload'] }
}

function readmePayload(): Payload {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const blocks = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, block = '']) => block)
  const payload = blocks.find((block) => block.includes('"event_type"'))
  if (payload === undefined) throw new Error('The README shows no payload of the webhook')
  return JSON.parse(payload) as Payload
}

/** The same identifiers for a `workflow_dispatch`, whose inputs carry no schema. */
export function webhookInputs(variables: Variables): Readonly<Record<string, string>> {
  const { schema: _schema, ...inputs } = webhookPayload(variables).client_payload
  return inputs
}
