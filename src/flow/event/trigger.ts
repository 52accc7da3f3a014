import { malformedId, quote, readAlert, type Alert, type AlertReading, type Fields } from './alert.js'
import { isIssueId } from './issue-id.js'
import { MOST_SHARDS, readShard, WHOLE, type Shard } from './shard.js'

export type { Alert, MonitorKind } from './alert.js'

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

const MARKER_ADVICE =
  'Put the line dd-issue-id={{[issue.id].name}} into the monitor\'s message and $TEXT_ONLY_MSG into "text".'

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
  switch (source.eventName) {
    case 'repository_dispatch':
      return readDispatch(event, inputs)
    case 'workflow_dispatch':
      return readWorkflowDispatch(event, inputs)
    default:
      return inputs.issueId === '' ? namesNoIssue(source.eventName) : fromInput(inputs, inputs.forceFix)
  }
}

type Inputs = TriggerSource['inputs']

/** The issue of the action's own input. */
function fromInput({ issueId: text }: Inputs, force: boolean, alert?: Alert): Trigger {
  const issueId = text.trim().toLowerCase()
  if (!isIssueId(issueId)) return refused([malformedId('input issue-id', text)])
  return { kind: 'issue', issueId, foundIn: 'input issue-id', alert, force }
}

function namesNoIssue(eventName: string): Trigger {
  return refused([
    `Nothing to triage: the event "${eventName}" names no issue. Set the input "issue-id" or "query", ` +
      'or start the workflow by repository_dispatch (type error-triage) or workflow_dispatch (input issue_id).'
  ])
}

function readDispatch(event: Fields, inputs: Inputs): Trigger {
  const payload = event['client_payload']
  if (!isRecord(payload))
    return refused([
      'The repository_dispatch event has no "client_payload" object. Send one with "issue_id", or with "text" and "scope".'
    ])
  const keys = Object.keys(payload)
  const tooMany =
    keys.length > MAX_PAYLOAD_KEYS
      ? [
          `client_payload has ${keys.length} top-level keys; GitHub allows ${MAX_PAYLOAD_KEYS}. ` +
            'Send identifiers only; the rest is read from Datadog.'
        ]
      : []
  const read = readAlert(payload, 'client_payload.')
  const reading = { ...read, problems: [...tooMany, ...read.problems] }
  return settle(reading, inputs, {
    alert: read.alert,
    force: inputs.forceFix,
    lacking:
      'No issue id in client_payload: "issue_id" is empty, "text" has no marker dd-issue-id=<uuid>, and "scope" has no ' +
      `issue.id:<uuid>. ${MARKER_ADVICE}`
  })
}

/**
 * A person, or Datadog's webhook: its token then needs no right to write contents. The inputs of the workflow carry the same fields as
 * a `client_payload`.
 */
function readWorkflowDispatch(event: Fields, inputs: Inputs): Trigger {
  const given = isRecord(event['inputs']) ? event['inputs'] : {}
  const reading = readAlert(given, 'workflow input ')
  return settle(reading, inputs, {
    alert: reading.isBare ? undefined : reading.alert,
    // Only a person may ask for it: what an alert carries is never trusted further than a client_payload.
    force:
      inputs.forceFix || (reading.isBare && (given['force_fix'] === true || given['force_fix'] === 'true')),
    lacking: reading.isBare
      ? 'The workflow was started by hand without an issue. Fill in "issue_id", or set the input "issue-id".'
      : 'No issue id in the inputs of the workflow: "issue_id" is empty, "text" has no marker dd-issue-id=<uuid>, and "scope" has ' +
        `no issue.id:<uuid>. ${MARKER_ADVICE}`
  })
}

interface Settling {
  readonly alert: Alert | undefined
  readonly force: boolean
  /** What to say when nothing names an issue. */
  readonly lacking: string
}

function settle(reading: AlertReading, inputs: Inputs, { alert, force, lacking }: Settling): Trigger {
  const { problems, dropped, issueId, foundIn } = reading
  if (problems.length > 0) return refused(problems)
  if (dropped !== undefined) return { kind: 'recovery', transition: dropped, issueId }
  if (inputs.issueId !== '') return fromInput(inputs, force, alert)
  return issueId === undefined ? refused([lacking]) : { kind: 'issue', issueId, foundIn, alert, force }
}

function refused(problems: readonly string[]): Extract<Trigger, { kind: 'refused' }> {
  return { kind: 'refused', problems }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
