import { createHash } from 'node:crypto'
import type { EventIdentity, SeedEvent, Track } from './event.js'
import type { StoredIssue } from './issue.js'
import { nest } from './nested.js'

/** A seeded event with everything filled in that the issue knows. */
export interface FilledEvent extends SeedEvent {
  readonly service: string
  readonly type: string
  readonly message: string
  readonly host: string
}

/** The body as its product shows it, and what a search of that product looks at. */
export interface BuiltBody {
  readonly body: Readonly<Record<string, unknown>>
  readonly attributes: Readonly<Record<string, unknown>>
  readonly reserved: Readonly<Record<string, string>>
  readonly tags: readonly string[]
}

const BODIES = { spans: spanBody, logs: logBody, rum: rumBody } satisfies Record<
  Track,
  (issue: StoredIssue, event: FilledEvent, identity: EventIdentity) => BuiltBody
>

/** What the log pipeline calls the language of an issue. */
const LOG_SOURCES: Readonly<Record<string, string>> = {
  PYTHON: 'python',
  JAVA: 'java',
  RUBY: 'ruby',
  GO: 'go'
}

/** Builds the body with each value where its product really places it. */
export function bodyOf(
  track: Track,
  issue: StoredIssue,
  event: FilledEvent,
  identity: EventIdentity
): BuiltBody {
  return BODIES[track](issue, event, identity)
}

/** Spans keep everything custom under `custom`; only the span's own fields stand beside it. */
function spanBody(_issue: StoredIssue, event: FilledEvent, { sequence, uuid }: EventIdentity): BuiltBody {
  const time = new Date(event.timestamp).toISOString()
  const tags = tagsOf(event, 'apm', ['env', 'version'])
  const attributes = nest({
    error: {
      message: event.message,
      type: event.type,
      ...(event.stack !== undefined && { stack: event.stack })
    },
    ...(event.env !== undefined && { env: event.env }),
    ...(event.version !== undefined && { version: event.version }),
    ...event.attributes
  })
  const resource = text(attributes['resource_name']) ?? `${event.service}.request`
  const operation = text(attributes['operation_name'])
  delete attributes['resource_name']
  delete attributes['operation_name']
  const own = {
    service: event.service,
    // Not every reply has it: recordings of the API show spans without one.
    ...(operation !== undefined && { operation_name: operation }),
    ...(event.env !== undefined && { env: event.env }),
    host: event.host,
    resource_name: resource,
    span_id: decimal(`${uuid}span`),
    trace_id: digest(`${uuid}trace`).slice(0, 32)
  }
  const body = {
    custom: attributes,
    end_timestamp: time,
    ingestion_reason: 'auto',
    parent_id: '0',
    resource_hash: digest(resource).slice(0, 16),
    retained_by: sequence % 2 === 0 ? 'retention_filter' : 'diversity_sampling',
    single_span: false,
    start_timestamp: time,
    tags,
    type: 'web',
    ...own
  }
  return { body, attributes, reserved: { ...own, status: 'error' }, tags }
}

/** Logs name the error's type `error.kind`; `error.type` is there only if the seed's attributes put it there. */
function logBody(issue: StoredIssue, event: FilledEvent): BuiltBody {
  const tags = tagsOf(event, LOG_SOURCES[issue.languages[0] ?? ''] ?? 'nodejs', ['env', 'version'])
  const attributes = nest({
    error: {
      kind: event.type,
      message: event.message,
      ...(event.stack !== undefined && { stack: event.stack })
    },
    ...event.attributes
  })
  const status = 'error'
  const body = {
    timestamp: new Date(event.timestamp).toISOString(),
    service: event.service,
    status,
    message: event.message,
    host: event.host,
    tags,
    attributes
  }
  return { body, attributes, reserved: { service: event.service, host: event.host, status }, tags }
}

/** RUM errors name their issue, their session and their user in the body. */
function rumBody(issue: StoredIssue, event: FilledEvent, { uuid }: EventIdentity): BuiltBody {
  const source = issue.platform.toLowerCase().replace('_', '-')
  const tags = tagsOf(event, source, ['env', 'service', 'version'])
  const attributes = nest({
    type: 'error',
    service: event.service,
    ...(event.version !== undefined && { version: event.version }),
    application: { id: '6ae18142-192f-4582-9633-95121c2a01d7' },
    date: event.timestamp,
    error: {
      id: uuid,
      type: event.type,
      message: event.message,
      ...(event.stack !== undefined && { stack: event.stack }),
      source: 'source',
      source_type: source,
      handling: 'unhandled',
      is_crash: issue.isCrash
    },
    issue: {
      id: issue.id,
      first_seen: issue.firstSeen,
      first_seen_version: issue.firstSeenVersion,
      age: Math.max(0, event.timestamp - issue.firstSeen)
    },
    session: { id: digest(`${uuid}session`).slice(0, 32), type: 'user' },
    ...event.attributes
  })
  const body = {
    timestamp: new Date(event.timestamp).toISOString(),
    service: event.service,
    tags,
    attributes
  }
  return { body, attributes, reserved: { service: event.service }, tags }
}

function tagsOf(
  event: FilledEvent,
  source: string,
  own: readonly ('env' | 'service' | 'version')[]
): readonly string[] {
  const named = own.flatMap((name) => (event[name] === undefined ? [] : [`${name}:${event[name]}`]))
  return [...named, `source:${source}`, ...(event.tags ?? [])]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function digest(seed: string): string {
  return createHash('sha256').update(seed).digest('hex')
}

function decimal(seed: string): string {
  return BigInt(`0x${digest(seed).slice(0, 15)}`).toString()
}
