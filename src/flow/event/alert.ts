import { findIssueId, isIssueId } from './issue-id.js'

export type MonitorKind = 'new_issue' | 'high_impact'

/** What a Datadog monitor said about the alert. Everything is optional: webhooks leave fields empty. */
export interface Alert {
  readonly monitorId: string | undefined
  readonly monitorKind: MonitorKind | undefined
  readonly service: string | undefined
  readonly env: string | undefined
  /** The alert cycle with the transition: the same key twice is a delivery that was retried. */
  readonly cycleKey: string | undefined
}

/** Fields of an alert, wherever the webhook put them. */
export interface AlertReading {
  readonly alert: Alert
  /** Nothing of the alert is there: a person started the run. */
  readonly isBare: boolean
  /** `undefined` when no field names one. */
  readonly issueId: string | undefined
  /** The field that named it, as people read it: `client_payload.text`, `workflow input issue_id`. */
  readonly foundIn: string
  /** `undefined` for an error; else what the monitor reported instead (Recovered, No Data, …). */
  readonly dropped: string | undefined
  /** Each says what was seen and what to write instead. */
  readonly problems: readonly string[]
}

export type Fields = Readonly<Record<string, unknown>>

/** Long enough for every alert message that Datadog sends, short enough to search without a thought. */
const MAX_FIELD_CHARS = 20_000

/** Transitions that report an error. Everything else (Recovered, No Data, …) is dropped. */
const ALERTING = new Set(['triggered', 're-triggered', 'renotify', 'warn', 're-warn'])

/** Reads the fields that Datadog's webhook fills; `where` is written before a field's name, such as `client_payload.`. */
export function readAlert(fields: Fields, where: string): AlertReading {
  const problems: string[] = []
  const field = (name: string): string | undefined => readField(fields[name], `${where}${name}`, problems)
  const schema = field('schema')
  if (schema !== undefined && schema !== '1') {
    problems.push(
      `${where}schema is ${quote(schema)}; this version understands 1. Update the webhook's payload.`
    )
  }
  const transition = field('transition')
  const kind = field('monitor_kind')
  if (kind !== undefined && kind !== 'new_issue' && kind !== 'high_impact') {
    problems.push(`${where}monitor_kind is ${quote(kind)}; write new_issue or high_impact.`)
  }
  const direct = field('issue_id')?.toLowerCase()
  if (direct !== undefined && !isIssueId(direct)) problems.push(malformedId(`${where}issue_id`, direct))
  const [text, scope] = direct === undefined ? [field('text'), field('scope')] : [undefined, undefined]
  const found = findIssueId({ text, scope })
  const alert: Alert = {
    monitorId: field('monitor_id'),
    monitorKind: kind === 'new_issue' || kind === 'high_impact' ? kind : undefined,
    service: field('service'),
    env: field('env'),
    cycleKey: deliveryOf(field('cycle_key'), transition)
  }
  const said = [text, scope, transition, kind, alert.monitorId, alert.service, alert.env, alert.cycleKey]
  return {
    alert,
    isBare: said.every((each) => each === undefined),
    issueId: direct ?? found?.issueId,
    foundIn: `${where}${found?.foundIn ?? 'issue_id'}`,
    dropped: transition !== undefined && !ALERTING.has(transition.toLowerCase()) ? transition : undefined,
    problems
  }
}

/** A renewed notification belongs to the same cycle as the first, and is news all the same. */
function deliveryOf(cycleKey: string | undefined, transition: string | undefined): string | undefined {
  return cycleKey === undefined || transition === undefined
    ? cycleKey
    : `${cycleKey} ${transition.toLowerCase()}`
}

/** Empty, `null` as text and variables that Datadog left unexpanded count as not given. */
function readField(value: unknown, name: string, problems: string[]): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') {
    problems.push(
      `${name} is ${Array.isArray(value) ? 'a list' : `of type ${typeof value}`}; write a string.`
    )
    return undefined
  }
  const text = String(value).slice(0, MAX_FIELD_CHARS).trim()
  return text === '' || text === 'null' || /^\$[A-Z_]+(\[[^\]]{0,100}\])?$/.test(text) ? undefined : text
}

/** What is wrong with an id that is no issue id, and what to write. */
export function malformedId(where: string, seen: string): string {
  return `${where} is ${quote(seen)}, which is not an issue id. Write the UUID at the end of the issue's Datadog URL.`
}

/** As it stands in a message: in quotes, and never long. */
export function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80))
}
