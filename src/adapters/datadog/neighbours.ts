import type { Issue, Track } from '../../flow/issue/issue.js'
import { known, type Known } from '../../flow/issue/known.js'
import type { Neighbour } from '../../ports.js'
import type { Counted, EventCounts } from './event-counts.js'
import type { Point } from './event-json.js'
import { anyIssueQuery, facetQuery, otherSpelling } from './queries.js'
import type { Retention } from './retention.js'
import { tracks } from './tracks.js'
import { fillHours, hourMs, hourOf, knownFrom, trendWindow, type TrendWindow } from './trend.js'

/** A week: every hour of it once, so that a night is not compared with a day. */
const days = 7

/** Four issues of each of twelve services: with the hours of a week that stays below the 10,000 points of one request. */
const mostServices = 12
const mostIssues = 4

/** An issue groups events of one type as a rule. A second one would double the points: of those that have more, the commonest counts. */
const mostTypes = 1

/** Logs call the type the error's kind. https://docs.datadoghq.com/logs/error_tracking/ */
const typeFacets = { spans: '@error.type', logs: '@error.kind', rum: '@error.type' } as const

/** Stands in for the type of events that name none. */
const withoutType = 'no type'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The issue as far as its neighbours hang on it. */
export type Surrounded = Pick<Issue, 'id' | 'sample'>

/** Reads what else fails where an issue does. Each product and environment is asked once in a run. */
export class Neighbours {
  readonly #counts: EventCounts
  readonly #retention: Retention
  readonly #now: () => number
  readonly #read = new Map<string, Promise<Known<readonly Neighbour[]>>>()

  constructor(options: {
    readonly counts: EventCounts
    readonly retention: Retention
    readonly now: () => number
  }) {
    this.#counts = options.counts
    this.#retention = options.retention
    this.#now = options.now
  }

  /** The busiest issues of the busiest services of the issue's environment, in its product, without itself. */
  async around({ id, sample }: Surrounded): Promise<Known<readonly Neighbour[]>> {
    if (!sample.known) return sample
    const { track, env } = sample.value
    if (!env.known) return env
    const name = `${track} ${env.value}`
    const running = this.#read.get(name) ?? this.#count(track, env.value)
    this.#read.set(name, running)
    const found = await running
    return found.known ? known(found.value.filter(({ issueId }) => issueId !== id)) : found
  }

  async #count(track: Track, env: string): Promise<Known<readonly Neighbour[]>> {
    const window = trendWindow(days * 24, this.#now())
    const facet = tracks[track].issueIdFacet
    const first = await this.#group(track, env, facet, window)
    // No group at all: the product calls the facet by its other name, or nothing failed.
    const groups =
      first.known && first.value.length === 0
        ? await this.#group(track, env, otherSpelling(facet), window)
        : first
    if (!groups.known) return groups
    for (const { group, points } of groups.value) {
      for (const { at } of points) this.#retention.note(track, group[0] ?? '', at)
    }
    return known(
      joinTypes(groups.value).flatMap(({ service, id, errorType, points }) => {
        const issueId = id.toLowerCase()
        if (!uuid.test(issueId)) return []
        const first = this.#retention.oldest(track, service) ?? window.startMs
        return [{ issueId, service, errorType, trend: knownFrom(fillHours(points, window), hourOf(first)) }]
      })
    )
  }

  #group(
    track: Track,
    env: string,
    facet: string,
    { startMs, endMs }: TrendWindow
  ): Promise<Known<readonly Counted[]>> {
    return this.#counts.count(track, {
      query: `${anyIssueQuery} ${facetQuery('env', [env])}`,
      window: { startMs, endMs, binMs: hourMs },
      groupBy: [
        { facet: 'service', limit: mostServices },
        { facet, limit: mostIssues },
        { facet: typeFacets[track], limit: mostTypes, missing: withoutType }
      ]
    })
  }
}

interface Joined {
  readonly service: string
  readonly id: string
  /** The first that is named. */
  readonly errorType: string | undefined
  readonly points: readonly Point[]
}

/** One element for each issue: where a window is read in parts, each part has its own commonest type. */
function joinTypes(groups: readonly Counted[]): readonly Joined[] {
  const joined = new Map<string, Joined>()
  for (const { group, points } of groups) {
    const [service = '', id = '', type = ''] = group
    const errorType = type === '' || type === withoutType ? undefined : type
    const name = JSON.stringify([service, id])
    const before = joined.get(name)
    joined.set(name, {
      service,
      id,
      errorType: before?.errorType ?? errorType,
      points: [...(before?.points ?? []), ...points]
    })
  }
  return [...joined.values()]
}
