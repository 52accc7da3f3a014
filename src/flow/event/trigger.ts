import { findIssueId, isIssueId } from './issue-id.js'
import { MOST_SHARDS, readShard, WHOLE, type Shard } from './shard.js'

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

/** What the run was asked to do. */
export type Trigger =
  | {
      readonly kind: 'issue'
      readonly issueId: string
      /** Where the id was found: `input issue-id`, `client_payload.text`, … */
      readonly foundIn: string
      readonly alert: Alert | undefined
      readonly force: boolean
    }
  | {
      readonly kind: 'sweep'
      readonly query: string
      readonly force: boolean
      /** The part of it that this run does; absent when it does all of it. */
      readonly shard?: Shard
    }
  /** A recovery or a no-data transition: nothing to do. */
  | { readonly kind: 'recovery'; readonly transition: string; readonly issueId: string | undefined }
  /** Nothing that can be acted on; each problem says what was seen and what to write instead. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

export interface TriggerSource {
  readonly eventName: string
  /** The parsed event file. */
  readonly payload: unknown
  /** The action's own inputs; an empty string is "not given". */
  readonly inputs: {
    readonly issueId: string
    readonly query: string
    readonly forceFix: boolean
    /** `i/n`; by default the whole. */
    readonly shard?: string
  }
}

/** https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event */
const MAX_PAYLOAD_KEYS = 10
/** Long enough for every alert message that Datadog sends, short enough to search without a thought. */
const MAX_FIELD_CHARS = 20_000

/** Transitions that report an error. Everything else (Recovered, No Data, …) is dropped. */
const ALERTING = new Set(['triggered', 're-triggered', 'renotify', 'warn', 're-warn'])

/**
 * Reads what started the run. The action's inputs win over the event, because a person wrote them for this run.
 * The event is data from outside: it is bounded here, and nothing but identifiers is taken from it.
 */
export function readTrigger(source: TriggerSource): Trigger {
  const { inputs } = source
  if (inputs.issueId !== '' && inputs.query !== '') {
    return refused([
      'Inputs "issue-id" and "query" are both set. Give one: an issue to triage, or a query to sweep.'
    ])
  }
  const shard = readShard(inputs.shard ?? '')
  if (shard === undefined) {
    return refused([
      `Input "shard" is ${quote(inputs.shard ?? '')}; write the number of this job and how many there are, such as 2/8: from 1/n to ` +
        `n/n, with at most ${MOST_SHARDS} jobs.`
    ])
  }
  if (inputs.query !== '') {
    const part = shard.count === WHOLE.count ? {} : { shard }
    return { kind: 'sweep', query: inputs.query, force: inputs.forceFix, ...part }
  }
  if (shard.count > 1) {
    return refused([
      `Input "shard" is ${quote(inputs.shard ?? '')}, but there is no query to split: each of the ${shard.count} jobs would triage the same ` +
        'issue. Set the input "query", or leave "shard" out.'
    ])
  }
  const event = isRecord(source.payload) ? source.payload : {}
  const dispatch =
    source.eventName === 'repository_dispatch' ? readDispatch(event, inputs.issueId) : undefined
  if (dispatch?.kind === 'refused' || dispatch?.kind === 'recovery') return dispatch
  if (inputs.issueId !== '') {
    return fromInput(inputs.issueId, 'input issue-id', inputs.forceFix, dispatch?.alert)
  }
  if (dispatch) return { ...dispatch, force: inputs.forceFix }
  if (source.eventName === 'workflow_dispatch') return readManual(event, inputs.forceFix)
  return refused([
    `Nothing to triage: the event "${source.eventName}" names no issue. Set the input "issue-id" or "query", ` +
      'or start the workflow by repository_dispatch (type error-triage) or workflow_dispatch (input issue_id).'
  ])
}

function fromInput(text: string, foundIn: string, force: boolean, alert?: Alert): Trigger {
  const issueId = text.trim().toLowerCase()
  if (!isIssueId(issueId)) return refused([malformedId(foundIn, text)])
  return { kind: 'issue', issueId, foundIn, alert, force }
}

function readManual(event: Readonly<Record<string, unknown>>, force: boolean): Trigger {
  const given = isRecord(event['inputs']) ? event['inputs'] : {}
  const id = given['issue_id']
  if (typeof id !== 'string' || id.trim() === '') {
    return refused([
      'The workflow was started by hand without an issue. Fill in "issue_id", or set the input "issue-id".'
    ])
  }
  return fromInput(
    id,
    'workflow input issue_id',
    force || given['force_fix'] === true || given['force_fix'] === 'true'
  )
}

type Dispatch =
  Extract<Trigger, { kind: 'refused' | 'recovery' }> | Omit<Extract<Trigger, { kind: 'issue' }>, 'force'>

/** `given` is the issue of the action's input: with it, the payload need not name one. */
function readDispatch(event: Readonly<Record<string, unknown>>, given: string): Dispatch {
  const payload = event['client_payload']
  if (!isRecord(payload))
    return refused([
      'The repository_dispatch event has no "client_payload" object. Send one with "issue_id", or with "text" and "scope".'
    ])
  const keys = Object.keys(payload)
  const problems: string[] = []
  if (keys.length > MAX_PAYLOAD_KEYS) {
    problems.push(
      `client_payload has ${keys.length} top-level keys; GitHub allows ${MAX_PAYLOAD_KEYS}. ` +
        'Send identifiers only; the rest is read from Datadog.'
    )
  }
  const field = (name: string): string | undefined => readField(payload, name, problems)
  const schema = field('schema')
  if (schema !== undefined && schema !== '1') {
    problems.push(
      `client_payload.schema is ${quote(schema)}; this version understands 1. Update the webhook's payload.`
    )
  }
  const transition = field('transition')
  const kind = field('monitor_kind')
  if (kind !== undefined && kind !== 'new_issue' && kind !== 'high_impact') {
    problems.push(`client_payload.monitor_kind is ${quote(kind)}; write new_issue or high_impact.`)
  }
  const direct = field('issue_id')?.toLowerCase()
  if (direct !== undefined && !isIssueId(direct))
    problems.push(malformedId('client_payload.issue_id', direct))
  const found = direct === undefined ? findIssueId({ text: field('text'), scope: field('scope') }) : undefined
  const alert: Alert = {
    monitorId: field('monitor_id'),
    monitorKind: kind === 'new_issue' || kind === 'high_impact' ? kind : undefined,
    service: field('service'),
    env: field('env'),
    cycleKey: deliveryOf(field('cycle_key'), transition)
  }
  if (problems.length > 0) return refused(problems)
  const issueId = direct ?? found?.issueId
  if (transition !== undefined && !ALERTING.has(transition.toLowerCase())) {
    return { kind: 'recovery', transition, issueId }
  }
  if (issueId === undefined && given === '') {
    return refused([
      'No issue id in client_payload: "issue_id" is empty, "text" has no marker dd-issue-id=<uuid>, and "scope" has no ' +
        'issue.id:<uuid>. Put the line dd-issue-id={{[issue.id].name}} into the monitor\'s message and $TEXT_ONLY_MSG into "text".'
    ])
  }
  return {
    kind: 'issue',
    issueId: issueId ?? given,
    foundIn: `client_payload.${found?.foundIn ?? 'issue_id'}`,
    alert
  }
}

/** A renewed notification belongs to the same cycle as the first, and is news all the same. */
function deliveryOf(cycleKey: string | undefined, transition: string | undefined): string | undefined {
  return cycleKey === undefined || transition === undefined
    ? cycleKey
    : `${cycleKey} ${transition.toLowerCase()}`
}

/** A field of the payload; empty, `null` as text and variables that Datadog left unexpanded count as not given. */
function readField(
  payload: Readonly<Record<string, unknown>>,
  name: string,
  problems: string[]
): string | undefined {
  const value = payload[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') {
    problems.push(
      `client_payload.${name} is ${Array.isArray(value) ? 'a list' : `of type ${typeof value}`}; write a string.`
    )
    return undefined
  }
  const text = String(value).slice(0, MAX_FIELD_CHARS).trim()
  return text === '' || text === 'null' || /^\$[A-Z_]+(\[[^\]]{0,100}\])?$/.test(text) ? undefined : text
}

function malformedId(where: string, seen: string): string {
  return `${where} is ${quote(seen)}, which is not an issue id. Write the UUID at the end of the issue's Datadog URL.`
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80))
}

function refused(problems: readonly string[]): Extract<Trigger, { kind: 'refused' }> {
  return { kind: 'refused', problems }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
