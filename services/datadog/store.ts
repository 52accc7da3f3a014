import { createHash } from 'node:crypto'
import { makeEvent, type SeedEvent, type StoredEvent, type Track } from './event.js'
import { makeTraffic, type SeedTraffic } from './traffic.js'
import {
  makeCase,
  makeIssue,
  type IssueState,
  type Making,
  type SeedCase,
  type SeedIssue,
  type StoredIssue,
  type User
} from './issue.js'

const HOUR_MS = 3_600_000

/** What the occurrences of `seedCounts` have in common. */
export interface CountsDetail {
  readonly env?: string
  readonly version?: string
  readonly service?: string
  /** How many distinct `usr.id` the occurrences are spread over, where there are as many. Default none. */
  readonly users?: number
  /** The same for `session.id`. RUM occurrences have one session each unless this says otherwise. */
  readonly sessions?: number
  readonly indexed?: boolean
}

/** Issues and their events, with the state changes that Error Tracking makes by itself. */
export class Store {
  readonly #now: () => number
  readonly #issues = new Map<string, StoredIssue>()
  readonly #users = new Map<string, User>()
  readonly #events = new Map<string, StoredEvent[]>()
  readonly #traffic: StoredEvent[] = []
  #sequence = 0

  constructor(now: () => number) {
    this.#now = now
  }

  issue(id: string): StoredIssue | undefined {
    return this.#issues.get(id)
  }

  issues(): readonly StoredIssue[] {
    return [...this.#issues.values()]
  }

  events(): readonly StoredEvent[] {
    return [...[...this.#events.values()].flat(), ...this.#traffic]
  }

  eventsOf(issueId: string): readonly StoredEvent[] {
    return this.#events.get(issueId) ?? []
  }

  addIssue(seed: SeedIssue): StoredIssue {
    const issue = makeIssue(seed, this.#making())
    if (issue.assignee) this.#users.set(issue.assignee.id, issue.assignee)
    return this.#put(issue)
  }

  removeIssue(id: string): void {
    this.#issues.delete(id)
    this.#events.delete(id)
  }

  addEvents(issueId: string, track: Track, seeds: readonly SeedEvent[]): void {
    for (const seed of seeds) this.#collect(makeEvent(this.#known(issueId), track, seed, this.#identity()))
  }

  addCounts(
    issueId: string,
    track: Track,
    hourlyCounts: readonly number[],
    endMs: number,
    detail: CountsDetail
  ): void {
    this.addOccurrences(issueId, track, spread(hourlyCounts, endMs), detail)
  }

  /** Occurrences without bodies, at these times in ascending order. */
  addOccurrences(issueId: string, track: Track, times: readonly number[], detail: CountsDetail): void {
    if (times.length === 0) return
    const { users, sessions, ...common } = detail
    const bodies = Math.min(
      times.length,
      Math.max(users ?? 1, sessions ?? (track === 'rum' ? times.length : 1))
    )
    for (let body = 0; body < bodies; body += 1) {
      const attributes = {
        ...(users !== undefined && { 'usr.id': `user-${body % users}` }),
        ...(sessions !== undefined && { 'session.id': `session-${body % sessions}` })
      }
      const timestamps: number[] = []
      for (let index = body; index < times.length; index += bodies) timestamps.push(times[index] as number)
      const seed: SeedEvent = { ...common, timestamp: timestamps[0] ?? this.#now(), attributes }
      const event = makeEvent(this.#known(issueId), track, seed, this.#identity())
      this.#collect({ ...event, timestamps, listed: false })
    }
  }

  /** Events that are no errors, and belong to no issue. */
  addTraffic(seed: SeedTraffic, times: readonly number[]): void {
    if (times.length > 0) this.#traffic.push(makeTraffic(seed, times, this.#next()))
  }

  setState(id: string, state: IssueState): StoredIssue {
    const issue = this.#known(id)
    return this.#put({ ...issue, state, resolvedAt: state === 'RESOLVED' ? this.#now() : issue.resolvedAt })
  }

  /** Assigning somebody reviews the issue. Nobody known by that id gives a user without a name or an address. */
  assign(id: string, userId: string): StoredIssue {
    const assignee = this.#users.get(userId) ?? { id: userId, email: '', handle: '', name: '' }
    return this.#put(reviewed({ ...this.#known(id), assignee }))
  }

  unassign(id: string): StoredIssue {
    return this.#put({ ...this.#known(id), assignee: undefined })
  }

  /** Linking a case reviews the issue. */
  linkCase(id: string, seed: SeedCase): StoredIssue {
    return this.#put(reviewed({ ...this.#known(id), linkedCase: makeCase(seed, this.#making()) }))
  }

  #collect(event: StoredEvent): void {
    const issue = this.#known(event.issueId)
    const first = event.timestamps[0] ?? this.#now()
    const last = event.timestamps[event.timestamps.length - 1] ?? first
    const seen = {
      ...issue,
      ...(first < issue.firstSeen && {
        firstSeen: first,
        firstSeenVersion: event.version || issue.firstSeenVersion
      }),
      ...(last > issue.lastSeen && {
        lastSeen: last,
        lastSeenVersion: event.version || issue.lastSeenVersion
      })
    }
    this.#put({ ...seen, ...this.#recurrence(issue, event, last) })
    const held = this.#events.get(issue.id)
    if (held) held.push(event)
    else this.#events.set(issue.id, [event])
  }

  /**
   * A resolved issue comes back as OPEN when it recurs in a version that it was not seen in before, or at all when
   * the service has no versions. https://docs.datadoghq.com/error_tracking/regression_detection/
   */
  #recurrence(issue: StoredIssue, event: StoredEvent, at: number): Partial<StoredIssue> {
    if (issue.state !== 'RESOLVED' || issue.resolvedAt === undefined || at <= issue.resolvedAt) return {}
    const before = new Set([issue.firstSeenVersion, issue.lastSeenVersion])
    for (const each of this.eventsOf(issue.id)) before.add(each.version)
    before.delete('')
    if (event.version === '' ? before.size > 0 : before.has(event.version)) return {}
    const { resolvedAt } = issue
    const version = event.version !== '' && { regressedAtVersion: event.version }
    return { state: 'OPEN', regression: { regressedAt: at, ...version, resolvedAt } }
  }

  #known(id: string): StoredIssue {
    const issue = this.#issues.get(id)
    if (!issue) throw new Error(`no issue ${id} was seeded`)
    return issue
  }

  #put(issue: StoredIssue): StoredIssue {
    this.#issues.set(issue.id, issue)
    return issue
  }

  #making(): Making {
    return { now: this.#now(), issueId: () => timeUuid(this.#now(), this.#next()), id: () => this.#uuid() }
  }

  #identity(): { sequence: number; uuid: string } {
    const uuid = this.#uuid()
    return { sequence: this.#sequence, uuid }
  }

  #next(): number {
    this.#sequence += 1
    return this.#sequence
  }

  /** A version 4 uuid made of a counter, so that two runs of a test see the same ids. */
  #uuid(): string {
    const hex = createHash('sha256').update(`datadog-${this.#next()}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}

function reviewed(issue: StoredIssue): StoredIssue {
  return issue.state === 'OPEN' ? { ...issue, state: 'ACKNOWLEDGED' } : issue
}

/** The last count belongs to the hour that ends at `endMs`; each hour's occurrences are spread evenly over it. */
function spread(hourlyCounts: readonly number[], endMs: number): readonly number[] {
  return hourlyCounts.flatMap((count, index) => {
    const start = endMs - (hourlyCounts.length - index) * HOUR_MS
    return Array.from({ length: count }, (_, each) => start + Math.floor(((each + 0.5) * HOUR_MS) / count))
  })
}

/** Issue ids are version 1 uuids: the time is inside them, and the tail is always the same node. */
function timeUuid(now: number, sequence: number): string {
  const ticks = ((BigInt(Math.floor(now)) + 12_219_292_800_000n) * 10_000n + BigInt(sequence))
    .toString(16)
    .padStart(15, '0')
  return `${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}-8a28-da7ad0900002`
}
