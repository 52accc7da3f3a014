import type { FoundEvent } from './event-index.js'
import { valuesOf, type IssueIdField } from './query-match.js'
import type { Window } from './window.js'

/** Time buckets of a series whose interval nobody named. */
export const DEFAULT_POINTS = 150

export const AGGREGATIONS = [
  'count',
  'cardinality',
  'pc75',
  'pc90',
  'pc95',
  'pc98',
  'pc99',
  'sum',
  'min',
  'max',
  'avg',
  'median'
] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

export interface Measure {
  readonly aggregation: Aggregation
  /** The attribute that is measured; absent only for `count`. */
  readonly metric?: string | undefined
}

export interface Compute extends Measure {
  readonly type: 'total' | 'timeseries'
  /** Length of a time bucket. Default: the window in 150 points. */
  readonly intervalMs?: number | undefined
}

export interface GroupBy {
  readonly facet: string
  readonly limit: number
  /** Stands in for the facet of events that do not have it; without it they are left out. */
  readonly missing?: string | number | undefined
  readonly order: 'asc' | 'desc'
  readonly measure: Measure
}

export interface Point {
  readonly time: string
  readonly value: number
}

export interface Bucket {
  readonly by: Readonly<Record<string, string | number>>
  readonly computes: Readonly<Record<string, number | readonly Point[]>>
}

/**
 * Buckets of events: one per combination of facets, or a single one without `group_by`. No event gives no
 * bucket at all, and an interval without an event gives no point.
 */
export function aggregate(
  events: readonly FoundEvent[],
  asked: {
    readonly computes: readonly Compute[]
    readonly groupBy: readonly GroupBy[]
    readonly window: Window
  },
  issueIdField: IssueIdField
): readonly Bucket[] {
  return group(events, asked.groupBy, issueIdField).map(({ by, members }) => ({
    by,
    computes: Object.fromEntries(
      asked.computes.map((compute, index) => [
        `c${index}`,
        evaluate(compute, members, asked.window, issueIdField)
      ])
    )
  }))
}

interface Group {
  readonly by: Bucket['by']
  readonly members: readonly FoundEvent[]
}

function group(
  events: readonly FoundEvent[],
  facets: readonly GroupBy[],
  issueIdField: IssueIdField
): readonly Group[] {
  if (events.length === 0) return []
  const [first, ...rest] = facets
  if (!first) return [{ by: {}, members: events }]
  const byValue = new Map<string | number, FoundEvent[]>()
  for (const found of events) {
    const values = valuesOf(first.facet, found.event.searchable, issueIdField)
    const kept = values.length > 0 || first.missing === undefined ? values : [first.missing]
    for (const value of kept) {
      const held = byValue.get(value)
      if (held) held.push(found)
      else byValue.set(value, [found])
    }
  }
  const weight = (members: readonly FoundEvent[]): number => measure(first.measure, members, issueIdField)
  return [...byValue]
    .sort(([, a], [, b]) => (first.order === 'asc' ? 1 : -1) * (weight(a) - weight(b)))
    .slice(0, first.limit)
    .flatMap(([value, members]) =>
      group(members, rest, issueIdField).map((inner) => ({
        by: { [first.facet]: value, ...inner.by },
        members: inner.members
      }))
    )
}

function evaluate(
  compute: Compute,
  events: readonly FoundEvent[],
  window: Window,
  issueIdField: IssueIdField
): number | readonly Point[] {
  if (compute.type === 'total') return measure(compute, events, issueIdField)
  const interval = compute.intervalMs ?? Math.max(1000, Math.ceil((window.to - window.from) / DEFAULT_POINTS))
  const slots = new Map<number, FoundEvent[]>()
  for (const { event, times } of events) {
    const own = new Map<number, number[]>()
    for (const time of times) {
      const slot = Math.floor(time / interval) * interval
      const held = own.get(slot)
      if (held) held.push(time)
      else own.set(slot, [time])
    }
    for (const [slot, held] of own) {
      const found = slots.get(slot)
      if (found) found.push({ event, times: held })
      else slots.set(slot, [{ event, times: held }])
    }
  }
  return [...slots]
    .sort(([a], [b]) => a - b)
    .map(([slot, held]) => ({
      time: new Date(slot).toISOString(),
      value: measure(compute, held, issueIdField)
    }))
}

function measure(asked: Measure, events: readonly FoundEvent[], issueIdField: IssueIdField): number {
  const { aggregation, metric } = asked
  if (aggregation === 'count' || metric === undefined)
    return events.reduce((sum, { times }) => sum + times.length, 0)
  const valued = events.map(({ event, times }) => ({
    values: valuesOf(metric, event.searchable, issueIdField),
    weight: times.length
  }))
  if (aggregation === 'cardinality') return new Set(valued.flatMap(({ values }) => values)).size
  const numbers = valued
    .flatMap(({ values, weight }) =>
      values.flatMap((value) => (typeof value === 'number' ? new Array<number>(weight).fill(value) : []))
    )
    .sort((a, b) => a - b)
  return summarise(aggregation, numbers)
}

function summarise(
  aggregation: Exclude<Aggregation, 'count' | 'cardinality'>,
  sorted: readonly number[]
): number {
  const sum = sorted.reduce((total, value) => total + value, 0)
  switch (aggregation) {
    case 'sum':
      return sum
    case 'avg':
      return sorted.length === 0 ? 0 : sum / sorted.length
    case 'min':
      return sorted[0] ?? 0
    case 'max':
      return sorted[sorted.length - 1] ?? 0
    case 'median':
      return rank(sorted, 50)
    default:
      return rank(sorted, Number(aggregation.slice(2)))
  }
}

function rank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0
}
