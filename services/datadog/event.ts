import { bodyOf, type FilledEvent } from './event-body.js'
import type { StoredIssue } from './issue.js'
import type { Searchable } from './query-match.js'

export const TRACKS = ['spans', 'logs', 'rum'] as const

/** The three products whose events Error Tracking groups into issues. */
export type Track = (typeof TRACKS)[number]

/** One event as a test says it; what is absent comes from the issue, or stays away from the body. */
export interface SeedEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number
  readonly service?: string
  readonly env?: string
  readonly version?: string
  readonly type?: string
  readonly message?: string
  readonly stack?: string
  readonly host?: string
  /** Besides `env:`, `version:` and `service:`, which come from the fields above. */
  readonly tags?: readonly string[]
  /** Anything else, by dotted name or nested: `usr.email`, `session.ip`, `http.url`, `git.commit.sha`. */
  readonly attributes?: Readonly<Record<string, unknown>>
  /** `false`: Error Tracking counted it, but it is not indexed, so that no search ever finds it. */
  readonly indexed?: boolean
}

/** One body that stands for as many occurrences as it has timestamps. */
export interface StoredEvent {
  readonly id: string
  readonly track: Track
  readonly issueId: string
  readonly version: string
  /** Ascending, milliseconds since the epoch. */
  readonly timestamps: readonly number[]
  readonly indexed: boolean
  /** `false` for occurrences seeded as bare counts: aggregates see them, event search does not list them. */
  readonly listed: boolean
  readonly searchable: Searchable
  /** What stands under `attributes` in a search result. */
  readonly body: Readonly<Record<string, unknown>>
}

/** What tells this event apart from every other one. */
export interface EventIdentity {
  readonly sequence: number
  /** Uuid, for the ids inside the body. */
  readonly uuid: string
}

/** Builds the event with each value where its product really places it. */
export function makeEvent(
  issue: StoredIssue,
  track: Track,
  seed: SeedEvent,
  identity: EventIdentity
): StoredEvent {
  const filled: FilledEvent = {
    ...seed,
    service: seed.service ?? issue.service,
    type: seed.type ?? issue.errorType,
    message: seed.message ?? issue.errorMessage,
    host: seed.host ?? 'ip-10-0-4-8.eu-west-1.compute.internal'
  }
  const { body, attributes, reserved, tags } = bodyOf(track, issue, filled, identity)
  return {
    id: eventId(track, identity.sequence),
    track,
    issueId: issue.id,
    version: seed.version ?? '',
    timestamps: [seed.timestamp],
    indexed: seed.indexed ?? true,
    listed: true,
    searchable: { issueId: issue.id, reserved, tags, attributes, message: filled.message },
    body
  }
}

function eventId(track: Track, sequence: number): string {
  const number = String(sequence).padStart(12, '0')
  return Buffer.from(`${track}-${number}`).toString('base64url')
}
